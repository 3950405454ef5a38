// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/plausibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/utc_time.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/usage/training_feed.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;
constexpr std::int64_t kwh_joules = 3'600'000;

// What a count says was executed at least. Only our own count tells recomputation apart from what
// it repeats; of the others it is not known whether they hold it.
const Exact& least_executed(const MethodCount& count) {
    const bool tells = count.method == Method::operations && count.hardware_flop;
    return tells ? count.hardware_flop->value.low : count.model_flop.value.low;
}

// The highest utilization ever measured on the chips of the phases; nothing where a phase states
// its own peak or none is cited for any.
std::optional<Exact> best_measured(const Activity& activity) {
    std::optional<Exact> best;
    for (const ChipTimePhase& phase : activity.chip_time) {
        const auto measured =
            phase.peak ? std::nullopt : phase.chip->best_utilization(phase.precision);
        best = larger(best.value_or(0), measured.value_or(1));
    }
    return best;
}

void add_utilizations(const std::vector<ImpliedUtilization>& all, std::vector<Finding>& findings) {
    for (const ImpliedUtilization& implied : all) {
        const Exact& share = implied.share.value.low;
        const std::string text =
            fmt::format("the {} figure over the chip-hours stated is {} times the dense peak",
                        name_of(implied.method), share.fixed(3));
        if (share > 1) {
            findings.push_back({name::utilization_over_one, text});
        } else if (implied.best && share > *implied.best) {
            findings.push_back(
                {name::utilization_over_best_measured,
                 text + fmt::format("; the highest ever measured is {}", implied.best->fixed(3))});
        }
    }
}

// `8,333`, or `0.25` where that is little.
std::string kwh_text(const Exact& kwh) {
    return kwh < 100 ? plain_figure(kwh) : grouped(kwh.floor());
}

bool is_energy(const MethodCount& count) {
    return count.method == Method::energy || count.method.evidence == LogEvidence::energy;
}

// FLOP that the energy cannot have paid for, by the most that a joule buys on the chip.
void add_energy(const Activity& activity, const std::vector<MethodCount>& methods,
                std::vector<Finding>& findings) {
    for (const MethodCount& energy : methods) {
        const Exact& most = energy.model_flop.value.high;
        if (!is_energy(energy) || most.is_zero()) continue;
        for (const MethodCount& count : methods) {
            if (count.bound || least_executed(count) <= most) continue;
            const Exact times = least_executed(count) / most;
            std::string text = fmt::format(
                "the {} figure would need {} times the energy, even at the most FLOP a joule that "
                "is cited for the chip",
                name_of(count.method), plain_figure(times));
            if (energy.method == Method::energy) {
                const Exact kwh = activity.energy->energy.value.value.high / kwh_joules;
                text += fmt::format(": at least {} kWh, of which {} are stated",
                                    kwh_text(kwh * times), kwh_text(kwh));
            }
            findings.push_back({name::energy_below_physics, text});
        }
    }
}

// The mean draw of a board, where the energy stated is of the chips alone.
void add_power(const Activity& activity, std::vector<Finding>& findings) {
    const auto& energy = activity.energy;
    if (!energy || energy->scope != EnergyScope::chip || !energy->chip->power_watts) return;
    Exact seconds;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (const auto time = chip_seconds_of(phase)) seconds = seconds + time->value.high;
    }
    if (seconds.is_zero()) return;
    const Exact watts = energy->energy.value.value.low / seconds;
    const Exact& most = *energy->chip->power_watts;
    if (watts * 10 <= most * 11) return;
    findings.push_back(
        {name::power_over_board,
         fmt::format("the energy over the chip-hours stated is {} W a chip; {} may "
                     "draw {} W: is it the node's energy, or are chip-hours missing?",
                     plain_figure(watts), energy->chip->id, plain_figure(most))});
}

// From when to when logs hold anything, in milliseconds since 1970.
struct Extent {
    std::int64_t first = 0;  // 0: nothing has a time
    std::int64_t last = 0;

    void add(std::int64_t from, std::int64_t to) {
        if (from == 0) return;
        first = first == 0 ? from : std::min(first, from);
        last = std::max({last, from, to});
    }
};

Extent extent_of(const Activity& activity) {
    Extent extent;
    const Usage& usage = *activity.logs->usage;
    for (const DeviceUsage& device : usage.devices) {
        for (const Track& track : device.tracks) {
            for (const Run& run : track.runs) {
                if (run.head.empty()) continue;
                const std::vector<Sample>& end = run.tail.empty() ? run.head : run.tail;
                extent.add(run.head.front().time(), end.back().time());
            }
        }
    }
    for (const JobUsage& job : usage.jobs) extent.add(job.start * 1000, job.end * 1000);
    for (const TrainingStretch& stretch : usage.training) {
        extent.add(stretch.first_time, stretch.last_time);
    }
    return extent;
}

// Logs that begin after the period does, or end before, by more than a day together. Where no
// chip_time is stated the period says how long chips ran, and time-not-covered tells the same.
void add_period(const Activity& activity, std::vector<Finding>& findings) {
    if (!activity.logs || !activity.logs->usage || !activity.period) return;
    const Extent extent = extent_of(activity);
    if (extent.first == 0 || activity.chip_time.empty()) return;
    const auto start_of = [](const Date& date) {
        return day_milliseconds * days_between(Date{1970, 1, 1}, date);
    };
    const std::int64_t from = start_of(activity.period->from);
    const std::int64_t to = start_of(activity.period->to);
    const std::int64_t outside = std::max<std::int64_t>(0, std::min(extent.first, to) - from) +
                                 std::max<std::int64_t>(0, to - std::max(extent.last, from));
    if (outside <= day_milliseconds) return;
    findings.push_back(
        {name::logs_shorter_than_period,
         fmt::format("the logs run from {} to {}: {} of the {} days of the period lie outside; are "
                     "logs missing, or did nothing run then?",
                     utc_text(extent.first).substr(0, 10), utc_text(extent.last).substr(0, 10),
                     Exact::ratio(outside, day_milliseconds).fixed(1), activity.period->days())});
}

}  // namespace

std::vector<ImpliedUtilization> implied_utilizations(const Activity& activity,
                                                     const std::vector<MethodCount>& methods) {
    std::vector<ImpliedUtilization> list;
    const Flop at_peak = high_end(flop_at_peak(activity));
    if (at_peak.value.high.is_zero()) return list;
    const std::optional<Exact> best = best_measured(activity);
    for (const MethodCount& count : methods) {
        const Method method = count.method.method;
        if (method == Method::chip_time || method == Method::logs || count.bound) continue;
        const Flop executed{point(least_executed(count))};
        list.push_back({count.method,
                        computed(fmt::format("utilization that the {} figure implies, at least",
                                             name_of(count.method)),
                                 "lowest FLOP / (chip-seconds x dense peak)", executed / at_peak,
                                 Measures::utilization,
                                 {computed(fmt::format("lowest FLOP by {}", name_of(count.method)),
                                           "", executed, Measures::flop, {}),
                                  derived_flop_at_peak(activity)}),
                        best});
    }
    return list;
}

std::vector<Finding> plausibility_findings(const Activity& activity,
                                           const std::vector<MethodCount>& methods,
                                           const std::vector<ImpliedUtilization>& implied) {
    std::vector<Finding> findings;
    add_utilizations(implied, findings);
    add_energy(activity, methods, findings);
    add_power(activity, findings);
    add_period(activity, findings);
    return findings;
}

}  // namespace flopledger
