// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// How a method's hardware FLOP were reached: the executed FLOP that the method rests on, or its
// model FLOP and what is recomputed. Nothing where the method gives none.
std::optional<Derived<Flop>> derived_hardware(const Activity& activity, const MethodCount& count);

}  // namespace flopledger
