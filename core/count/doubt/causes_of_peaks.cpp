// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes_of_peaks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/count/doubt/cause_names.hpp"
#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

std::string ratio_of_peaks(const std::string& first, const std::string& second) {
    return fmt::format("larger / smaller of {} and {}", first, second);
}

// Which way a peak must have been mistaken. A utilization is a share of some peak: the figure that
// it makes comes out too small if that peak was larger than the one used, a published total too
// large.
bool other_is_larger(const Disagreement& gap) {
    const auto by_utilization = [](const MethodCount& count) {
        return count.method.method == Method::chip_time || count.method.method == Method::logs;
    };
    if (by_utilization(gap.smaller)) return true;
    if (by_utilization(gap.larger)) return false;
    return gap.larger.method == Method::reported;
}

// The ratio of two peaks as a cause has it, if the other one is mistaken the right way.
void add_ratio(CauseSearch& search, Cause cause, const Derivation& own, const Derivation& other) {
    const Exact& first = own.value.best;
    const Exact& second = other.value.best;
    if (first.is_zero() || second.is_zero() || first == second) return;
    if ((first < second) != other_is_larger(search.gap())) return;
    cause.expected_ratio = larger(first, second) / smaller(first, second);
    cause.formula = ratio_of_peaks(own.label, other.label);
    cause.inputs = {own, other};
    search.add_exact(CauseSubject::peak, std::move(cause));
}

// Sheets print the sparse peak: a share of it taken for one of the dense peak is too small, and a
// total computed with it too large.
void consider_sparse(CauseSearch& search, const Chip& chip) {
    const Disagreement& gap = search.gap();
    if (chip.sparse_multiplier <= 1 || !other_is_larger(gap)) return;
    const bool by_report =
        gap.larger.method == Method::reported && gap.smaller.method.method == Method::operations;
    Cause cause{name::sparse_peak_used, chip.sparse_multiplier,
                fmt::format("is the {} figure taken against the sparse peak of {}?",
                            name_of((by_report ? gap.larger : gap.smaller).method), chip.id)};
    cause.formula = "sparse peak / dense peak";
    cause.source = chip.file;
    search.add_exact(CauseSubject::peak, std::move(cause));
}

bool is_sixteen_bit(Precision precision) {
    return precision == Precision::bf16 || precision == Precision::fp16;
}

bool is_integer(Precision precision) {
    return precision == Precision::int8 || precision == Precision::int4;
}

// Nobody takes a share of the peak in 64 bits, or of the vector units in 32, for one of a training
// in 16 bits or fewer.
bool may_be_mistaken(Precision used, Precision other) {
    const auto is_wide = [](Precision precision) {
        return precision == Precision::fp64 || precision == Precision::fp64_tensor ||
               precision == Precision::fp32;
    };
    return !is_wide(other) || is_wide(used) || used == Precision::tf32;
}

void consider_precisions(CauseSearch& search, const Chip& chip, Precision used,
                         const Derivation& own, bool integers) {
    for (const Peak& other : chip.peaks) {
        if (other.precision == used || !may_be_mistaken(used, other.precision)) continue;
        if (is_integer(other.precision) != integers) continue;
        add_ratio(search,
                  {name::wrong_peak_precision, 1,
                   fmt::format("is a figure taken against the {} peak of {} instead of {}?",
                               word(other.precision), chip.id, word(used))},
                  own, peak_of(chip, other.precision));
    }
}

void consider_devices(CauseSearch& search, const Chip& chip) {
    for (const auto& [parts, what] :
         {std::pair{chip.devices_per_chip, "devices"}, std::pair{chip.cores_per_chip, "cores"}}) {
        if (parts <= 1) continue;
        Cause cause{name::device_for_chip, parts,
                    fmt::format("are {} counted as chips, or chips as {}? {} has {}", what, what,
                                chip.id, parts)};
        cause.formula = fmt::format("{} of a chip / 1", what);
        cause.source = chip.file;
        search.add_exact(CauseSubject::peak, std::move(cause));
    }
}

void consider_other_chips(CauseSearch& search, const Chip& chip) {
    for (const ConfusedPeak& other : chip.often_confused) {
        if (chip.peak_at(other.precision) == nullptr) continue;
        add_ratio(search,
                  {name::pcie_for_sxm, 1,
                   fmt::format("is the chip {} rather than {}?", other.id, chip.id)},
                  peak_of(chip, other.precision),
                  cited(fmt::format("dense {} peak of {}", word(other.precision), other.id),
                        other.dense, Measures::peak, chip.file));
    }
}

// Trainers divide by the peak of one chip whatever they run on: by that of an A100 above all, or,
// on NVIDIA's, by that of another generation. Peaks less than 1.25 times apart, such as those of an
// A100 and a TPU v4, would fit too many gaps. A total reported beside operations was measured
// against no chip.
void consider_fixed_peaks(CauseSearch& search, const Chip& chip, Precision used,
                          const Derivation& own) {
    struct FixedPeak {
        const char* chip;
        Exact tera;
    };
    static const auto fixed = std::to_array<FixedPeak>({
        {"NVIDIA A100", 312},
        {"NVIDIA H100 SXM", Exact::ratio(9894, 10)},
        {"NVIDIA V100", 125},
        {"NVIDIA B200", 2250},
    });
    const Disagreement& gap = search.gap();
    const bool measures = gap.has(Method::chip_time) || gap.has(Method::logs);
    if (!is_sixteen_bit(used) || !measures) return;
    const Exact& peak = own.value.best;
    for (const FixedPeak& other : fixed) {
        const FlopPerChipSecond dense{point(other.tera * Exact::power_of_ten(12))};
        const Exact& best = dense.value.best;
        if (larger(best, peak) * 100 < smaller(best, peak) * 125) continue;
        if (&other != &fixed.front() && chip.vendor != "NVIDIA") continue;
        const bool is_form_factor = std::any_of(
            chip.often_confused.begin(), chip.often_confused.end(),
            [&best](const ConfusedPeak& confused) { return confused.dense.value.best == best; });
        if (is_form_factor) continue;
        add_ratio(search,
                  {name::other_chip_peak, 1,
                   fmt::format("is a figure taken against the peak of {}, not of {}? Trainers hold "
                               "fixed peaks",
                               other.chip, chip.id)},
                  own,
                  cited(fmt::format("dense 16-bit peak of {}", other.chip), dense, Measures::peak,
                        "karpathy/nanoGPT, model.py, estimate_mfu, as of 2026-11: 312e12 on any "
                        "chip; pytorch/torchtitan@b5bcd76, "
                        "tools/utils.py: that of an A100 for an unknown one; hardware-db"));
    }
}

// A count above the peak of the precision stated that the chip's matrix units could have done.
void consider_vector_peak(CauseSearch& search, const ChipTimePhase& phase) {
    const Disagreement& gap = search.gap();
    const bool is_vector = phase.precision == Precision::fp16_vector ||
                           phase.precision == Precision::fp32 || phase.precision == Precision::fp64;
    const Exact at_peak = flop_at_peak(gap.activity).value.high;
    const Exact& least = gap.larger.model_flop.value.low;
    if (!is_vector || at_peak.is_zero() || least <= at_peak) return;
    const Exact& used = phase.chip->peak_at(phase.precision)->dense.value.best;
    for (const Precision precision : {Precision::bf16, Precision::fp16}) {
        const Peak* matrix = phase.chip->peak_at(precision);
        if (matrix == nullptr) continue;
        const Exact ratio = matrix->dense.value.best / used;
        if (least > at_peak * ratio) continue;
        Cause cause{name::wrong_peak_precision, gap.ratio,
                    fmt::format("did {} run its {} units rather than {}?", phase.chip->id,
                                word(precision), word(phase.precision))};
        cause.formula = fmt::format("1 .. {}", ratio.fixed(3));
        cause.inputs = {peak_of(*phase.chip, precision), peak_of(*phase.chip, phase.precision)};
        search.add_open(std::move(cause), 1, ratio);
        return;
    }
}

// FP8 comes first: its peak is the sparse one of BF16, and who trains in FP8 says so. The same peak
// in integers comes behind: hardly anybody trains in those.
void consider_chip(CauseSearch& search, const Chip& chip, Precision used, const Derivation& own) {
    consider_precisions(search, chip, used, own, false);
    consider_sparse(search, chip);
    consider_precisions(search, chip, used, own, true);
    consider_devices(search, chip);
}

}  // namespace

void consider_peaks(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (!gap.may_rest_on_peak()) return;
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        if (phase.chip->peak_at(phase.precision) == nullptr) continue;
        consider_chip(search, *phase.chip, phase.precision, peak_of(phase));
        // Where the ledger states the peak, no other chip's peak was taken for this one's.
        if (!phase.peak) {
            consider_other_chips(search, *phase.chip);
            consider_fixed_peaks(search, *phase.chip, phase.precision, peak_of(phase));
        }
        consider_vector_peak(search, phase);
    }
    const auto& logs = gap.activity.logs;
    if (!logs || !logs->chip || !logs->precision || !gap.has(Method::logs)) return;
    if (logs->chip->peak_at(*logs->precision) == nullptr) return;
    consider_chip(search, *logs->chip, *logs->precision, peak_of(*logs->chip, *logs->precision));
    consider_other_chips(search, *logs->chip);
}

}  // namespace flopledger
