// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/pod_efficiency.hpp"

#include <fmt/core.h>

#include <cstddef>
#include <utility>

#include "core/count/tools/real.hpp"

namespace flopledger {

namespace {

// The logarithm of a number from 1 on to a base.
Ratio log_to(const Exact& base, const Exact& number) { return log_of(number) / log_of(base); }

// From one share to a lower one by a part of the way: the more of the way is gone, the lower.
Ratio towards(const Ratio& from, const Ratio& to, const Ratio& part) {
    const auto along = [](const Exact& begin, const Exact& end, const Exact& gone) {
        return begin - (begin - end) * gone;
    };
    return {{along(from.value.low, to.value.low, part.value.high),
             along(from.value.best, to.value.best, part.value.best),
             along(from.value.high, to.value.high, part.value.low)}};
}

std::string choice_source(const Derivation& input) {
    return fmt::format("{}; {}", input.source, real_error);
}

}  // namespace

bool has_efficiency(const PodPlan& plan) {
    return plan.has(PodInput::straggler_slope) && plan.has(PodInput::efficiency_slope) &&
           plan.has(PodInput::efficiency_scale) && plan.has(PodInput::efficiency_floor);
}

Derived<Ratio> straggler_factor(const PodPlan& plan) {
    const Derivation& slope = plan.at(PodInput::straggler_slope);
    const Derivation& pods = plan.at(PodInput::pods);
    const Ratio more = quantity_of<PodInput::straggler_slope>(plan) * log_to(2, pods.value.best);
    return sourced(computed("time of the slowest pod (f)", "1 + slope x log2 N",
                            Ratio{point(1)} + more, Measures::ratio, {slope, pods}),
                   choice_source(slope));
}

std::optional<Derived<Ratio>> local_steps_efficiency(const PodPlan& plan) {
    const Derivation& parameters = plan.at(PodInput::parameters);
    const Exact billions = parameters.value.best / Exact::power_of_ten(9);
    if (billions < 1) return std::nullopt;
    const Derivation& slope = plan.at(PodInput::efficiency_slope);
    const Derivation& every = plan.at(PodInput::sync_every);
    const Ratio one{point(1)};
    const Ratio alpha =
        quantity_of<PodInput::efficiency_slope>(plan) /
        (one + log_to(10, billions) / quantity_of<PodInput::efficiency_scale>(plan));
    const Ratio rest = left_over(one, alpha * log_to(10, every.value.best));
    return sourced(
        computed("efficiency of local steps (eta_H)",
                 "max(floor, 1 - slope / (1 + log10(P / 1e9) / scale) x log10 H)",
                 larger_ends(quantity_of<PodInput::efficiency_floor>(plan), rest), Measures::ratio,
                 {plan.at(PodInput::efficiency_floor), slope, plan.at(PodInput::efficiency_scale),
                  parameters, every}),
        choice_source(slope));
}

std::optional<Derived<Ratio>> compression_efficiency(const PodPlan& plan) {
    const Derivation& compression = plan.at(PodInput::compression);
    const Exact& times = compression.value.best;
    const auto made = [&](const Ratio& share) {
        return sourced(
            computed("efficiency of compression (eta_c)", "between rows of the table by log c",
                     share, Measures::ratio, {compression}),
            fmt::format("{}; {}", plan.quality_source, real_error));
    };
    const CompressionQuality* below = nullptr;
    for (const CompressionQuality& row : plan.quality) {
        if (row.compression == times) return made(row.share);
        if (row.compression < times) {
            below = &row;
            continue;
        }
        if (below == nullptr) return std::nullopt;
        const Ratio part =
            log_of(times / below->compression) / log_of(row.compression / below->compression);
        return made(towards(below->share, row.share, part));
    }
    return std::nullopt;
}

std::optional<Derived<Ratio>> efficiency_of(const PodPlan& plan, std::string& why) {
    auto local = local_steps_efficiency(plan);
    auto compression = compression_efficiency(plan);
    if (!local) {
        why = "the model of efficiency is not made for fewer than 1e9 parameters";
    } else if (!compression) {
        why = "the model of efficiency says nothing about so much compression";
    }
    if (!local || !compression) return std::nullopt;
    const Ratio product = local->quantity() * compression->quantity();
    return computed("efficiency (eta)", "eta_H x eta_c", product, Measures::ratio,
                    {std::move(*local), std::move(*compression)});
}

}  // namespace flopledger
