// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What a figure would have taken of the chips, over what they can do at their dense peaks.
struct ImpliedUtilization {
    MethodName method;
    Derived<Ratio> share;       // of the dense peak, at least
    std::optional<Exact> best;  // the highest ever measured on these chips; nothing if not cited
};

// The shares of the dense peak that counts imply over the chip-hours stated. Methods that come from
// a utilization, and bounds, are left out; so is everything where no chip-time is stated.
std::vector<ImpliedUtilization> implied_utilizations(const Activity& activity,
                                                     const std::vector<MethodCount>& methods);

// Findings on what cannot be, or was never seen: more than the dense peak, more than was ever
// measured on the chip, FLOP that the energy stated cannot have paid for, chips that draw more than
// their boards may, logs that are shorter than the period.
std::vector<Finding> plausibility_findings(const Activity& activity,
                                           const std::vector<MethodCount>& methods,
                                           const std::vector<ImpliedUtilization>& implied);

}  // namespace flopledger
