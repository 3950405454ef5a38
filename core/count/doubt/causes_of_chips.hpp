// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/doubt/cause_search.hpp"

namespace flopledger {

// The number of chips stated, left out or multiplied in once too often: the rate of all of them
// over the peak of one, or the hours of one for the chip-hours of all.
void consider_chips(CauseSearch& search);

// The same of the chips of a node, 4 or 8. Such small ratios have many other causes: they come
// after them.
void consider_nodes(CauseSearch& search);

}  // namespace flopledger
