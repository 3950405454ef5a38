// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// A reported figure, taken as stated; where it holds recomputation, model FLOP are 3/4 to 1 of it.
// The activity must state reported.
MethodCount take_reported(const Activity& activity);

}  // namespace flopledger
