// SPDX-License-Identifier: Apache-2.0
#include "core/count/chip_time.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "core/count/figure_names.hpp"
#include "core/count/recomputation.hpp"

namespace flopledger {

namespace {

// One phase on its way to FLOP.
struct PhaseCount {
    Derivation model;
    std::optional<Range> hardware;  // nothing where it must be worked out from the model FLOP
    bool bound = false;
};

bool is_bound(const ChipTimePhase& phase) {
    return !phase.utilization || phase.utilization_kind == UtilizationKind::sm_active ||
           phase.utilization_kind == UtilizationKind::gpu_busy;
}

PhaseCount bound_phase(const ChipTimePhase& phase, std::vector<Derivation> inputs,
                       const Range& at_peak) {
    Exact highest = 1;
    std::string formula = "0 .. chip-seconds x dense peak x share of time busy";
    if (phase.utilization) {
        highest = phase.utilization->value.value.high;
        inputs.push_back(stated(fmt::format("utilization ({})", word(phase.utilization_kind)),
                                phase.utilization->value.value, "", phase.utilization->place));
    } else {
        formula = "0 .. chip-seconds x dense peak x highest utilization measured";
        inputs.push_back(best_utilization_of(*phase.chip, phase.precision));
        highest = inputs.back().value.high;
    }
    return {computed("upper bound of model FLOP by chip-time", formula,
                     at_most(at_peak.high * highest), "FLOP", std::move(inputs)),
            std::nullopt, true};
}

// The utilization over all chip-hours, with whatever corrects the stated one.
Range corrected_utilization(const ChipTimePhase& phase, std::vector<Derivation>& inputs,
                            std::string& formula) {
    const Range& utilization = phase.utilization->value.value;
    inputs.push_back(stated(fmt::format("utilization ({})", word(phase.utilization_kind)),
                            utilization, "", phase.utilization->place));
    if (phase.utilization_kind == UtilizationKind::tensor_active) {
        formula += " x error of the counter";
        inputs.push_back(tensor_active_error());
        return utilization * inputs.back().value;
    }
    if (phase.goodput) {
        formula += " x goodput";
        inputs.push_back(stated("goodput", phase.goodput->value.value, "", phase.goodput->place));
        return utilization * phase.goodput->value.value;
    }
    if (phase.utilization_kind == UtilizationKind::step_mfu) {
        formula += " x goodput";
        inputs.push_back(assumed_goodput());
        return utilization * inputs.back().value;
    }
    return utilization;
}

PhaseCount count_phase(const Activity& activity, const ChipTimePhase& phase) {
    const Derivation chip_seconds = *chip_seconds_of(phase);
    const Derivation peak = peak_of(phase);
    const Range at_peak = chip_seconds.value * peak.value;
    std::vector<Derivation> inputs{chip_seconds, peak};
    if (is_bound(phase)) {
        return bound_phase(phase, std::move(inputs), at_peak);
    }
    std::string formula = "chip-seconds x dense peak x utilization";
    const Range utilization = corrected_utilization(phase, inputs, formula);
    const bool executed = phase.utilization_kind == UtilizationKind::hfu ||
                          phase.utilization_kind == UtilizationKind::tensor_active;
    Derivation result =
        computed(executed ? "hardware FLOP by chip-time" : "model FLOP by chip-time", formula,
                 at_peak * utilization, "FLOP", std::move(inputs));
    if (!executed) {
        return {std::move(result), std::nullopt, false};
    }
    const Range hardware = result.value;
    return {model_from_hardware(std::move(result), activity), hardware, false};
}

void add_once(std::vector<Finding>& findings, Finding finding) {
    for (const Finding& present : findings) {
        if (present == finding) return;
    }
    findings.push_back(std::move(finding));
}

void note_chip(std::vector<Finding>& findings, const ChipTimePhase& phase) {
    const Chip& chip = *phase.chip;
    if (phase.peak) {
        add_once(findings,
                 {name::peak_stated,
                  fmt::format("the ledger states the peak; that of {} is not used", chip.id)});
        return;
    }
    for (Finding& finding : chip_findings(chip, phase.precision)) {
        add_once(findings, std::move(finding));
    }
}

void note_utilization(std::vector<Finding>& findings, const Activity& activity,
                      const ChipTimePhase& phase) {
    if (!phase.utilization) {
        add_once(findings, {name::utilization_not_stated,
                            "without a utilization chip-time only bounds the FLOP from above"});
        return;
    }
    if (phase.utilization_kind == UtilizationKind::step_mfu && !phase.goodput) {
        add_once(findings, {name::goodput_assumed,
                            "a utilization while stepping leaves out lost time: a goodput of 0.65 "
                            "to 1 is assumed; state goodput if it is known"});
    }
    const bool executed = phase.utilization_kind == UtilizationKind::hfu ||
                          phase.utilization_kind == UtilizationKind::tensor_active;
    if (executed && lacks_recomputation(activity)) {
        add_once(findings, {name::recomputation_unknown_share,
                            "this utilization may hold recomputation: model FLOP are 3/4 to 1 of "
                            "it; state recomputation to settle it"});
    }
    const auto best = phase.peak ? std::nullopt : phase.chip->best_utilization(phase.precision);
    if (best && phase.utilization->value.value.low > *best && !is_bound(phase)) {
        add_once(findings,
                 {name::utilization_over_best_measured,
                  fmt::format("a utilization of {} is above the highest ever measured on {}, {}",
                              phase.utilization->value.value.low.fixed(3), phase.chip->id,
                              best->fixed(3))});
    }
}

}  // namespace

std::optional<Derivation> chip_seconds_of(const ChipTimePhase& phase) {
    if (phase.chip_time) {
        return stated("chip-time", phase.chip_time->value.value, "chip-seconds",
                      phase.chip_time->place);
    }
    if (!phase.chips || !phase.time) {
        return std::nullopt;
    }
    const ChipSeconds product = phase.chips->value * phase.time->value;
    return computed("chip-time", "chips x time", product.value, "chip-seconds",
                    {stated("chips", phase.chips->value.value, "chips", phase.chips->place),
                     stated("time", phase.time->value.value, "seconds", phase.time->place)});
}

Derivation peak_of(const ChipTimePhase& phase) {
    if (phase.peak) {
        return stated("dense peak", phase.peak->value.value, "FLOP/s/chip", phase.peak->place);
    }
    return peak_of(*phase.chip, phase.precision);
}

Derivation peak_of(const Chip& chip, Precision precision) {
    const Peak* peak = chip.peak_at(precision);
    assert(peak != nullptr);
    std::string sources;
    for (const std::string& code : peak->sources) {
        sources += (sources.empty() ? "" : ", ") + code;
    }
    return cited(fmt::format("dense {} peak of {}", word(precision), chip.id), peak->dense.value,
                 "FLOP/s/chip", fmt::format("{}: {}", chip.file, sources));
}

Derivation best_utilization_of(const Chip& chip, Precision precision) {
    const Exact highest = chip.best_utilization(precision).value_or(1);
    return cited("highest utilization measured on this chip", point(highest), "",
                 highest == 1 ? "none is cited; the dense peak bounds it" : chip.file);
}

Derivation tensor_active_error() {
    // Throttled chips were seen 2.2 times lower, and production jobs differ by 6.2 % on average.
    return cited("error of the counter", {Exact::ratio(10, 22), 1, Exact::ratio(1062, 1000)}, "",
                 "arXiv 2605.20799: mean error 6.2 % in production; a throttled T4 measured 2.2 "
                 "times lower");
}

std::vector<Finding> chip_findings(const Chip& chip, Precision precision) {
    std::vector<Finding> findings;
    if (chip.confidence == Confidence::low) {
        findings.push_back({name::low_confidence_chip,
                            fmt::format("the figures of {} are of low confidence", chip.id)});
    }
    if (chip.peak_at(precision)->unverified) {
        findings.push_back({name::unverified_peak,
                            fmt::format("the {} peak of {} was not checked against its source",
                                        word(precision), chip.id)});
    }
    return findings;
}

Derivation assumed_goodput() {
    return cited("goodput", between(Exact::ratio(65, 100), 1), "",
                 "PaLM 2022: 46.2 % while stepping, 30.4 % over all chip-hours (0.66); Llama 3.1 "
                 "405B 0.80 to 0.91; OLMo-core 44.6 and 33.8 % (0.76)");
}

Flop flop_at_peak(const Activity& activity) {
    Range sum;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (const auto chip_seconds = chip_seconds_of(phase)) {
            sum = sum + chip_seconds->value * peak_of(phase).value;
        }
    }
    return {sum};
}

Derivation derived_flop_at_peak(const Activity& activity) {
    std::vector<Derivation> parts;
    for (const ChipTimePhase& phase : activity.chip_time) {
        auto chip_seconds = chip_seconds_of(phase);
        if (!chip_seconds) continue;
        Derivation peak = peak_of(phase);
        const Range value = chip_seconds->value * peak.value;
        parts.push_back(computed("FLOP at the dense peak", "chip-seconds x dense peak", value,
                                 "FLOP", {std::move(*chip_seconds), std::move(peak)}));
    }
    return sum_of("FLOP at the dense peak", std::move(parts));
}

MethodCount count_chip_time(const Activity& activity) {
    assert(!activity.chip_time.empty());
    MethodCount count;
    count.method = Method::chip_time;
    count.bound = true;
    const Range extra = hardware_per_model_flop(assumed_recomputation(activity));
    std::vector<Derivation> parts;
    Range hardware;
    for (const ChipTimePhase& phase : activity.chip_time) {
        PhaseCount part = count_phase(activity, phase);
        hardware = hardware +
                   part.hardware.value_or(part.bound ? part.model.value : part.model.value * extra);
        count.bound = count.bound && part.bound;
        parts.push_back(std::move(part.model));
        note_chip(count.findings, phase);
        note_utilization(count.findings, activity, phase);
    }
    count.derivation = sum_of("model FLOP by chip-time", std::move(parts));
    count.model_flop = {count.derivation.value};
    count.hardware_flop = Flop{hardware};
    return count;
}

}  // namespace flopledger
