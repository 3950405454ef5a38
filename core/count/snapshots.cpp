// SPDX-License-Identifier: Apache-2.0
#include <cassert>
#include <utility>

#include "core/count/real.hpp"
#include "core/count/sampling.hpp"

namespace flopledger {

namespace {

constexpr const char* equation = "Shavit 2023, arXiv 2303.11341, Eq. 1";

Derivation given(std::string label, const Exact& value, std::string unit) {
    return computed(std::move(label), "", point(value), std::move(unit), {});
}

// The share of what all chips could do that the run takes: H / (a T C).
Derivation share_of(const SnapshotSampling& plan) {
    const Range all = plan.flop_per_day.value * point(plan.training_days) * point(plan.chips);
    return computed("share of all chip-time that the run takes", "H / (a x T x C)",
                    point(plan.flop) / all, "",
                    {given("FLOP of the run (H)", plan.flop, "FLOP"), plan.flop_per_day,
                     given("longest time of a run (T)", plan.training_days, "days"),
                     given("chips (C)", plan.chips, "chips")});
}

// The chance that a chip took a snapshot in a period: 1 - exp(-f Tm).
Derivation taken_of(const SnapshotSampling& plan) {
    Derivation taken =
        computed("chance that a chip took a snapshot in a period", "1 - exp(-f x Tm)",
                 one_minus_exp(point(plan.snapshots_per_day * plan.period_days)), "",
                 {given("snapshots a day and chip (f)", plan.snapshots_per_day, ""),
                  given("period (Tm)", plan.period_days, "days")});
    taken.source = real_error;
    return taken;
}

// More snapshots than the chips take cannot be inspected.
std::string shortage(const SnapshotSampling& plan, const Exact& samples) {
    const Exact there = plan.chips * plan.snapshots_per_day * plan.period_days;
    if (samples <= there) return "";
    return "That is more than the " + there.floor().text() +
           " snapshots that the chips take in a period: the plan cannot be met.";
}

Answer certain_answer(Derivation hit, const SnapshotSampling& plan) {
    hit.source = equation;
    Answer answer{"hit", std::move(hit)};
    answer.note = plan.flop_per_day.value.low.is_zero()
                      ? ""
                      : "The chips cannot do such a run without one sample meeting it: any sample "
                        "catches it.";
    return answer;
}

}  // namespace

AnswerGroup sample_snapshots(const SnapshotSampling& plan) {
    assert(plan.probability.has_value() != plan.samples.has_value());
    std::vector<Derivation> parts{share_of(plan), taken_of(plan)};
    const Range product = parts[0].value * parts[1].value;
    // Of a run that needs all chips for longer than the period this is above one: no chance.
    Derivation hit = computed("times that one sample meets the run, on average (x)",
                              "share x chance of a snapshot", product, "", std::move(parts));
    if (product.high >= 1) return {"Samples", {certain_answer(std::move(hit), plan)}};
    // -ln(1-x) grows with x, so its ends come from those of x.
    const Range each{minus_log_of_rest(product.low).low, minus_log_of_rest(product.best).best,
                     minus_log_of_rest(product.high).high};
    const Exact periods = plan.training_days / plan.period_days;
    if (plan.samples) {
        const Range exponent = each * point(*plan.samples * periods);
        Derivation chance = computed(
            "probability to catch a run", "1 - (1 - x)^(s x T / Tm)", one_minus_exp(exponent), "",
            {std::move(hit), given("samples a period (s)", *plan.samples, "samples")});
        chance.source = equation;
        Derivation missed = computed("chance to miss it", "(1 - x)^(s x T / Tm)",
                                     exp_of_minus(exponent), "", {chance});
        Answer answer{"probability", std::move(chance)};
        answer.note = shortage(plan, *plan.samples);
        return {"What the plan gives", {std::move(answer), {"missed", std::move(missed)}}};
    }
    const Range samples = minus_log_of_rest(*plan.probability) / each / point(periods);
    const RoundedUp whole = rounded_up(samples);
    Derivation unrounded =
        computed("samples a period, before rounding (s)", "ln(1-p) / ln(1-x) x Tm / T", samples,
                 "samples", {std::move(hit), given("probability (p)", *plan.probability, "")});
    unrounded.source = equation;
    Derivation yearly = computed("samples a year, before rounding", "365 x s / Tm",
                                 samples * point(365 / plan.period_days), "samples", {unrounded});
    const RoundedUp whole_year = rounded_up(yearly.value);
    Derivation rounded_year = computed("samples a year, at the least", "rounded up",
                                       point(whole_year.value), "samples", {std::move(yearly)});
    Derivation rounded = computed("samples a period", "rounded up", point(whole.value), "samples",
                                  {std::move(unrounded)});
    Answer answer{"samples_per_period", std::move(rounded)};
    answer.note = shortage(plan, whole.value);
    if (answer.note.empty() && whole.is_open) {
        answer.note = "The error of the logarithms leaves open whether one fewer would do.";
    }
    return {"Samples needed", {std::move(answer), {"samples_per_year", std::move(rounded_year)}}};
}

}  // namespace flopledger
