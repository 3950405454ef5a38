// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/cause_search.hpp"

namespace flopledger {

// Causes in the time, its share that was used, and what lies outside of it: a utilization assumed
// or measured while stepping, logs with holes, steps run again, a base model counted along, and
// units mistaken for one another.
void consider_time(CauseSearch& search);

}  // namespace flopledger
