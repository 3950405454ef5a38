// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/row_figures.hpp"

#include <doctest/doctest.h>

#include <string_view>

#include "core/base/number_text.hpp"
#include "core/read/audit/note_claims.hpp"

using namespace flopledger;

namespace {

Exact number(std::string_view text) { return std::get<Exact>(parse_exact(text)); }

// A row that states this compute, with notes beside it and beside all else.
SurveyRow row_with(std::string_view flop, std::string_view notes, std::string_view others = "") {
    SurveyRow row;
    row.domain = "Language";
    row.training_flop = number(flop);
    read_note_claims(notes, {}, row.training_notes);
    read_note_claims(others, {}, row.other_notes);
    return row;
}

// The likeliest cause of the only contradiction; nothing where there is none.
std::string_view cause_of(const SurveyRow& row) {
    const std::vector<Contradiction> found = contradictions_of_figures(row);
    if (found.empty()) return "";
    REQUIRE(found.size() == 1);
    return found.front().causes.front().name.text;
}

}  // namespace

TEST_CASE("row figures: a total in prose") {
    CHECK(cause_of(row_with("9e23", "", "Total compute was 1.2e24")) == "recomputation");
    CHECK(cause_of(row_with("9e23", "", "Total compute was 9e24")) == "unit-slip");
    CHECK(cause_of(row_with("9e23", "", "Total compute was 2e24")) == "unknown-cause");
    CHECK(cause_of(row_with("9e23", "", "Total compute was 1e24")).empty());
    // Less than the stated figure holds nothing that is computed twice.
    CHECK(cause_of(row_with("1.2e24", "", "Total compute was 9e23")) == "unknown-cause");
    SurveyRow tuned = row_with("9e23", "", "training compute was 2e23");
    tuned.fine_tune_flop = number("2e23");
    CHECK(cause_of(tuned).empty());
    CHECK(cause_of(row_with("9e23", "the geometric mean", "Total compute was 2e24")).empty());
}

TEST_CASE("row figures: a total that the row's HFU makes") {
    SurveyRow row = row_with("7e23", "", "Total compute was 1.17e24");
    auto chip = std::make_shared<Chip>();
    Peak peak;
    peak.precision = Precision::bf16;
    peak.dense.value.best = number("312e12");
    chip->peaks.push_back(peak);
    row.hardware = {{"a chip", {chip}}};
    CHECK(cause_of(row) == "unknown-cause");
    row.chips = 4480;
    row.hours = 770;
    row.hfu = number("0.302");
    CHECK(cause_of(row) == "recomputation");
}

TEST_CASE("row figures: a further training in prose") {
    SurveyRow row = row_with("1e24", "did 2.1e23 additional pre-training");
    CHECK(cause_of(row).empty());
    row.fine_tune_flop = number("1.26e23");
    CHECK(cause_of(row) == "unknown-cause");
    row.fine_tune_flop = number("2e23");
    CHECK(cause_of(row).empty());
}

TEST_CASE("row figures: days that the column calls hours") {
    SurveyRow row = row_with("1e24", "", "so ~1400 days");
    row.hours = 1400;
    CHECK(cause_of(row) == "wrong-time-unit");
    row.hours = 33600;
    CHECK(cause_of(row).empty());
}

TEST_CASE("row figures: tokens of a calculation and the column of data") {
    SurveyRow row = row_with("2.592e24", "6 * 36e9 * 12e12 = 2.592e24");
    row.dataset_size = number("12e9");
    CHECK(cause_of(row) == "unit-slip");
    row.dataset_size = number("12e15");
    CHECK(cause_of(row) == "unit-slip");
    row.dataset_size = number("5e10");
    CHECK(cause_of(row) == "data-not-tokens");
    row.dataset_size = number("5e11");  // 24 passes
    CHECK(cause_of(row).empty());
    row.dataset_size = number("5e10");
    row.epochs = 10;
    CHECK(cause_of(row).empty());
    row.epochs = std::nullopt;
    row.domain = "Vision";
    CHECK(cause_of(row).empty());
    SurveyRow passes = row_with("2.592e24", "6 * 36e9 * 12e12 = 2.592e24", "for 240 epochs");
    passes.dataset_size = number("5e10");
    CHECK(cause_of(passes).empty());
}

TEST_CASE("row figures: whose parameters a calculation multiplies") {
    const auto with = [](std::string_view notes, std::string_view others) {
        SurveyRow row = row_with("1.26e23", notes, others);
        row.parameters = number("6e9");
        return row;
    };
    CHECK(cause_of(with("6 * 7e9 * 3e12 = 1.26e23", "6B")) == "unknown-cause");
    CHECK(cause_of(with("6 * 7e9 * 3e12 = 1.26e23", "7B with embeddings")).empty());
    CHECK(cause_of(with("6 * 6.3e9 * 3e12 = 1.13e23", "6B")).empty());
    CHECK(cause_of(with("6 * 7e9 * 3e12 = 1.26e23", "a mixture of experts")).empty());
    CHECK(cause_of(with("6 * 2e9 * 3e12 = 3.6e22", "6B")).empty());
    CHECK(cause_of(with("6 * 7e9 * 1.5e12 * 2 = 1.26e23", "6B")).empty());
    SurveyRow little = with("6 * 1e10 * 6e9 = 3.6e20", "");
    little.dataset_size = number("6e9");
    little.domain = "Vision";
    CHECK(cause_of(little) == "unknown-cause");
    little.parameters = number("1e10");
    CHECK(cause_of(little).empty());
}
