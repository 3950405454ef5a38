// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger/ledger_count.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/count/ledger/ledger_figures.hpp"

namespace flopledger {

namespace {

using CountedLedgers = std::map<const Ledger*, std::shared_ptr<const LedgerCount>>;

// Adds what a model built on holds, its own ancestors included, each ledger once.
void add_inherited(const BaseCount& base, std::set<const LedgerCount*>& seen, Flop& sum) {
    if (!base.count) {
        if (base.base->flop) sum = sum + base.base->flop->value;
        return;
    }
    if (!seen.insert(base.count.get()).second) return;
    for (const ActivityCount& activity : base.count->activities) sum = sum + activity.flop;
    for (const BaseCount& next : base.count->bases) add_inherited(next, seen, sum);
}

// The compute of all models a ledger is built on; nothing where it has none or none is known.
std::optional<Flop> inherited_of(const LedgerCount& count) {
    Flop sum;
    std::set<const LedgerCount*> seen;
    for (const BaseCount& base : count.bases) add_inherited(base, seen, sum);
    return sum.value.best.is_zero() ? std::nullopt : std::optional(sum);
}

std::shared_ptr<const LedgerCount> count_once(std::shared_ptr<const Ledger> ledger,
                                              CountedLedgers& known) {
    if (const auto found = known.find(ledger.get()); found != known.end()) {
        return found->second;
    }
    auto count = std::make_shared<LedgerCount>();
    count->ledger = ledger;
    for (const BaseModel& base : ledger->built_on) {
        count->bases.push_back({&base, base.ledger ? count_once(base.ledger, known) : nullptr});
    }
    const std::optional<Flop> inherited = inherited_of(*count);
    for (const Activity& activity : ledger->activities) {
        count->activities.push_back(count_activity(activity, inherited));
    }
    count->cost = cost_of(*ledger);
    count->cluster_rate = cluster_rate_of(*ledger);
    known.emplace(ledger.get(), count);
    return count;
}

}  // namespace

std::shared_ptr<const LedgerCount> count_ledger(std::shared_ptr<const Ledger> ledger) {
    CountedLedgers known;
    return count_once(std::move(ledger), known);
}

}  // namespace flopledger
