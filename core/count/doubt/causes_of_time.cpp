// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes_of_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

// A utilization is assumed where the ledger says so, or shows as a round share of the dense peak.
// The whole peak is one: chip-hours x peak is a bound that is often printed as a total.
void consider_assumed_utilization(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        if (!phase.utilization_assumed || !gap.has(Method::chip_time)) continue;
        search.add_assumption({name::assumed_utilization, gap.ratio,
                               "the utilization is assumed; what does a log or a report say?"});
        return;
    }
    const Exact at_peak = flop_at_peak(gap.activity).value.best;
    if (!gap.has(Method::reported) || at_peak.is_zero()) return;
    const bool is_larger = gap.larger.method == Method::reported;
    const Exact& reported = (is_larger ? gap.larger : gap.smaller).model_flop.value.best;
    const Exact& other = (is_larger ? gap.smaller : gap.larger).model_flop.value.best;
    for (const int share : {30, 40, 50, 100}) {
        const Exact assumed = at_peak * Exact::ratio(share, 100);
        if (larger(assumed, reported) * 100 > smaller(assumed, reported) * 101) continue;
        Cause cause{name::assumed_utilization, larger(assumed, other) / smaller(assumed, other),
                    fmt::format("the reported total is {}% of the dense peak over the chip-hours "
                                "stated: was this utilization assumed?",
                                share)};
        cause.formula = fmt::format(
            "larger / smaller of {}% of the FLOP at the dense peak and the "
            "other figure",
            share);
        search.add_exact(CauseSubject::time, std::move(cause));
    }
}

// Logs that do not cover all the time, or a count of kept tokens beside one of executed ones.
void consider_logs(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    const MethodCount& smaller = gap.smaller;
    if (smaller.method.method == Method::logs && smaller.covered < 1 && smaller.covered > 0) {
        Cause cause{name::logs_incomplete, Exact(1) / smaller.covered,
                    fmt::format("the logs cover {} of the chip-time stated or seen",
                                percent(smaller.covered))};
        cause.formula = "chip-time stated or seen / chip-time with evidence";
        search.add_exact(CauseSubject::time, std::move(cause));
    }
    if (gap.larger.repeated > 1) {
        Cause cause{name::rolled_back_steps, gap.larger.repeated,
                    fmt::format("does the {} figure leave out steps that were rolled back?",
                                name_of(smaller.method))};
        cause.formula = "tokens executed / tokens kept";
        search.add_exact(CauseSubject::time, std::move(cause));
    }
}

// A goodput was taken off, from a utilization that is one of all time already.
void consider_goodput_twice(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.smaller.method != Method::chip_time) return;
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        if (!phase.goodput || !phase.utilization) continue;
        const Exact& share = phase.goodput->value.value.best;
        if (share.is_zero() || share >= 1) continue;
        Cause cause{name::step_mfu_for_wall_clock, Exact(1) / share,
                    "is the utilization one of all time, with the lost time in it already?"};
        cause.formula = "1 / goodput";
        search.add_exact(CauseSubject::time, std::move(cause));
    }
}

// Downtime is in chip-hours and not in the rate of a step, be it one of model or of hardware FLOP.
// A goodput that is stated, or assumed for a rate that the ledger calls one of steps, is in the
// figure already. A rate called MFU may hold recomputation besides.
void consider_step_rate(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    const auto& phases = gap.activity.chip_time;
    const auto over_all_time = [&phases](UtilizationKind kind) {
        return std::any_of(phases.begin(), phases.end(), [kind](const ChipTimePhase& phase) {
            return phase.utilization && !phase.goodput && phase.utilization_kind == kind;
        });
    };
    const bool is_model = over_all_time(UtilizationKind::mfu);
    if (gap.larger.method != Method::chip_time) return;
    if (!is_model && !over_all_time(UtilizationKind::hfu)) return;
    Cause cause{name::step_mfu_for_wall_clock, gap.ratio,
                "was the utilization measured while stepping, and the chip-hours over all time?"};
    const Derivation goodput = assumed_goodput();
    const Exact most = Exact(1) / goodput.value.low;
    cause.formula = fmt::format("1 .. {}, 1 / goodput", most.fixed(3));
    cause.source = goodput.source;
    search.add_open(cause, 1, most);
    if (!is_model || gap.activity.recomputation) return;
    const Exact both = most * Exact::ratio(4, 3);
    cause.message =
        "was the utilization one of hardware FLOP, recomputation counted (HFU), measured while "
        "stepping, and the chip-hours over all time?";
    cause.formula =
        fmt::format("{} .. {}, 4/3 of recomputation / goodput", most.fixed(3), both.fixed(3));
    search.add_open(std::move(cause), most, both);
}

// A total may hold the model that training started from, while hours and tokens do not.
void consider_base_model(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    const Exact& own = gap.smaller.model_flop.value.best;
    if (gap.inherited && gap.larger.method != Method::chip_time && !own.is_zero()) {
        Cause cause{name::base_model_included, (gap.inherited->value.best + own) / own,
                    fmt::format("does the {} figure hold the training of the model that this one "
                                "is built on?",
                                name_of(gap.larger.method))};
        cause.formula = "(FLOP of the models built on + this activity) / this activity";
        search.add_exact(CauseSubject::time, std::move(cause));
    }
    const Exact at_peak = flop_at_peak(gap.activity).value.high;
    const bool above_peak = !at_peak.is_zero() && gap.larger.model_flop.value.low > at_peak;
    if (!above_peak || gap.larger.method == Method::chip_time) return;
    Cause cause{name::base_model_included, gap.ratio,
                fmt::format("the {} figure exceeds the dense peak over the chip-hours stated: does "
                            "it hold the base model's training?",
                            name_of(gap.larger.method))};
    cause.formula = "more than the dense peak over the chip-hours stated";
    search.add_open(std::move(cause), 1, std::nullopt);
}

// A unit or a prefix off by one: PFLOP/s-days read as PFLOP, hours as days, millions as billions.
void consider_units(CauseSearch& search) {
    struct Slip {
        Name name;
        Exact ratio;
        const char* question;
        const char* formula;
    };
    static const auto times = std::to_array<Slip>({
        {name::wrong_time_unit, 24, "are hours taken for days, or days for hours?",
         "hours of a day"},
        {name::wrong_time_unit, 3600, "are seconds taken for hours, or hours for seconds?",
         "seconds of an hour"},
        {name::wrong_time_unit, 86400, "are PFLOP/s-days taken for PFLOP, or days for seconds?",
         "seconds of a day"},
    });
    static const auto prefixes = std::to_array<Slip>({
        {name::wrong_prefix, 1000, "is a prefix off by one (million, billion; tera, peta)?",
         "10^3"},
        {name::wrong_prefix, 1'000'000, "is a prefix off by two (million, trillion)?", "10^6"},
    });
    const Disagreement& gap = search.gap();
    const auto add = [&search](const Slip& slip) {
        Cause cause{slip.name, slip.ratio, slip.question};
        cause.formula = slip.formula;
        search.add_exact(CauseSubject::time, std::move(cause));
    };
    const bool has_time = gap.has(Method::chip_time) || gap.has(Method::reported);
    for (const Slip& slip : times) {
        if (has_time) add(slip);
    }
    for (const Slip& slip : prefixes) add(slip);
}

}  // namespace

void consider_time(CauseSearch& search) {
    consider_assumed_utilization(search);
    consider_logs(search);
    consider_step_rate(search);
    consider_goodput_twice(search);
    consider_base_model(search);
    consider_units(search);
}

void consider_digits(CauseSearch& search) {
    const Exact& gap = search.gap().ratio;
    constexpr int most_digits = 9;
    for (int digits = 1; digits <= most_digits; ++digits) {
        if (digits == 3 || digits == 6) continue;  // a prefix
        const Exact ratio = Exact::power_of_ten(digits);
        if (larger(gap, ratio) * 100 > smaller(gap, ratio) * 102) continue;
        Cause cause{name::unit_slip, ratio,
                    "is a digit too many or too few in one of the figures?"};
        cause.formula = fmt::format("10^{}", digits);
        search.add_exact(CauseSubject::time, std::move(cause));
    }
}

}  // namespace flopledger
