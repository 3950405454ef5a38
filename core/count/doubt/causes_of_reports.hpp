// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/doubt/cause_search.hpp"

namespace flopledger {

// Causes that the other figures of an activity show of a reported total: that it is the hardware
// FLOP of one of them, or the geometric mean of two.
void consider_reported(CauseSearch& search);

}  // namespace flopledger
