// SPDX-License-Identifier: Apache-2.0
#include "core/facts/machines/chip.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

const Peak* Chip::peak_at(Precision precision) const {
    for (const Peak& peak : peaks) {
        if (peak.precision == precision) {
            return &peak;
        }
    }
    return nullptr;
}

std::optional<Exact> Chip::clock_headroom() const {
    if (!max_clock_hertz || !derivation) return std::nullopt;
    const Exact ratio = *max_clock_hertz / derivation->clock_hertz;
    return ratio < Exact(1) ? Exact(1) : ratio;
}

std::optional<Exact> Chip::best_utilization(Precision precision) const {
    std::optional<Exact> best;
    for (const bool same_precision : {true, false}) {
        for (const BestMeasured& measured : best_measured) {
            const bool fits = measured.precision == precision || !same_precision;
            if (fits && (!best || *best < measured.utilization)) {
                best = measured.utilization;
            }
        }
        if (best) {
            return best;
        }
    }
    return best;
}

std::string_view word(Precision precision) {
    constexpr auto table = std::to_array<std::string_view>(
        {"fp64", "fp64_tensor", "fp32", "tf32", "fp16_vector", "fp16", "fp16_acc16", "bf16", "fp8",
         "fp8_acc16", "fp6", "fp4", "int8", "int4"});
    return word_at(table, precision);
}

std::string_view word(Confidence confidence) {
    constexpr auto table = std::to_array<std::string_view>({"high", "medium", "low"});
    return word_at(table, confidence);
}

std::string_view word(EnergyScope scope) {
    constexpr auto table = std::to_array<std::string_view>({"chip", "node", "facility"});
    return word_at(table, scope);
}

std::string_view word(Market market) {
    constexpr auto table = std::to_array<std::string_view>({"data-centre", "consumer"});
    return word_at(table, market);
}

}  // namespace flopledger
