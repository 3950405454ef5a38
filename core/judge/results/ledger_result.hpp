// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/data_origin.hpp"
#include "core/base/diagnostic.hpp"
#include "core/judge/totals/settlement.hpp"
#include "core/judge/verdicts/verdict.hpp"

namespace flopledger {

// One ledger's result; `count` is null where the ledger has errors.
struct LedgerResult {
    std::string file;
    std::shared_ptr<const LedgerCount> count;
    Judgement judgement;
    std::vector<SettledRule> settled;  // by the ledger's own readings
    std::vector<CallData> data = {};   // that the call brought, and that were read
};

// What came of a check.
struct CheckResult {
    std::vector<LedgerResult> ledgers;  // in the order asked for
    std::vector<SettledRule> settled;   // what the caller settled, by standard
    Diagnostics diagnostics;
};

}  // namespace flopledger
