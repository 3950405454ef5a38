// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/audit/row_count.hpp"

namespace flopledger {

// What the figures of a row's columns contradict in its notes, besides what is recomputed: totals
// and parts of the compute in prose, the hours, and the parameters and data that a written
// operation count multiplies.
std::vector<Contradiction> contradictions_of_figures(const SurveyRow& row);

// Whether a row is of a model of language alone, as far as it says: its data are tokens.
bool is_of_language(const SurveyRow& row);

}  // namespace flopledger
