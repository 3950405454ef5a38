// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/count/activity_count.hpp"
#include "core/facts/ledger.hpp"

namespace flopledger {

struct LedgerCount;

// A model built on, counted: its own ledger's count, where it has one.
struct BaseCount {
    const BaseModel* base = nullptr;  // owned by the ledger
    std::shared_ptr<const LedgerCount> count;
};

// A ledger with every activity counted, and its lineage likewise. A ledger that is reached twice is
// the same object both times.
struct LedgerCount {
    std::shared_ptr<const Ledger> ledger;
    std::vector<ActivityCount> activities;
    std::vector<BaseCount> bases;
    Dollars cost;                // chip-hours x price over all activities
    bool cost_known = false;     // whether every chip-time phase states a price, and there is one
    FlopPerSecond cluster_rate;  // largest dense peak of the chips stated at one time
    bool cluster_rate_known = false;  // whether any chip_time states chips
};

// Counts a ledger and its lineage.
std::shared_ptr<const LedgerCount> count_ledger(std::shared_ptr<const Ledger> ledger);

}  // namespace flopledger
