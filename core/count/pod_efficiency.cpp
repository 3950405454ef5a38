// SPDX-License-Identifier: Apache-2.0
#include "core/count/pod_efficiency.hpp"

#include <fmt/core.h>

#include <cstddef>
#include <utility>

#include "core/count/real.hpp"

namespace flopledger {

namespace {

// The logarithm of a number from 1 on to a base.
Range log_to(const Exact& base, const Exact& number) { return log_of(number) / log_of(base); }

// One less a range, which must not exceed it at its best.
Range rest_of(const Range& range) {
    const auto rest = [](const Exact& value) { return value < 1 ? 1 - value : Exact(0); };
    return {rest(range.high), rest(range.best), rest(range.low)};
}

// From one share to a lower one by a part of the way.
Range towards(const Range& from, const Range& to, const Range& part) {
    return {from.low - (from.low - to.low) * part.high,
            from.best - (from.best - to.best) * part.best,
            from.high - (from.high - to.high) * part.low};
}

std::string choice_source(const Derivation& input) {
    return fmt::format("{}; {}", input.source, real_error);
}

}  // namespace

bool has_efficiency(const PodPlan& plan) {
    return plan.has(PodInput::straggler_slope) && plan.has(PodInput::efficiency_slope) &&
           plan.has(PodInput::efficiency_scale) && plan.has(PodInput::efficiency_floor);
}

Derivation straggler_factor(const PodPlan& plan) {
    const Derivation& slope = plan.at(PodInput::straggler_slope);
    const Derivation& pods = plan.at(PodInput::pods);
    Derivation factor =
        computed("time of the slowest pod (f)", "1 + slope x log2 N",
                 point(1) + slope.value * log_to(2, pods.value.best), "", {slope, pods});
    factor.source = choice_source(slope);
    return factor;
}

std::optional<Derivation> local_steps_efficiency(const PodPlan& plan) {
    const Derivation& parameters = plan.at(PodInput::parameters);
    const Exact billions = parameters.value.best / Exact::power_of_ten(9);
    if (billions < 1) return std::nullopt;
    const Derivation& slope = plan.at(PodInput::efficiency_slope);
    const Derivation& scale = plan.at(PodInput::efficiency_scale);
    const Derivation& floor = plan.at(PodInput::efficiency_floor);
    const Derivation& every = plan.at(PodInput::sync_every);
    const Range alpha = slope.value / (point(1) + log_to(10, billions) / scale.value);
    const Range rest = rest_of(alpha * log_to(10, every.value.best));
    Derivation efficiency =
        computed("efficiency of local steps (eta_H)",
                 "max(floor, 1 - slope / (1 + log10(P / 1e9) / scale) x log10 H)",
                 {larger(floor.value.low, rest.low), larger(floor.value.best, rest.best),
                  larger(floor.value.high, rest.high)},
                 "", {floor, slope, scale, parameters, every});
    efficiency.source = choice_source(slope);
    return efficiency;
}

std::optional<Derivation> compression_efficiency(const PodPlan& plan) {
    const Derivation& compression = plan.at(PodInput::compression);
    const Exact& times = compression.value.best;
    const auto made = [&](const Range& share) {
        Derivation efficiency =
            computed("efficiency of compression (eta_c)", "between rows of the table by log c",
                     share, "", {compression});
        efficiency.source = fmt::format("{}; {}", plan.quality_source, real_error);
        return efficiency;
    };
    const CompressionQuality* below = nullptr;
    for (const CompressionQuality& row : plan.quality) {
        if (row.compression == times) return made(row.share);
        if (row.compression < times) {
            below = &row;
            continue;
        }
        if (below == nullptr) return std::nullopt;
        const Range part =
            log_of(times / below->compression) / log_of(row.compression / below->compression);
        return made(towards(below->share, row.share, part));
    }
    return std::nullopt;
}

std::optional<Derivation> efficiency_of(const PodPlan& plan, std::string& why) {
    auto local = local_steps_efficiency(plan);
    auto compression = compression_efficiency(plan);
    if (!local) {
        why = "the model of efficiency is not made for fewer than 1e9 parameters";
    } else if (!compression) {
        why = "the model of efficiency says nothing about so much compression";
    }
    if (!local || !compression) return std::nullopt;
    const Range product = local->value * compression->value;
    return computed("efficiency (eta)", "eta_H x eta_c", product, "",
                    {std::move(*local), std::move(*compression)});
}

}  // namespace flopledger
