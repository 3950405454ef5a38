// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/activity_count.hpp"
#include "core/count/derivation.hpp"

namespace flopledger {

// An activity with everything `estimate` prints of it: model and hardware FLOP by every method,
// each pair of methods that was held against one another with the ratios of the causes named, the
// share of the dense peak that its figures imply, and its findings.
Derivation activity_tree(const ActivityCount& activity);

}  // namespace flopledger
