// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/chip_time.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/lists.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/models/recomputation.hpp"

namespace flopledger {

namespace {

// One phase on its way to FLOP.
struct TimedPhase {
    Derived<Flop> model;
    std::optional<Flop> hardware;  // nothing where it must be worked out from the model FLOP
    bool bound = false;
};

bool is_bound(const ChipTimePhase& phase) {
    return !phase.utilization || phase.utilization_kind == UtilizationKind::sm_active ||
           phase.utilization_kind == UtilizationKind::gpu_busy;
}

Derived<Ratio> stated_utilization(const ChipTimePhase& phase) {
    return stated(fmt::format("utilization ({})", word(phase.utilization_kind)),
                  phase.utilization->value, Measures::utilization, phase.utilization->place);
}

TimedPhase bound_phase(const ChipTimePhase& phase, std::vector<Derivation> inputs,
                       const Flop& at_peak) {
    Ratio highest;
    std::string formula = "0 .. chip-seconds x dense peak x share of time busy";
    if (phase.utilization) {
        highest = phase.utilization->value;
        inputs.push_back(stated_utilization(phase));
    } else {
        formula = "0 .. chip-seconds x dense peak x highest utilization measured";
        const auto best = best_utilization_of(*phase.chip, phase.precision);
        highest = best.quantity();
        inputs.push_back(best);
    }
    return {computed("upper bound of model FLOP by chip-time", formula, at_most(at_peak * highest),
                     Measures::flop_bound, std::move(inputs)),
            std::nullopt, true};
}

// The utilization over all chip-hours, with whatever corrects the stated one.
Ratio corrected_utilization(const ChipTimePhase& phase, std::vector<Derivation>& inputs,
                            std::string& formula) {
    const Ratio& utilization = phase.utilization->value;
    inputs.push_back(stated_utilization(phase));
    if (phase.utilization_kind == UtilizationKind::tensor_active) {
        formula += " x error of the counter";
        const auto error = tensor_active_error(phase.chip.get());
        inputs.push_back(error);
        return utilization * error.quantity();
    }
    if (phase.goodput) {
        formula += " x goodput";
        inputs.push_back(
            stated("goodput", phase.goodput->value, Measures::goodput, phase.goodput->place));
        return utilization * phase.goodput->value;
    }
    if (phase.utilization_kind == UtilizationKind::step_mfu) {
        formula += " x goodput";
        const auto goodput = assumed_goodput();
        inputs.push_back(goodput);
        return utilization * goodput.quantity();
    }
    return utilization;
}

TimedPhase count_phase(const Activity& activity, const ChipTimePhase& phase) {
    const auto chip_seconds = *chip_seconds_of(phase);
    const auto peak = peak_of(phase);
    const Flop at_peak = chip_seconds.quantity() * peak.quantity();
    std::vector<Derivation> inputs{chip_seconds, peak};
    if (is_bound(phase)) {
        return bound_phase(phase, std::move(inputs), at_peak);
    }
    std::string formula = "chip-seconds x dense peak x utilization";
    const Ratio utilization = corrected_utilization(phase, inputs, formula);
    const bool executed = phase.utilization_kind == UtilizationKind::hfu ||
                          phase.utilization_kind == UtilizationKind::tensor_active;
    const Flop flop = at_peak * utilization;
    if (!executed) {
        return {
            computed("model FLOP by chip-time", formula, flop, Measures::flop, std::move(inputs)),
            std::nullopt, false};
    }
    auto hardware = computed("hardware FLOP by chip-time", formula, flop, Measures::hardware_flop,
                             std::move(inputs));
    return {model_from_hardware(std::move(hardware), activity), flop, false};
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

std::optional<Derived<ChipSeconds>> chip_seconds_of(const ChipTimePhase& phase) {
    if (phase.chip_time) {
        return stated("chip-time", phase.chip_time->value, Measures::chip_time,
                      phase.chip_time->place);
    }
    if (!phase.chips || !phase.time) {
        return std::nullopt;
    }
    return computed("chip-time", "chips x time", phase.chips->value * phase.time->value,
                    Measures::chip_time,
                    {stated("chips", phase.chips->value, Measures::chips, phase.chips->place),
                     stated("time", phase.time->value, Measures::time, phase.time->place)});
}

Derived<FlopPerChipSecond> peak_of(const ChipTimePhase& phase) {
    if (phase.peak) {
        return stated("dense peak", phase.peak->value, Measures::peak, phase.peak->place);
    }
    return peak_of(*phase.chip, phase.precision);
}

Derived<FlopPerChipSecond> peak_of(const Chip& chip, Precision precision) {
    const Peak* peak = chip.peak_at(precision);
    assert(peak != nullptr);
    std::string sources;
    for (const std::string& code : peak->sources) {
        sources += (sources.empty() ? "" : ", ") + code;
    }
    return cited(
        fmt::format("dense {} peak of {}{}", word(precision), chip.id, mark_of(chip.origin)),
        peak->dense, Measures::peak, fmt::format("{}: {}", chip.file, sources));
}

Derived<Ratio> best_utilization_of(const Chip& chip, Precision precision) {
    const Exact highest = chip.best_utilization(precision).value_or(1);
    return cited("highest utilization measured on this chip", Ratio{point(highest)},
                 Measures::highest_utilization,
                 highest == 1 ? "none is cited; the dense peak bounds it" : chip.file);
}

Exact most_clock_headroom() { return Exact::ratio(1785, 1545); }

Derived<Ratio> tensor_active_error(const Chip* chip) {
    // Throttled chips were seen 2.2 times lower, and production jobs differ by 6.2 % on average.
    // What a busy unit does in a second goes with the clock, which is not in the figure.
    const auto known = chip != nullptr ? chip->clock_headroom() : std::nullopt;
    const Exact headroom = known.value_or(most_clock_headroom());
    const Ratio error{{Exact::ratio(10, 22), 1, Exact::ratio(1062, 1000) * headroom}};
    return cited("error of the counter", error, Measures::counter_error,
                 fmt::format("arXiv 2605.20799: mean error 6.2 % in production; a throttled T4 "
                             "measured 2.2 times lower; the highest clock is {} times the one of "
                             "the peak{}",
                             plain_figure(headroom), known ? "" : ", as on no chip known more"));
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

Derived<Ratio> assumed_goodput() {
    return cited("goodput", Ratio{between(Exact::ratio(65, 100), 1)}, Measures::goodput,
                 "PaLM 2022: 46.2 % while stepping, 30.4 % over all chip-hours (0.66); Llama 3.1 "
                 "405B 0.80 to 0.91; OLMo-core 44.6 and 33.8 % (0.76)");
}

Flop flop_at_peak(const Activity& activity) {
    Flop sum;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (const auto chip_seconds = chip_seconds_of(phase)) {
            sum = sum + chip_seconds->quantity() * peak_of(phase).quantity();
        }
    }
    return sum;
}

Derived<Flop> derived_flop_at_peak(const Activity& activity) {
    std::vector<Derived<Flop>> parts;
    for (const ChipTimePhase& phase : activity.chip_time) {
        auto chip_seconds = chip_seconds_of(phase);
        if (!chip_seconds) continue;
        auto peak = peak_of(phase);
        const Flop flop = chip_seconds->quantity() * peak.quantity();
        parts.push_back(computed("FLOP at the dense peak", "chip-seconds x dense peak", flop,
                                 Measures::flop_bound,
                                 {std::move(*chip_seconds), std::move(peak)}));
    }
    return sum_of("FLOP at the dense peak", Measures::flop_bound, std::move(parts));
}

MethodCount count_chip_time(const Activity& activity) {
    assert(!activity.chip_time.empty());
    MethodCount count;
    count.method = Method::chip_time;
    count.bound = true;
    const Ratio extra = hardware_per_model_flop(assumed_recomputation(activity));
    std::vector<Derived<Flop>> parts;
    Flop hardware;
    for (const ChipTimePhase& phase : activity.chip_time) {
        TimedPhase part = count_phase(activity, phase);
        const Flop model = part.model.quantity();
        hardware = hardware + part.hardware.value_or(part.bound ? model : model * extra);
        count.bound = count.bound && part.bound;
        parts.push_back(std::move(part.model));
        note_chip(count.findings, phase);
        note_utilization(count.findings, activity, phase);
    }
    count.derivation = count.bound
                           ? sum_of("upper bound of model FLOP by chip-time", Measures::flop_bound,
                                    std::move(parts))
                           : sum_of("model FLOP by chip-time", Measures::flop, std::move(parts));
    count.model_flop = count.derivation.quantity();
    count.hardware_flop = hardware;
    return count;
}

}  // namespace flopledger
