// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/survey.hpp"

namespace flopledger {

// How certain a contradiction is, the most certain first.
enum class Certainty {
    impossible,   // more than the chips can do
    implausible,  // more than they were ever seen to do
    arithmetic,   // a calculation of the row does not make what it says
    conflict,     // two figures of the row exclude one another
    slip,         // something beside the stated figure is off, which does not rest on it
    unsupported,  // a figure of the row is nowhere in its own notes
    assumption,   // two figures differ, and one of them rests on an assumption
};

// What one method makes of a row.
struct RowMethod {
    std::string name;  // `operations`, `chip_time`, `energy`, `reported`
    Range flop;
    bool bound = false;
    bool firm = true;  // false where nobody says that its figures are of this training as a whole
    std::string how;   // the figures it rests on: `6 x 13e9 x 1e12`
};

// Two figures of a row that cannot both hold.
struct Contradiction {
    Certainty certainty = Certainty::conflict;
    Name kind;
    Exact ratio = 1;  // the larger over the smaller
    std::string message;
    std::vector<Cause> causes;  // the likeliest first, at least one
    Place place;
};

// A row, recomputed by every method its columns and notes allow.
struct RecomputedRow {
    const SurveyRow* row = nullptr;  // owned by the survey
    std::vector<RowMethod> methods;
    std::vector<Contradiction> contradictions;  // the most certain first, then the largest
    std::vector<std::string> left_out;          // what could not be recomputed, and why

    // Whether the stated compute was held against anything.
    bool recomputed() const { return methods.size() > 1; }
};

// The word of a certainty, for people and programs.
std::string_view word(Certainty certainty);

// Recomputes one row. Pure: what cannot be computed is left out and told. Where the hardware's name
// may be several chips, only what holds for each of them is a contradiction.
RecomputedRow count_row(const SurveyRow& row);

// Adds what only several rows together show: a figure that the notes of one take over from another
// and that the other does not hold, and a total that is not base model and fine-tuning together.
void compare_rows(std::vector<RecomputedRow>& rows);

// Orders contradictions: by certainty, then by ratio.
void rank(std::vector<Contradiction>& contradictions);

}  // namespace flopledger
