// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger/resources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/count/logs/log_coverage.hpp"
#include "core/count/logs/log_view.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/count/models/model_count.hpp"

namespace flopledger {

namespace {

// A figure in a larger unit.
template <BaseUnits units>
Derived<Quantity<units>> scaled(const Derived<Quantity<units>>& figure, std::string formula,
                                MeasureBeside<units> larger_unit) {
    return computed(figure.label, std::move(formula), figure.quantity(), larger_unit, {figure});
}

Seconds days_long(const Exact& days) { return {point(days * 86'400)}; }

std::optional<Derived<Seconds>> wall_clock_of(const Activity& activity) {
    if (activity.period) {
        const Period& period = *activity.period;
        return stated(fmt::format("period {} to {}", to_text(period.from), to_text(period.last())),
                      days_long(period.days()), Measures::time, activity.place);
    }
    std::vector<Derived<Seconds>> times;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (!phase.time) return std::nullopt;
        times.push_back(stated("time", phase.time->value, Measures::time, phase.time->place));
    }
    if (times.empty()) return std::nullopt;
    return sum_of("time", Measures::time, std::move(times));
}

using TimesByChip = std::vector<std::pair<const Chip*, std::vector<Derived<ChipSeconds>>>>;

// Adds a figure to those of its chip.
void add_time(TimesByChip& list, const Chip& chip, Derived<ChipSeconds> seconds) {
    for (auto& [known, parts] : list) {
        if (known->id != chip.id) continue;
        parts.push_back(std::move(seconds));
        return;
    }
    list.push_back({&chip, {std::move(seconds)}});
}

// What the logs show of a chip is the least; what is said of its time beyond them is the most.
Derived<ChipSeconds> logged_time(const HeldTime& held, const ExpectedTime& expected,
                                 const Place& place) {
    const ChipSeconds seen = chip_time_of_milliseconds(held.milliseconds);
    auto shown = stated("chip-time in the logs", seen, Measures::chip_time, place);
    shown.source = held.source;
    if (expected.milliseconds <= held.milliseconds) return shown;
    const ChipSeconds most = chip_time_of_milliseconds(expected.milliseconds);
    return computed("chip-time", "what the logs show, and at most what is said to have run",
                    with_high_of(seen, most), Measures::chip_time,
                    {std::move(shown), cited("chip-time said to have run", most,
                                             Measures::chip_time, "by " + expected.said_by)});
}

std::vector<ChipTime> chip_time_of(const Activity& activity, const LogReading* logs) {
    TimesByChip list;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (auto seconds = chip_seconds_of(phase)) add_time(list, *phase.chip, std::move(*seconds));
    }
    if (list.empty() && logs != nullptr) {
        for (const ExpectedTime& expected : logs->expected) {
            const HeldTime held = held_time(logs->view, *expected.chip);
            add_time(list, *expected.chip, logged_time(held, expected, activity.logs->place));
        }
    }
    std::vector<ChipTime> times;
    for (auto& [chip, parts] : list) {
        times.push_back({chip, sum_of("chip-time", Measures::chip_time, std::move(parts))});
    }
    return times;
}

// The energy of one chip's devices by their logs, and at most what the boards may have drawn in the
// time for which there is no reading. Nothing where there is none at all.
std::optional<Derived<Joules>> logged_joules(const ChipLogs& logs, const Place& place,
                                             const Exact& expected, EnergyUse& use) {
    const std::optional<LoggedEnergy> energy = energy_of(logs);
    if (!energy) return std::nullopt;
    const Exact present = exact_of(energy->sums.present_milliseconds);
    const Joules counted{point(energy->joules)};
    auto shown = stated(energy->counted ? "energy counted" : "power x time", counted,
                        Measures::energy, place);
    shown.source = fmt::format("logs of {} device{}, {} with a reading of it", logs.devices,
                               logs.devices == 1 ? "" : "s", chip_hours(present));
    if (expected <= present) return shown;
    const ChipSeconds missing = chip_time_of_milliseconds(expected - present);
    use.covered = smaller(use.covered, present / expected);
    if (!logs.chip->power_watts) {
        use.is_least = true;
        return shown;
    }
    const JoulesPerChipSecond power{point(*logs.chip->power_watts)};
    return computed(
        "energy of the chips",
        "what the logs show, and at most the board's power "
        "for chip-time without a reading",
        counted + up_to(missing * power), Measures::energy,
        {std::move(shown), cited("chip-time without a reading", missing, Measures::chip_time, ""),
         cited("power of the board", power, Measures::power, logs.chip->file)});
}

std::optional<EnergyUse> logged_energy_of(const Activity& activity, const LogReading& reading) {
    EnergyUse use;
    use.measured = true;
    std::vector<Derived<Joules>> parts;
    for (const ChipLogs& logs : reading.view.chips) {
        Exact expected;
        for (const ExpectedTime& time : reading.expected) {
            if (time.chip->id == logs.chip->id) expected = time.milliseconds;
        }
        auto joules = logged_joules(logs, activity.logs->place, expected, use);
        if (!joules) return std::nullopt;  // of these chips nothing is known
        parts.push_back(std::move(*joules));
    }
    if (parts.empty()) return std::nullopt;
    use.joules = sum_of("energy of the chips", Measures::energy, std::move(parts));
    return use;
}

std::optional<EnergyUse> energy_use_of(const Activity& activity, const LogReading* logs) {
    if (activity.energy) {
        const EnergyStatement& energy = *activity.energy;
        return EnergyUse{stated(fmt::format("energy of the {}", word(energy.scope)),
                                energy.energy.value, Measures::energy, energy.energy.place),
                         energy.scope, false};
    }
    return logs != nullptr ? logged_energy_of(activity, *logs) : std::nullopt;
}

std::optional<Derived<Parameters>> parameters_of(const Activity& activity) {
    if (activity.operations.empty()) return std::nullopt;
    const OperationsPhase& phase = activity.operations.front();
    if (phase.model) {
        const Exact total = count_parameters(*phase.model, phase.trainable).total;
        const std::string& file = phase.model->file;
        auto parameters = cited("parameters", Parameters{point(total)}, Measures::parameters,
                                file.empty() ? phase.model->type : "configuration " + file);
        if (file.empty()) parameters.place = phase.place;
        return parameters;
    }
    if (!phase.parameters) return std::nullopt;
    return stated("parameters", phase.parameters->value, Measures::parameters,
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

std::optional<Derived<Seconds>> in_days(const std::optional<Derived<Seconds>>& wall_clock) {
    if (!wall_clock) return std::nullopt;
    return scaled(*wall_clock, "seconds / 86400", Measures::days);
}

std::optional<Derived<ChipSeconds>> in_chip_days(const std::vector<ChipTime>& times) {
    if (times.empty()) return std::nullopt;
    std::vector<Derived<ChipSeconds>> parts;
    for (const ChipTime& time : times) parts.push_back(time.seconds);
    return scaled(sum_of("chip-time", Measures::chip_time, std::move(parts)),
                  "chip-seconds / 86400", Measures::chip_days);
}

std::optional<Derived<Joules>> in_mwh(const std::optional<EnergyUse>& energy) {
    if (!energy) return std::nullopt;
    return scaled(energy->joules, "joules / 3.6e9", Measures::megawatt_hours);
}

}  // namespace

Resources resources_of(const Activity& activity, const LogReading* logs) {
    Resources resources;
    resources.activity = &activity;
    resources.wall_clock = wall_clock_of(activity);
    resources.chip_time = chip_time_of(activity, logs);
    resources.energy = energy_use_of(activity, logs);
    resources.wall_clock_days = in_days(resources.wall_clock);
    resources.chip_days = in_chip_days(resources.chip_time);
    resources.energy_mwh = in_mwh(resources.energy);
    resources.parameters = parameters_of(activity);
    return resources;
}

std::optional<Derived<Seconds>> wall_clock_days(const std::vector<const Resources*>& activities) {
    std::vector<Period> periods;
    std::vector<Derivation> inputs;
    Seconds undated;
    Exact longest;
    for (const Resources* resources : activities) {
        if (!resources->wall_clock) continue;
        inputs.push_back(*resources->wall_clock);
        if (resources->activity->period) {
            periods.push_back(*resources->activity->period);
            continue;
        }
        const Seconds time = resources->wall_clock->quantity();
        undated = undated + time;
        longest = larger(longest, time.value.low);
    }
    if (inputs.empty()) return std::nullopt;
    const Seconds dated = days_long(days_in(periods));
    Seconds all = dated + undated;
    all.value.low = larger(dated.value.low, longest);
    return computed("wall-clock days",
                    undated.value.high.is_zero()
                        ? "days of the periods, each once"
                        : "days of the periods, each once, and time without "
                          "dates beside them (low) or after them",
                    all, Measures::days, std::move(inputs));
}

std::vector<HardwareDays> hardware_days(const std::vector<const Resources*>& activities) {
    TimesByChip by_chip;
    for (const Resources* resources : activities) {
        for (const ChipTime& time : resources->chip_time) {
            add_time(by_chip, *time.chip, time.seconds);
        }
    }
    std::vector<HardwareDays> result;
    for (auto& [chip, parts] : by_chip) {
        const auto seconds = sum_of("chip-time", Measures::chip_time, std::move(parts));
        result.push_back({chip, computed("hardware days", "chip-seconds / 86400",
                                         seconds.quantity(), Measures::chip_days, {seconds})});
    }
    return result;
}

std::optional<Derived<Joules>> energy_of_all(const std::vector<const Resources*>& activities) {
    std::vector<Derived<Joules>> parts;
    for (const Resources* resources : activities) {
        if (resources->energy) parts.push_back(resources->energy->joules);
    }
    if (parts.empty()) return std::nullopt;
    const auto joules = sum_of("energy", Measures::energy, std::move(parts));
    return computed("energy used for training", "joules / 3.6e9", joules.quantity(),
                    Measures::megawatt_hours, {joules});
}

}  // namespace flopledger
