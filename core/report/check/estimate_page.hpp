// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// For each ledger its activities with every method, and the totals by standard. Ledgers with errors
// have no part in it.
Page estimate_page(const CheckResult& result);

}  // namespace flopledger
