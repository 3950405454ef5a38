// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/doubt/cause_search.hpp"

namespace flopledger {

// Causes in the peak that a share was taken of: sparse for dense, another precision, another form
// factor, another generation, the devices or cores of a chip counted as chips. Asked only where one
// of the two figures may rest on a peak.
void consider_peaks(CauseSearch& search);

}  // namespace flopledger
