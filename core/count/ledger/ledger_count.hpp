// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/count/ledger/activity_count.hpp"
#include "core/facts/ledger/ledger.hpp"

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
    // What it cost: as the ledger states it, else chip-hours x price over all activities. Nothing
    // unless every phase of chip-time states a price, and there is one.
    std::optional<Derived<Dollars>> cost;
    // The largest dense peak of chips stated at one time; nothing where no chip_time states chips.
    std::optional<Derived<FlopPerSecond>> cluster_rate;
};

// Counts a ledger and its lineage.
std::shared_ptr<const LedgerCount> count_ledger(std::shared_ptr<const Ledger> ledger);

}  // namespace flopledger
