// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/facts/ledger/inventory.hpp"

namespace flopledger {

// The chips that logs saw, one entry a chip, for as long as they saw them or a scheduler held them.
// They worked while a kernel was resident, and may have worked while nothing was measured. The
// activity must have logs, with their precision and every chip known.
std::vector<ChipHolding> holdings_of(const Activity& logged);

}  // namespace flopledger
