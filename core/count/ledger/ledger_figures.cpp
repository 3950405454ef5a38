// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger/ledger_figures.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

// The fact that states a cost, or nullptr.
const Fact* stated_cost(const Ledger& ledger) {
    const Fact* fact = ledger.fact(cost_fact);
    return fact != nullptr && std::holds_alternative<Range>(fact->value) ? fact : nullptr;
}

}  // namespace

std::optional<Derived<Dollars>> cost_of(const Ledger& ledger) {
    if (const Fact* fact = stated_cost(ledger)) {
        return stated("training cost", Dollars{std::get<Range>(fact->value)}, Measures::money,
                      fact->place);
    }
    std::vector<Derived<Dollars>> parts;
    for (const Activity& activity : ledger.activities) {
        for (const ChipTimePhase& phase : activity.chip_time) {
            auto chip_seconds = chip_seconds_of(phase);
            if (!phase.price || !chip_seconds) return std::nullopt;
            const DollarsPerChipSecond& price = phase.price->value;
            const Dollars cost = chip_seconds->quantity() * price;
            parts.push_back(computed(
                "cost of " + activity.name, "chip-seconds / 3600 x price", cost, Measures::money,
                {std::move(*chip_seconds),
                 stated("price", price, Measures::price, phase.price->place)}));
        }
    }
    if (parts.empty()) return std::nullopt;
    auto cost = sum_of("training cost", Measures::money, std::move(parts));
    cost.label = "training cost";  // also where there is but one part
    cost.is_open = std::any_of(ledger.activities.begin(), ledger.activities.end(),
                               [](const Activity& one) { return one.chip_time.empty(); });
    return cost;
}

std::optional<Derived<FlopPerSecond>> cluster_rate_of(const Ledger& ledger) {
    std::optional<Derived<FlopPerSecond>> largest;
    for (const Activity& activity : ledger.activities) {
        for (const ChipTimePhase& phase : activity.chip_time) {
            if (!phase.chips) continue;
            auto peak = peak_of(phase);
            const Chips& chips = phase.chips->value;
            const FlopPerSecond rate = peak.quantity() * chips;
            if (largest && rate.value.best <= largest->value.best) continue;
            largest = computed(
                "peak rate of the largest cluster stated", "chips x dense peak", rate,
                Measures::rate,
                {stated("chips", chips, Measures::chips, phase.chips->place), std::move(peak)});
        }
    }
    return largest;
}

}  // namespace flopledger
