// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/base/date.hpp"
#include "core/judge/ledger_result.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// What a page of verdicts says besides its result.
struct CheckPage {
    Date as_of;
    std::optional<Exact> margin;       // totals were widened by this much
    bool list_not_applicable = false;  // instead of counting what does not apply
};

// The page a compliance engineer reads: for each ledger its totals, the thresholds they were held
// against, and why each verdict is what it is. Ledgers with errors have no part in it.
std::string check_text(const CheckResult& result, const CheckPage& page, const Style& style);

// The ink that says how a verdict ends.
Ink ink_of(VerdictStatus status);

// The amount with its comparison: `> 1e26`, `>= 1e26`, `> 1/3 of base`.
std::string amount_text(const Verdict& verdict);

}  // namespace flopledger
