// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/machines/chip.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// Whom a chip was designed and marketed for, in words.
std::string_view market_text(Market market);

// All chips as a table: id, name, the dense bf16 peak (or the chip's best matrix precision where it
// has none), memory and how well the figures are known.
Page chips_page(const std::vector<std::shared_ptr<const Chip>>& chips);

// One chip in full: every peak with its sources spelled out, what it goes by, and what to beware
// of.
Page chip_page(const Chip& chip);

// The peak a table of chips shows: bf16, else fp16, else the first; nullptr if there is none.
const Peak* leading_peak(const Chip& chip);

}  // namespace flopledger
