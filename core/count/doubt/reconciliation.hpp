// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Holds the method that stands, one of them, against each of the others. Two counts are compatible
// where their ranges meet; a bound only where it is exceeded is it incompatible. `inherited` is the
// compute of the models the activity is built on, where that is known.
std::vector<MethodComparison> compare_methods(const Activity& activity,
                                              const std::vector<MethodCount>& methods,
                                              const MethodCount& standing,
                                              const std::optional<Flop>& inherited);

// What the comparisons say, as findings: agreement stated, disagreement named with ratio and cause.
std::vector<Finding> findings_of(const std::vector<MethodComparison>& comparisons);

}  // namespace flopledger
