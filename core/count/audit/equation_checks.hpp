// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/count/audit/row_count.hpp"
#include "core/facts/ledger/survey.hpp"

namespace flopledger {

// The larger of two positive figures over the smaller.
Exact ratio_between(const Exact& left, const Exact& right);

// Whether two figures are positive and within 10 % of one another.
bool are_close(const Exact& left, const Exact& right);

// The power of a thousand, from one to four, that a ratio is within 5 % of; 0 for none.
int power_of_thousand(const Exact& ratio);

// What a ratio within 1 % of a power of ten, or 5 % of one of a thousand, suggests; else nothing.
std::optional<Cause> slip_of_ten(const Exact& ratio);

// A calculation as its notes write it, in one line and not too long.
std::string quoted(const NoteEquation& equation);

// A calculation by chip-time with the peak of something else than the row runs at. Every candidate
// of a name must say so; of several kinds of hardware one says so and none that it is its own peak.
std::optional<Contradiction> wrong_peak(const SurveyRow& row, const NoteEquation& equation);

// A calculation by chip-time far from the stated figure, which an operation count beside it reaches
// and no mean or sum joins to it. Either may rest on an assumption.
std::optional<Contradiction> other_calculation(const SurveyRow& row, const NoteClaims& notes,
                                               const NoteEquation& equation, const Exact& stated);

// A calculation by chip-time with one utilization, where the columns of chips and hours make the
// stated figure at another: more than 1.4 times apart on every candidate chip.
std::optional<Contradiction> other_utilization(const SurveyRow& row, const NoteClaims& notes,
                                               const NoteEquation& equation, const Exact& stated);

// A calculation of tokens that makes at least 1.25 times more or less. What makes hundreds lies in
// bytes and other units that are not read.
std::optional<Contradiction> wrong_tokens(const NoteEquation& equation);

// What one calculation in the notes contradicts: itself, the figure it stands beside, or the chip.
std::vector<Contradiction> contradictions_of_equation(const SurveyRow& row,
                                                      const NoteEquation& equation,
                                                      const std::optional<Exact>& stated);

}  // namespace flopledger
