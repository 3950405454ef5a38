// SPDX-License-Identifier: Apache-2.0
#include "core/count/resources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/count/chip_time.hpp"
#include "core/count/log_coverage.hpp"
#include "core/count/log_view.hpp"
#include "core/count/model_count.hpp"

namespace flopledger {

namespace {

const Exact& day_seconds() {
    static const Exact seconds = 86'400;
    return seconds;
}

// A figure in a larger unit.
Derivation scaled(const Derivation& tree, const std::string& formula, const Exact& divisor,
                  const std::string& unit) {
    return computed(tree.label, formula, tree.value / point(divisor), unit, {tree});
}

std::optional<Derivation> wall_clock_of(const Activity& activity) {
    if (activity.period) {
        const Period& period = *activity.period;
        return stated(fmt::format("period {} to {}", to_text(period.from), to_text(period.last())),
                      point(day_seconds() * Exact(period.days())), "seconds", activity.place);
    }
    std::vector<Derivation> times;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (!phase.time) return std::nullopt;
        times.push_back(stated("time", phase.time->value.value, "seconds", phase.time->place));
    }
    if (times.empty()) return std::nullopt;
    return sum_of("time", std::move(times));
}

// Adds a figure to that of its chip.
void add_time(std::vector<std::pair<const Chip*, std::vector<Derivation>>>& list, const Chip& chip,
              Derivation seconds) {
    for (auto& [known, parts] : list) {
        if (known->id != chip.id) continue;
        parts.push_back(std::move(seconds));
        return;
    }
    list.push_back({&chip, {std::move(seconds)}});
}

// What the logs show of a chip is the least; what is said of its time beyond them is the most.
Derivation logged_time(const HeldTime& held, const ExpectedTime& expected, const Place& place) {
    const Exact seen = held.milliseconds / 1000;
    Derivation shown = stated("chip-time in the logs", point(seen), "chip-seconds", place);
    shown.source = held.source;
    if (expected.milliseconds <= held.milliseconds) return shown;
    const Exact most = expected.milliseconds / 1000;
    return computed("chip-time", "what the logs show, and at most what is said to have run",
                    {seen, seen, most}, "chip-seconds",
                    {std::move(shown), cited("chip-time said to have run", point(most),
                                             "chip-seconds", "by " + expected.said_by)});
}

std::vector<ChipTime> chip_time_of(const Activity& activity) {
    std::vector<std::pair<const Chip*, std::vector<Derivation>>> list;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (auto seconds = chip_seconds_of(phase)) add_time(list, *phase.chip, std::move(*seconds));
    }
    if (list.empty() && activity.logs) {
        const LogView view = view_of(activity);
        for (const ExpectedTime& expected : expected_time(activity, view)) {
            const HeldTime held = held_time(view, *expected.chip);
            add_time(list, *expected.chip, logged_time(held, expected, activity.logs->place));
        }
    }
    std::vector<ChipTime> times;
    for (auto& [chip, parts] : list) times.push_back({chip, sum_of("chip-time", std::move(parts))});
    return times;
}

// The energy of one chip's devices by their logs, and at most what the boards may have drawn in the
// time for which there is no reading. Nothing where there is none at all.
std::optional<Derivation> logged_joules(const ChipLogs& logs, const Place& place,
                                        const Exact& expected, EnergyUse& use) {
    const std::optional<LoggedEnergy> energy = energy_of(logs);
    if (!energy) return std::nullopt;
    const Exact present = exact_of(energy->sums.present_milliseconds);
    Derivation shown = stated(energy->counted ? "energy counted" : "power x time",
                              point(energy->joules), "J", place);
    shown.source = fmt::format("logs of {} device{}, {} with a reading of it", logs.devices,
                               logs.devices == 1 ? "" : "s", chip_hours(present));
    if (expected <= present) return shown;
    const Exact missing = (expected - present) / 1000;
    use.covered = smaller(use.covered, present / expected);
    if (!logs.chip->power_watts) {
        use.is_least = true;
        return shown;
    }
    const Exact most = energy->joules + missing * *logs.chip->power_watts;
    return computed(
        "energy of the chips",
        "what the logs show, and at most the board's power "
        "for chip-time without a reading",
        {energy->joules, energy->joules, most}, "J",
        {std::move(shown), cited("chip-time without a reading", point(missing), "chip-seconds", ""),
         cited("power of the board", point(*logs.chip->power_watts), "W/chip", logs.chip->file)});
}

std::optional<EnergyUse> logged_energy_of(const Activity& activity) {
    const LogView view = view_of(activity);
    const std::vector<ExpectedTime> times = expected_time(activity, view);
    EnergyUse use;
    use.measured = true;
    std::vector<Derivation> parts;
    for (const ChipLogs& logs : view.chips) {
        Exact expected;
        for (const ExpectedTime& time : times) {
            if (time.chip->id == logs.chip->id) expected = time.milliseconds;
        }
        auto joules = logged_joules(logs, activity.logs->place, expected, use);
        if (!joules) return std::nullopt;  // of these chips nothing is known
        parts.push_back(std::move(*joules));
    }
    if (parts.empty()) return std::nullopt;
    use.joules = sum_of("energy of the chips", std::move(parts));
    return use;
}

std::optional<EnergyUse> energy_use_of(const Activity& activity) {
    if (activity.energy) {
        const EnergyStatement& energy = *activity.energy;
        return EnergyUse{stated(fmt::format("energy of the {}", word(energy.scope)),
                                energy.energy.value.value, "J", energy.energy.place),
                         energy.scope, false};
    }
    return activity.logs ? logged_energy_of(activity) : std::nullopt;
}

std::optional<Derivation> parameters_of(const Activity& activity) {
    if (activity.operations.empty()) return std::nullopt;
    const OperationsPhase& phase = activity.operations.front();
    if (phase.model) {
        const Exact total = count_parameters(*phase.model, phase.trainable).total;
        const std::string& file = phase.model->file;
        Derivation parameters = cited("parameters", point(total), "parameters",
                                      file.empty() ? phase.model->type : "configuration " + file);
        if (file.empty()) parameters.place = phase.place;
        return parameters;
    }
    if (!phase.parameters) return std::nullopt;
    return stated("parameters", phase.parameters->value.value, "parameters",
                  phase.parameters->place);
}

// Days that lie in any of some periods.
Exact days_in(std::vector<Period> periods) {
    std::sort(periods.begin(), periods.end(),
              [](const Period& left, const Period& right) { return left.from < right.from; });
    int days = 0;
    std::optional<Date> reached;
    for (const Period& period : periods) {
        const Date from = reached ? std::max(*reached, period.from) : period.from;
        if (from < period.to) days += days_between(from, period.to);
        reached = reached ? std::max(*reached, period.to) : period.to;
    }
    return days;
}

}  // namespace

Resources resources_of(const Activity& activity) {
    Resources resources;
    resources.activity = &activity;
    resources.wall_clock = wall_clock_of(activity);
    resources.chip_time = chip_time_of(activity);
    resources.energy = energy_use_of(activity);
    resources.parameters = parameters_of(activity);
    return resources;
}

std::optional<Derivation> wall_clock_in_days(const Resources& resources) {
    if (!resources.wall_clock) return std::nullopt;
    return scaled(*resources.wall_clock, "seconds / 86400", day_seconds(), "days");
}

std::optional<Derivation> chip_time_in_days(const Resources& resources) {
    if (resources.chip_time.empty()) return std::nullopt;
    std::vector<Derivation> parts;
    for (const ChipTime& time : resources.chip_time) parts.push_back(time.seconds);
    return scaled(sum_of("chip-time", std::move(parts)), "chip-seconds / 86400", day_seconds(),
                  "chip-days");
}

std::optional<Derivation> energy_in_mwh(const Resources& resources) {
    if (!resources.energy) return std::nullopt;
    return scaled(resources.energy->joules, "joules / 3.6e9", 3'600'000'000, "MWh");
}

std::optional<Derivation> wall_clock_days(const std::vector<Resources>& activities) {
    std::vector<Period> periods;
    std::vector<Derivation> inputs;
    Range undated;
    Exact longest;
    for (const Resources& resources : activities) {
        if (!resources.wall_clock) continue;
        inputs.push_back(*resources.wall_clock);
        if (resources.activity->period) {
            periods.push_back(*resources.activity->period);
            continue;
        }
        const Range days = resources.wall_clock->value / point(day_seconds());
        undated = undated + days;
        longest = larger(longest, days.low);
    }
    if (inputs.empty()) return std::nullopt;
    const Exact dated = days_in(periods);
    const Range value{larger(dated, longest), dated + undated.best, dated + undated.high};
    return computed("wall-clock days",
                    undated.high.is_zero() ? "days of the periods, each once"
                                           : "days of the periods, each once, and time without "
                                             "dates beside them (low) or after them",
                    value, "days", std::move(inputs));
}

std::vector<HardwareDays> hardware_days(const std::vector<Resources>& activities) {
    std::vector<std::pair<const Chip*, std::vector<Derivation>>> by_chip;
    for (const Resources& resources : activities) {
        for (const ChipTime& time : resources.chip_time) {
            auto found = std::find_if(by_chip.begin(), by_chip.end(), [&](const auto& entry) {
                return entry.first->id == time.chip->id;
            });
            if (found == by_chip.end()) found = by_chip.insert(found, {time.chip, {}});
            found->second.push_back(time.seconds);
        }
    }
    std::vector<HardwareDays> result;
    for (auto& [chip, parts] : by_chip) {
        const Derivation seconds = sum_of("chip-time", std::move(parts));
        result.push_back(
            {chip, computed("hardware days", "chip-seconds / 86400",
                            seconds.value / point(day_seconds()), "chip-days", {seconds})});
    }
    return result;
}

std::optional<Derivation> energy_of_all(const std::vector<Resources>& activities) {
    std::vector<Derivation> parts;
    for (const Resources& resources : activities) {
        if (resources.energy) parts.push_back(resources.energy->joules);
    }
    if (parts.empty()) return std::nullopt;
    const Derivation joules = sum_of("energy", std::move(parts));
    return computed("energy used for training", "joules / 3.6e9",
                    joules.value / point(3'600'000'000), "MWh", {joules});
}

}  // namespace flopledger
