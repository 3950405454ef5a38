// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/page/page.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

// Figures unfolded as trees, and verdicts with their rules, of one ledger.
Page explain_page(const LedgerResult& result, const Explanation& explanation);

}  // namespace flopledger
