// SPDX-License-Identifier: Apache-2.0
#include "core/count/causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/count/chip_time.hpp"

namespace flopledger {

namespace {

// What the causes are looked for in.
struct Gap {
    const Activity& activity;
    const MethodCount& larger;
    const MethodCount& smaller;
    Exact ratio;  // of the best figures, above one
};

bool either_is(const Gap& gap, Method method) {
    return gap.larger.method == method || gap.smaller.method == method;
}

// Whether a phase states a utilization of a kind.
bool states(const Activity& activity, UtilizationKind kind) {
    return std::any_of(activity.chip_time.begin(), activity.chip_time.end(),
                       [&](const ChipTimePhase& phase) {
                           return phase.utilization && phase.utilization_kind == kind;
                       });
}

using Causes = std::vector<Cause>;

// A cause with a ratio of its own is considered within 5 per cent of the gap.
void add_if_close(Causes& causes, const Gap& gap, const Cause& cause) {
    const Exact& expected = cause.expected_ratio;
    if (larger(gap.ratio, expected) * 100 <= smaller(gap.ratio, expected) * 105) {
        causes.push_back(cause);
    }
}

void consider_recomputation(Causes& causes, const Gap& gap) {
    const bool counted_twice =
        gap.larger.method == Method::chip_time || gap.larger.method == Method::reported;
    if (counted_twice) {
        add_if_close(causes, gap,
                     {"recomputation", Exact::ratio(4, 3),
                      fmt::format("does the {} figure hold activation recomputation (HFU instead "
                                  "of MFU)?",
                                  word(gap.larger.method))});
    }
}

void consider_active_parameters(Causes& causes, const Gap& gap) {
    for (const OperationsPhase& phase : gap.activity.operations) {
        if (phase.parameters && phase.active_parameters) {
            add_if_close(
                causes, gap,
                {"total-for-active-parameters",
                 phase.parameters->value.value.best / phase.active_parameters->value.value.best,
                 "does one side count all experts instead of those that run?"});
        }
    }
}

void consider_peaks(Causes& causes, const Gap& gap) {
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        const Chip& chip = *phase.chip;
        const Peak* used = chip.peak_at(phase.precision);
        if (used == nullptr) continue;
        if (chip.sparse_multiplier > 1) {
            add_if_close(
                causes, gap,
                {"sparse-peak-used", chip.sparse_multiplier,
                 fmt::format("is a figure taken against the sparse peak of {}?", chip.id)});
        }
        for (const Peak& other : chip.peaks) {
            const Exact& first = used->dense.value.best;
            const Exact& second = other.dense.value.best;
            if (first == second) continue;
            add_if_close(causes, gap,
                         {"wrong-peak-precision", larger(first, second) / smaller(first, second),
                          fmt::format("is a figure taken against the {} peak of {} instead of {}?",
                                      word(other.precision), chip.id, word(phase.precision))});
        }
        for (const ConfusedPeak& other : chip.often_confused) {
            if (other.precision != phase.precision) continue;
            const Exact& first = used->dense.value.best;
            const Exact& second = other.dense.value.best;
            add_if_close(causes, gap,
                         {"pcie-for-sxm", larger(first, second) / smaller(first, second),
                          fmt::format("is the chip {} rather than {}?", other.id, chip.id)});
        }
        if (chip.devices_per_chip > 1) {
            add_if_close(causes, gap,
                         {"device-for-chip", chip.devices_per_chip,
                          fmt::format("are devices counted as chips? {} shows {} devices", chip.id,
                                      chip.devices_per_chip)});
        }
    }
}

void consider_factors_of_two(Causes& causes, const Gap& gap) {
    if (either_is(gap, Method::operations)) {
        add_if_close(
            causes, gap,
            {"multiply-add-once", 2, "does one side count a multiply-add as one operation?"});
        add_if_close(causes, gap,
                     {"encoder-decoder-half", 2,
                      "does each token pass only the encoder or only the decoder?"});
    }
}

// A utilization is assumed where the ledger says so, or shows as a round share of the dense peak.
void consider_assumed_utilization(Causes& causes, const Gap& gap) {
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        if (phase.utilization_assumed && either_is(gap, Method::chip_time)) {
            causes.push_back({"assumed-utilization", gap.ratio,
                              "the utilization is assumed; what does a log or a report say?"});
            return;
        }
    }
    const Exact at_peak = flop_at_peak(gap.activity).value.best;
    if (!either_is(gap, Method::reported) || at_peak.is_zero()) return;
    const MethodCount& reported = gap.larger.method == Method::reported ? gap.larger : gap.smaller;
    for (const int percent : {30, 40, 50}) {
        const Exact assumed = at_peak * Exact::ratio(percent, 100);
        if (larger(assumed, reported.model_flop.value.best) * 100 <=
            smaller(assumed, reported.model_flop.value.best) * 101) {
            causes.push_back({"assumed-utilization", gap.ratio,
                              fmt::format("the reported total is {} % of the dense peak: was this "
                                          "utilization assumed?",
                                          percent)});
        }
    }
}

// Causes that explain any ratio up to a bound; they come after those with an exact ratio.
void consider_open_ratios(Causes& causes, const Gap& gap) {
    const Exact at_peak = flop_at_peak(gap.activity).value.high;
    const bool above_peak = !at_peak.is_zero() && gap.larger.model_flop.value.low > at_peak;
    if (above_peak && gap.larger.method != Method::chip_time) {
        causes.push_back({"base-model-included", gap.ratio,
                          fmt::format("the {} figure exceeds the dense peak over the chip-hours "
                                      "stated: does it hold the base model's training?",
                                      word(gap.larger.method))});
    }
    const bool steps_only =
        gap.larger.method == Method::chip_time && (states(gap.activity, UtilizationKind::mfu) ||
                                                   states(gap.activity, UtilizationKind::step_mfu));
    if (steps_only && gap.ratio <= Exact::ratio(100, 65)) {
        causes.push_back({"step-mfu-for-wall-clock", gap.ratio,
                          "was the utilization measured while stepping, and the chip-hours over "
                          "all time?"});
    }
    const bool few_tokens = gap.smaller.method == Method::operations && gap.ratio >= 2;
    if (few_tokens) {
        for (const OperationsPhase& phase : gap.activity.operations) {
            if (phase.model || phase.epochs) continue;
            causes.push_back({"epochs-unstated", gap.ratio,
                              fmt::format("was the data passed over more than once? {} epochs "
                                          "would close the gap",
                                          gap.ratio.fixed(1))});
            break;
        }
    }
}

}  // namespace

bool within_ten_percent(const Exact& left, const Exact& right) {
    return larger(left, right) * 100 <= smaller(left, right) * 110;
}

std::vector<Cause> likely_causes(const Activity& activity, const MethodCount& larger_count,
                                 const MethodCount& smaller_count) {
    const Gap gap{activity, larger_count, smaller_count,
                  larger_count.model_flop.value.best / smaller_count.model_flop.value.best};
    Causes exact;
    consider_recomputation(exact, gap);
    consider_active_parameters(exact, gap);
    consider_peaks(exact, gap);
    consider_factors_of_two(exact, gap);
    const auto distance = [&gap](const Cause& cause) {
        return larger(gap.ratio, cause.expected_ratio) / smaller(gap.ratio, cause.expected_ratio);
    };
    std::stable_sort(exact.begin(), exact.end(), [&](const Cause& left, const Cause& right) {
        return distance(left) < distance(right);
    });
    Causes causes;
    consider_assumed_utilization(causes, gap);
    causes.insert(causes.end(), exact.begin(), exact.end());
    consider_open_ratios(causes, gap);
    // One name once: several precisions of a chip may have about the same ratio.
    Causes distinct;
    for (const Cause& cause : causes) {
        const bool seen = std::any_of(distinct.begin(), distinct.end(),
                                      [&](const Cause& other) { return other.name == cause.name; });
        if (!seen) distinct.push_back(cause);
    }
    if (distinct.empty()) {
        distinct.push_back({"unknown-cause", gap.ratio,
                            fmt::format("no known cause makes a ratio of {}", gap.ratio.fixed(2))});
    }
    return distinct;
}

}  // namespace flopledger
