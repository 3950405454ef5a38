// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/phrases.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

TEST_CASE("names are cut between characters") {
    CHECK(short_name("Llama 3.1 405B") == "Llama 3.1 405B");
    CHECK(short_name(std::string(33, 'a')) == std::string(29, 'a') + "...");
    CHECK(short_name(std::string(28, 'a') + "\xC3\xA9\xC3\xA9\xC3\xA9") ==
          std::string(28, 'a') + "...");
}

TEST_CASE("lists end in or") {
    CHECK(listed({}).empty());
    CHECK(listed({"text"}) == "text");
    CHECK(listed({"text", "speech"}) == "text or speech");
    CHECK(listed({"text", "speech", "image"}) == "text, speech or image");
}

TEST_CASE("figures that differ never look equal") {
    for (const auto& row : table(R"(
        measured     amount  digits
        3.81e25      1e25    3
        1e25         1e25    3
        1.0001e25    1e25    5
        9.9999e24    1e25    5
    )")) {
        CAPTURE(line_of(row));
        CHECK(std::to_string(telling_digits(figure(row[0]), figure(row[1]))) == row[2]);
    }
    CHECK(figure_text(figure("3.1e25..4.2e25"), 3) == "3.10e25 to 4.20e25 (best 3.65e25)");
    CHECK(range_text(figure("3.1e25..4.2e25"), 2) == "3.1e25 to 4.2e25");
    CHECK(figure_text(figure("1e25"), 3) == "1.00e25");
}

TEST_CASE("bounds are rounded to the side that keeps them true") {
    for (const auto& row : table(R"(
        bound      above    below
        9.996e24   9.90e24  1.00e25
        9.994e24   9.99e24  1.00e25
        1.234e25   1.23e25  1.24e25
        1.23e25    1.23e25  1.23e25
        9.999e-2   9.90e-2  1.00e-1
        0          0        0
    )")) {
        CAPTURE(line_of(row));
        CHECK(bound_text(figure(row[0]).best) == row[1]);
        CHECK(lower_bound_text(figure(row[0]).best) == row[2]);
    }
}
