// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger_figures.hpp"

#include <utility>
#include <vector>

#include "core/count/chip_time.hpp"

namespace flopledger {

std::optional<Derivation> cost_of(const Ledger& ledger) {
    std::vector<Derivation> parts;
    for (const Activity& activity : ledger.activities) {
        for (const ChipTimePhase& phase : activity.chip_time) {
            auto chip_seconds = chip_seconds_of(phase);
            if (!phase.price || !chip_seconds) return std::nullopt;
            const Range& price = phase.price->value.value;
            const Range value = chip_seconds->value * price;
            parts.push_back(computed(
                "cost of " + activity.name, "chip-seconds / 3600 x price", value, "US dollars",
                {std::move(*chip_seconds), stated("price", price * point(3600),
                                                  "US dollars/chip-hour", phase.price->place)}));
        }
    }
    if (parts.empty()) return std::nullopt;
    return sum_of("training cost", std::move(parts));
}

std::optional<Derivation> cluster_rate_of(const Ledger& ledger) {
    std::optional<Derivation> largest;
    for (const Activity& activity : ledger.activities) {
        for (const ChipTimePhase& phase : activity.chip_time) {
            if (!phase.chips) continue;
            Derivation peak = peak_of(phase);
            const Range& chips = phase.chips->value.value;
            const Range rate = peak.value * chips;
            if (largest && rate.best <= largest->value.best) continue;
            largest = computed(
                "peak rate of the largest cluster stated", "chips x dense peak", rate, "FLOP/s",
                {stated("chips", chips, "chips", phase.chips->place), std::move(peak)});
        }
    }
    return largest;
}

}  // namespace flopledger
