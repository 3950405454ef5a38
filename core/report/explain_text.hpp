// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/report/explanation.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// An explanation as an indented tree: each figure with its formula, its source and the line of the
// ledger that states it. What was unfolded once on the page is not unfolded again.
std::string explain_text(const LedgerResult& result, const Explanation& explanation,
                         const Style& style);

}  // namespace flopledger
