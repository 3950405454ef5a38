// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/judge/results/amounts.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// `> 1e26`.
std::string amount_text(const AmountLine& line);

// Which proposals and laws name an amount.
std::vector<PageNote> amount_notes(const AmountLine& line);

}  // namespace flopledger
