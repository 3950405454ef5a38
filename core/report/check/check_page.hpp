// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/base/date.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// What a page of verdicts says besides its result.
struct CheckRemarks {
    Date as_of;
    std::optional<Exact> margin;       // totals were widened by this much
    bool list_not_applicable = false;  // instead of counting what does not apply
};

// The page a compliance engineer reads: for each ledger its totals, the thresholds they were held
// against, and why each verdict is what it is; of several models one line each comes first. Ledgers
// with errors have no part in it.
Page check_page(const CheckResult& result, const CheckRemarks& remarks);

}  // namespace flopledger
