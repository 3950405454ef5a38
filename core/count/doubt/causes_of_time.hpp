// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/doubt/cause_search.hpp"

namespace flopledger {

// Causes in the time, its share that was used, and what lies outside of it: a utilization assumed
// or measured while stepping, logs with holes, steps run again, a base model counted along, and
// units mistaken for one another.
void consider_time(CauseSearch& search);

// A digit too many or too few. Such a ratio must come within 2 per cent, what figures of an
// activity are off by their rounding: so near a power of ten little else comes. What the ledger
// states may make the same ratio, and comes before it.
void consider_digits(CauseSearch& search);

}  // namespace flopledger
