// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/doubt/plausibility.hpp"
#include "core/count/figures/derivation.hpp"
#include "core/count/ledger/activity_count.hpp"

namespace flopledger {

// The tree of all that is printed of a counted activity: model and hardware FLOP by every method,
// each pair of methods that was held against one another with the
// ratios of the causes named, the share of the dense peak that its figures imply, and its findings.
Derivation activity_how(const ActivityCount& activity,
                        const std::vector<ImpliedUtilization>& implied);

}  // namespace flopledger
