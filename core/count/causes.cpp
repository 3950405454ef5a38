// SPDX-License-Identifier: Apache-2.0
#include "core/count/causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/chip_time.hpp"

namespace flopledger {

namespace {

// What the causes are looked for in.
struct Difference {
    const Activity& activity;
    const MethodCount& larger;
    const MethodCount& smaller;
    Exact ratio;  // of the best figures, above one
};

bool either_is(const Difference& gap, Method method) {
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
void add_if_close(Causes& causes, const Difference& gap, const Cause& cause) {
    const Exact& expected = cause.expected_ratio;
    if (larger(gap.ratio, expected) * 100 <= smaller(gap.ratio, expected) * 105) {
        causes.push_back(cause);
    }
}

// Counters count what was executed.
bool may_hold_recomputation(const Difference& gap) {
    const auto& evidence = gap.larger.method.evidence;
    return gap.larger.method == Method::chip_time || gap.larger.method == Method::reported ||
           evidence == LogEvidence::tensor_clock || evidence == LogEvidence::tensor_active;
}

Cause recomputation_in(const Difference& gap, const Exact& ratio) {
    return {"recomputation", ratio,
            fmt::format("does the {} figure hold activation recomputation (HFU instead of MFU)?",
                        name_of(gap.larger.method))};
}

// Full recomputation makes 4/3. Where the ledger states recomputation, its author tells the two
// apart, and the other causes come first.
void consider_recomputation(Causes& causes, const Difference& gap) {
    if (may_hold_recomputation(gap) && !gap.activity.recomputation) {
        add_if_close(causes, gap, recomputation_in(gap, Exact::ratio(4, 3)));
    }
}

// Published totals are most often 6PD, which leaves the scores of attention out.
void consider_attention(Causes& causes, const Difference& gap) {
    if (gap.larger.method != Method::operations) return;
    const Exact ratio = attention_ratio(gap.larger);
    if (ratio == Exact(1)) return;
    add_if_close(causes, gap,
                 {"attention-left-out", ratio,
                  fmt::format("does the {} figure leave out the scores of attention, as 6PD does?",
                              name_of(gap.smaller.method))});
}

void consider_active_parameters(Causes& causes, const Difference& gap) {
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

void consider_devices(Causes& causes, const Difference& gap, const Chip& chip) {
    for (const int parts : {chip.devices_per_chip, chip.cores_per_chip}) {
        if (parts > 1) {
            add_if_close(
                causes, gap,
                {"device-for-chip", parts,
                 fmt::format("are devices or cores counted as chips? {} has {}", chip.id, parts)});
        }
    }
}

void consider_other_chips(Causes& causes, const Difference& gap, const Chip& chip) {
    for (const ConfusedPeak& other : chip.often_confused) {
        const Peak* own = chip.peak_at(other.precision);
        if (own == nullptr) continue;
        const Exact& first = own->dense.value.best;
        const Exact& second = other.dense.value.best;
        add_if_close(causes, gap,
                     {"pcie-for-sxm", larger(first, second) / smaller(first, second),
                      fmt::format("is the chip {} rather than {}?", other.id, chip.id)});
    }
}

void consider_other_precisions(Causes& causes, const Difference& gap, const Chip& chip,
                               const Peak& used) {
    for (const Peak& other : chip.peaks) {
        const Exact& first = used.dense.value.best;
        const Exact& second = other.dense.value.best;
        if (first == second) continue;
        add_if_close(causes, gap,
                     {"wrong-peak-precision", larger(first, second) / smaller(first, second),
                      fmt::format("is a figure taken against the {} peak of {} instead of {}?",
                                  word(other.precision), chip.id, word(used.precision))});
    }
}

// A count above the peak of the precision stated that the chip's matrix units could have done.
void consider_vector_peak(Causes& causes, const Difference& gap, const ChipTimePhase& phase,
                          const Peak& used) {
    const Exact at_peak = flop_at_peak(gap.activity).value.high;
    if (at_peak.is_zero() || gap.larger.model_flop.value.low <= at_peak) return;
    for (const Precision precision : {Precision::bf16, Precision::fp16}) {
        const Peak* matrix = phase.chip->peak_at(precision);
        const bool is_vector = phase.precision == Precision::fp16_vector ||
                               phase.precision == Precision::fp32 ||
                               phase.precision == Precision::fp64;
        if (matrix == nullptr || !is_vector) continue;
        const Exact ratio = matrix->dense.value.best / used.dense.value.best;
        if (gap.larger.model_flop.value.low <= at_peak * ratio) {
            causes.push_back({"wrong-peak-precision", ratio,
                              fmt::format("did {} run its {} units rather than {}?", phase.chip->id,
                                          word(precision), word(phase.precision))});
            return;
        }
    }
}

void consider_chip(Causes& causes, const Difference& gap, const Chip& chip, const Peak& used) {
    if (chip.sparse_multiplier > 1) {
        add_if_close(causes, gap,
                     {"sparse-peak-used", chip.sparse_multiplier,
                      fmt::format("is a figure taken against the sparse peak of {}?", chip.id)});
    }
    consider_other_precisions(causes, gap, chip, used);
}

void consider_peaks(Causes& causes, const Difference& gap) {
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        const Chip& chip = *phase.chip;
        consider_devices(causes, gap, chip);
        const Peak* used = chip.peak_at(phase.precision);
        if (used == nullptr) continue;
        consider_chip(causes, gap, chip, *used);
        consider_vector_peak(causes, gap, phase, *used);
        consider_other_chips(causes, gap, chip);
    }
    const auto& logs = gap.activity.logs;
    const bool by_peak =
        gap.larger.method.method == Method::logs || gap.smaller.method.method == Method::logs;
    if (!logs || !logs->chip || !logs->precision || !by_peak) return;
    const Peak* used = logs->chip->peak_at(*logs->precision);
    if (used == nullptr) return;
    consider_devices(causes, gap, *logs->chip);
    consider_chip(causes, gap, *logs->chip, *used);
    consider_other_chips(causes, gap, *logs->chip);
}

// Logs that do not cover all the time, or a count of kept tokens beside one of executed ones.
void consider_logs(Causes& causes, const Difference& gap) {
    if (gap.smaller.method.method == Method::logs && gap.smaller.covered < 1 &&
        gap.smaller.covered > 0) {
        add_if_close(causes, gap,
                     {"logs-incomplete", Exact(1) / gap.smaller.covered,
                      fmt::format("the logs cover {} of the chip-time stated or seen",
                                  percent(gap.smaller.covered))});
    }
    if (gap.larger.repeated > 1) {
        add_if_close(causes, gap,
                     {"rolled-back-steps", gap.larger.repeated,
                      fmt::format("does the {} figure leave out steps that were rolled back?",
                                  name_of(gap.smaller.method))});
    }
}

// Our own counts are of every operation, so only another figure can be too small by two.
void consider_factors_of_two(Causes& causes, const Difference& gap) {
    if (gap.larger.method != Method::operations) return;
    add_if_close(
        causes, gap,
        {"encoder-decoder-half", 2, "does each token pass only the encoder or only the decoder?"});
    add_if_close(causes, gap,
                 {"multiply-add-once", 2, "does one side count a multiply-add as one operation?"});
}

// A utilization is assumed where the ledger says so, or shows as a round share of the dense peak.
void consider_assumed_utilization(Causes& causes, const Difference& gap) {
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
                              fmt::format("the reported total is {}% of the dense peak: was this "
                                          "utilization assumed?",
                                          percent)});
        }
    }
}

// Causes that explain any ratio up to a bound; they come after those with an exact ratio.
void consider_open_ratios(Causes& causes, const Difference& gap) {
    const Exact at_peak = flop_at_peak(gap.activity).value.high;
    const bool above_peak = !at_peak.is_zero() && gap.larger.model_flop.value.low > at_peak;
    if (above_peak && gap.larger.method != Method::chip_time) {
        causes.push_back({"base-model-included", gap.ratio,
                          fmt::format("the {} figure exceeds the dense peak over the chip-hours "
                                      "stated: does it hold the base model's training?",
                                      name_of(gap.larger.method))});
    }
    if (may_hold_recomputation(gap) && !gap.activity.recomputation &&
        gap.ratio <= Exact::ratio(4, 3)) {
        causes.push_back(recomputation_in(gap, gap.ratio));
    }
    const bool steps_only =
        gap.larger.method == Method::chip_time && (states(gap.activity, UtilizationKind::mfu) ||
                                                   states(gap.activity, UtilizationKind::step_mfu));
    if (steps_only && gap.ratio <= Exact::ratio(100, 65)) {
        causes.push_back({"step-mfu-for-wall-clock", gap.ratio,
                          "was the utilization measured while stepping, and the chip-hours over "
                          "all time?"});
    }
    for (const OperationsPhase& phase : gap.activity.operations) {
        if (!phase.epochs_unstated || gap.smaller.method != Method::operations) continue;
        causes.push_back({"epochs-unstated", gap.ratio,
                          fmt::format("the passes over the data are not stated; {} would close the "
                                      "gap",
                                      gap.ratio.fixed(1))});
        break;
    }
}

}  // namespace

Exact attention_ratio(const MethodCount& count) {
    const Exact& all = count.model_flop.value.best;
    const Exact rest = all - count.attention_flop.value.best;
    return rest.is_zero() ? Exact(1) : all / rest;
}

bool within_ten_percent(const Exact& left, const Exact& right) {
    return larger(left, right) * 100 <= smaller(left, right) * 110;
}

std::vector<Cause> likely_causes(const Activity& activity, const MethodCount& larger_count,
                                 const MethodCount& smaller_count) {
    const Difference gap{activity, larger_count, smaller_count,
                         larger_count.model_flop.value.best / smaller_count.model_flop.value.best};
    Causes exact;
    consider_recomputation(exact, gap);
    consider_attention(exact, gap);
    consider_active_parameters(exact, gap);
    consider_peaks(exact, gap);
    consider_logs(exact, gap);
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
        distinct.push_back({"unknown-cause", gap.ratio, "no known mistake makes such a ratio"});
    }
    return distinct;
}

}  // namespace flopledger
