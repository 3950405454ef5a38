// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger_count.hpp"

#include <map>
#include <utility>

#include "core/count/chip_time.hpp"

namespace flopledger {

namespace {

using Known = std::map<const Ledger*, std::shared_ptr<const LedgerCount>>;

// Chip-hours x price; known only if every phase of chip-time states a price.
void add_cost(LedgerCount& count) {
    Dollars cost;
    bool priced = false;
    for (const Activity& activity : count.ledger->activities) {
        for (const ChipTimePhase& phase : activity.chip_time) {
            const auto chip_seconds = chip_seconds_of(phase);
            if (!phase.price || !chip_seconds) return;
            cost = cost + ChipSeconds{chip_seconds->value} * phase.price->value;
            priced = true;
        }
    }
    count.cost = cost;
    count.cost_known = priced;
}

// The largest cluster that a phase names, by dense peak.
void add_cluster(LedgerCount& count) {
    for (const Activity& activity : count.ledger->activities) {
        for (const ChipTimePhase& phase : activity.chip_time) {
            if (!phase.chips) continue;
            const FlopPerSecond rate = FlopPerChipSecond{peak_of(phase).value} * phase.chips->value;
            if (!count.cluster_rate_known || count.cluster_rate.value.best < rate.value.best) {
                count.cluster_rate = rate;
            }
            count.cluster_rate_known = true;
        }
    }
}

std::shared_ptr<const LedgerCount> count_once(std::shared_ptr<const Ledger> ledger, Known& known) {
    if (const auto found = known.find(ledger.get()); found != known.end()) {
        return found->second;
    }
    auto count = std::make_shared<LedgerCount>();
    count->ledger = ledger;
    for (const Activity& activity : ledger->activities) {
        count->activities.push_back(count_activity(activity));
    }
    for (const BaseModel& base : ledger->built_on) {
        count->bases.push_back({&base, base.ledger ? count_once(base.ledger, known) : nullptr});
    }
    add_cost(*count);
    add_cluster(*count);
    known.emplace(ledger.get(), count);
    return count;
}

}  // namespace

std::shared_ptr<const LedgerCount> count_ledger(std::shared_ptr<const Ledger> ledger) {
    Known known;
    return count_once(std::move(ledger), known);
}

}  // namespace flopledger
