// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/comparison.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

std::string text(Truth truth) { return !truth ? "unknown" : *truth ? "true" : "false"; }

Truth truth(std::string_view word) {
    return word == "unknown" ? std::nullopt : Truth(word == "true");
}

// A figure whose cell ends in `+` lacks its upper end.
Figure figure_of(std::string cell) {
    const bool is_open = cell.back() == '+';
    if (is_open) cell.pop_back();
    return {figure(cell), !is_open};
}

}  // namespace

TEST_CASE("a figure reaches an amount by its whole range or not at all") {
    for (const auto& row : table(R"(
        measured            comparison  amount            reaches
        1e25                greater     1e25              false
        1e25                at-least    1e25              true
        1.0000000000001e25  greater     1e25              true
        0.9999999999999e25  at-least    1e25              false
        9e24..1e25          greater     1e25              false
        9e24..1e25          at-least    1e25              unknown
        1e25..2e25          greater     1e25              unknown
        1e25..2e25          at-least    1e25              true
        9e24..2e25          greater     1e25              unknown
        1.1e25..2e25        greater     1e25              true
        0                   greater     0                 false
        0                   at-least    0                 true
        4e24                greater     1e24..3e24        true
        3e24                greater     1e24..3e24        unknown
        3e24                at-least    1e24..3e24        true
        1e24                greater     1e24..3e24        false
        1e24                at-least    1e24..3e24        unknown
        9e23                at-least    1e24..3e24        false
        5e24+               greater     1e25              unknown
        2e25+               greater     1e25              true
        0+                  greater     1e25              unknown
        2e24                greater     1e24+             unknown
        1e24                greater     1e24+             false
        0+                  greater     1e24+             unknown
    )")) {
        CAPTURE(line_of(row));
        const Comparison comparison =
            row[1] == "greater" ? Comparison::greater : Comparison::at_least;
        CHECK(text(reaches(figure_of(row[0]), comparison, figure_of(row[2]))) == row[3]);
    }
}

TEST_CASE("three-valued logic: one false decides an AND, one true an OR") {
    for (const auto& row : table(R"(
        left     right    and      or
        true     true     true     true
        true     false    false    true
        true     unknown  unknown  true
        false    false    false    false
        false    unknown  false    unknown
        unknown  unknown  unknown  unknown
    )")) {
        CAPTURE(line_of(row));
        const Truth left = truth(row[0]);
        const Truth right = truth(row[1]);
        CHECK(text(all_hold({left, right})) == row[2]);
        CHECK(text(all_hold({right, left})) == row[2]);
        CHECK(text(any_holds({left, right})) == row[3]);
        CHECK(text(any_holds({right, left})) == row[3]);
    }
    CHECK(all_hold({}) == true);
    CHECK(any_holds({}) == false);
}

TEST_CASE("a margin widens both ways and never below zero") {
    for (const auto& row : table(R"(
        figure        margin  low     high
        1e25          0.3     7e24    1.3e25
        8e24..1.2e25  0.5     4e24    1.8e25
        1e25          0       1e25    1e25
        1e25          2       0       3e25
    )")) {
        CAPTURE(line_of(row));
        const Figure wide = widened({figure(row[0])}, number(row[1]));
        CHECK(wide.value.low == number(row[2]));
        CHECK(wide.value.best == figure(row[0]).best);
        CHECK(wide.value.high == number(row[3]));
    }
}
