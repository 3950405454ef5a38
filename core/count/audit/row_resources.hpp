// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/audit/row_count.hpp"

namespace flopledger {

// Whether the compute of a row is more than four times what its energy buys of each chip that may
// have run, at its fastest peak and full draw.
bool is_beyond_energy(const SurveyRow& row);

// What the columns of chips, hours and energy of a row contradict one another in: chips x hours
// beside other chip-hours, more power than the chips can draw, less energy than the compute needs.
// Where several chips may have run, only what holds for each of them.
std::vector<Contradiction> contradictions_of_resources(const SurveyRow& row);

}  // namespace flopledger
