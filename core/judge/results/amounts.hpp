// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/quantity.hpp"
#include "core/facts/data/level.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

// An amount of compute that thresholds or proposals name, whoever else they ask about.
struct AmountLine {
    Exact amount;  // FLOP
    Comparison comparison = Comparison::greater;
    std::vector<std::string> thresholds;  // ids; none where proposals alone name it
    std::vector<std::string> levels;      // names with the id of their set
};

// The plain amounts of thresholds on a developer's training compute that are in force or guidance
// on a day, and of levels; smallest first, equal ones together. What thresholds ask besides the
// amount is not looked at.
std::vector<AmountLine> amount_lines(
    const std::vector<std::shared_ptr<const Threshold>>& thresholds,
    const std::vector<std::shared_ptr<const ComputeLevels>>& levels, const Date& as_of);

// Whether a figure reaches the amount; nothing where the amount lies inside its range.
Truth reaches(const Flop& figure, const AmountLine& line);

}  // namespace flopledger
