// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/audit/row_activity.hpp"
#include "core/count/audit/row_count.hpp"

namespace flopledger {

// What the stated compute and an operation count contradict one another in, if they do. The weaker
// the source of the count, the larger the gap must be: of tokens named somewhere in the notes 1.2
// times, of the size of the data a hundred times, since nobody says how often they were passed.
std::optional<Contradiction> against_operations(const SurveyRow& row,
                                                const RowOperations& operations,
                                                const MethodComparison* comparison);

// Whether the notes call the stated compute a mean: where they write it out, it must be the result.
bool states_mean(const SurveyRow& row);

// What the calculations in a row's notes contradict: themselves, the figure they stand beside, the
// chip's peak, or one another.
std::vector<Contradiction> contradictions_of_notes(const SurveyRow& row);

}  // namespace flopledger
