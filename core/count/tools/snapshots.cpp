// SPDX-License-Identifier: Apache-2.0
#include <cassert>
#include <utility>

#include "core/count/tools/real.hpp"
#include "core/count/tools/sampling.hpp"

namespace flopledger {

namespace {

constexpr const char* equation = "Shavit 2023, arXiv 2303.11341, Eq. 1";

// The share of what all chips could do that the run takes: H / (a T C).
Derived<Ratio> share_of(const SnapshotSampling& plan) {
    const Flop all = plan.flop_per_day.quantity() * plan.training_time * plan.chips;
    return computed("share of all chip-time that the run takes", "H / (a x T x C)", plan.flop / all,
                    Measures::ratio,
                    {given("FLOP of the run (H)", plan.flop, Measures::flop), plan.flop_per_day,
                     given("longest time of a run (T)", plan.training_time, Measures::days),
                     given("chips (C)", plan.chips, Measures::chips)});
}

// The chance that a chip took a snapshot in a period: 1 - exp(-f Tm).
Derived<Ratio> taken_of(const SnapshotSampling& plan) {
    return sourced(
        computed("chance that a chip took a snapshot in a period", "1 - exp(-f x Tm)",
                 one_minus_exp(plan.snapshots * plan.period), Measures::ratio,
                 {given("snapshots a day and chip (f)", plan.snapshots, Measures::snapshots_a_day),
                  given("period (Tm)", plan.period, Measures::days)}),
        real_error);
}

// More snapshots than the chips take cannot be inspected.
std::string shortage(const SnapshotSampling& plan, const Exact& samples) {
    // Each chip takes as many: what counts chips counts snapshots.
    const Exact there = (plan.chips * (plan.snapshots * plan.period)).value.best;
    if (samples <= there) return "";
    return "That is more than the " + there.floor().text() +
           " snapshots that the chips take in a period: the plan cannot be met.";
}

Answer certain_answer(Derived<Ratio> hit, const SnapshotSampling& plan) {
    Answer answer{"hit", sourced(std::move(hit), equation)};
    answer.note = plan.flop_per_day.value.low.is_zero()
                      ? ""
                      : "The chips cannot do such a run without one sample meeting it: any sample "
                        "catches it.";
    return answer;
}

// What the samples of a plan reach; `each` is -ln of the chance that one sample misses.
AnswerGroup caught_by_samples(const SnapshotSampling& plan, Derived<Ratio> hit, const Ratio& each) {
    const Ratio samples{point(*plan.samples)};
    const Ratio exponent = each * samples * (plan.training_time / plan.period);
    const Derived<Ratio> chance = sourced(
        computed("probability to catch a run", "1 - (1 - x)^(s x T / Tm)", one_minus_exp(exponent),
                 Measures::ratio,
                 {std::move(hit), given("samples a period (s)", samples, Measures::samples)}),
        equation);
    Answer answer{"probability", chance};
    answer.note = shortage(plan, *plan.samples);
    return {"What the plan gives",
            {std::move(answer),
             {"missed", computed("chance to miss it", "(1 - x)^(s x T / Tm)",
                                 exp_of_minus(exponent), Measures::ratio, {chance})}}};
}

// The samples that reach the probability of a plan, likewise.
AnswerGroup samples_to_catch(const SnapshotSampling& plan, Derived<Ratio> hit, const Ratio& each) {
    const Ratio samples =
        minus_log_of_rest(*plan.probability) / each / (plan.training_time / plan.period);
    const RoundedUp whole = rounded_up(samples);
    const Derived<Ratio> unrounded = sourced(
        computed("samples a period, before rounding (s)", "ln(1-p) / ln(1-x) x Tm / T", samples,
                 Measures::samples,
                 {std::move(hit),
                  given("probability (p)", Ratio{point(*plan.probability)}, Measures::ratio)}),
        equation);
    const Seconds year = unwritten<BaseUnits{.second = 1}>(point(365), Measures::days);
    const Derived<Ratio> yearly =
        computed("samples a year, before rounding", "365 x s / Tm", samples * (year / plan.period),
                 Measures::samples, {unrounded});
    Answer answer{"samples_per_period",
                  computed("samples a period", "rounded up", Ratio{point(whole.value)},
                           Measures::samples, {unrounded})};
    answer.note = shortage(plan, whole.value);
    if (answer.note.empty() && whole.is_open) {
        answer.note = "The error of the logarithms leaves open whether one fewer would do.";
    }
    return {"Samples needed",
            {std::move(answer),
             {"samples_per_year", computed("samples a year, at the least", "rounded up",
                                           Ratio{point(rounded_up(yearly.quantity()).value)},
                                           Measures::samples, {yearly})}}};
}

}  // namespace

AnswerGroup sample_snapshots(const SnapshotSampling& plan) {
    assert(plan.probability.has_value() != plan.samples.has_value());
    const Derived<Ratio> share = share_of(plan);
    const Derived<Ratio> taken = taken_of(plan);
    // Of a run that needs all chips for longer than the period this is above one: no chance.
    Derived<Ratio> hit = computed(
        "times that one sample meets the run, on average (x)", "share x chance of a snapshot",
        share.quantity() * taken.quantity(), Measures::ratio, {share, taken});
    if (hit.value.high >= 1) return {"Samples", {certain_answer(std::move(hit), plan)}};
    const Ratio each = minus_log_of_rest(hit.quantity());
    return plan.samples ? caught_by_samples(plan, std::move(hit), each)
                        : samples_to_catch(plan, std::move(hit), each);
}

}  // namespace flopledger
