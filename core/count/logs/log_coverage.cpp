// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/log_coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

const Exact& day() {
    static const Exact milliseconds = 86'400'000;
    return milliseconds;
}

// The entry of a chip, begun where there is none.
ExpectedTime& entry(std::vector<ExpectedTime>& list, const Chip& chip) {
    for (ExpectedTime& time : list) {
        if (time.chip->id == chip.id) return time;
    }
    ExpectedTime& time = list.emplace_back();
    time.chip = &chip;
    return time;
}

void raise(ExpectedTime& time, const Exact& milliseconds, std::string said_by) {
    if (milliseconds <= time.milliseconds) return;
    time.milliseconds = milliseconds;
    time.said_by = std::move(said_by);
}

// What the devices of each chip say: the time they were seen, or the activity's period.
void add_devices(std::vector<ExpectedTime>& list, const Activity& activity, const LogView& view) {
    for (const ChipLogs& logs : view.chips) {
        ExpectedTime& time = entry(list, *logs.chip);
        Exact seen;
        std::uint64_t devices = 0;
        for (const ChipLogs& other : view.chips) {
            if (other.chip->id != logs.chip->id) continue;
            seen = seen + other.seen;
            devices += other.boards - other.boards_of_others;
        }
        raise(time, seen, "the logs from first to last reading");
        if (!activity.period || !activity.chip_time.empty()) continue;
        const Exact period = day() * Exact(activity.period->days());
        raise(time, period * exact_of(devices), fmt::format("the period and {} devices", devices));
    }
}

void add_stated(std::vector<ExpectedTime>& list, const Activity& activity) {
    std::vector<std::pair<const Chip*, Exact>> sums;
    for (const ChipTimePhase& phase : activity.chip_time) {
        const auto seconds = chip_seconds_of(phase);
        if (!seconds) continue;
        const Exact milliseconds = seconds->value.high * 1000;
        const auto known = std::find_if(sums.begin(), sums.end(), [&](const auto& sum) {
            return sum.first->id == phase.chip->id;
        });
        if (known == sums.end()) {
            sums.emplace_back(phase.chip.get(), milliseconds);
        } else {
            known->second = known->second + milliseconds;
        }
    }
    for (const auto& [chip, milliseconds] : sums) {
        raise(entry(list, *chip), milliseconds, "chip_time");
    }
}

// The peak that a phase of chip-time goes by, where the logs do not name the chip.
const ChipTimePhase* phase_of(const Activity& activity, const Chip& chip) {
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (phase.chip->id == chip.id) return &phase;
    }
    return nullptr;
}

void add_peak(ExpectedTime& time, const Activity& activity) {
    const ChipTimePhase* phase = phase_of(activity, *time.chip);
    const std::optional<Precision>& logged = activity.logs->precision;
    const bool by_phase =
        phase != nullptr && (phase->peak || !logged || time.chip->peak_at(*logged) == nullptr);
    assert(by_phase || logged);
    const Precision precision = by_phase ? phase->precision : *logged;
    time.peak = by_phase ? peak_of(*phase) : peak_of(*time.chip, precision);
    time.best = best_utilization_of(*time.chip, precision);
}

}  // namespace

std::vector<ExpectedTime> expected_time(const Activity& activity, const LogView& view) {
    assert(activity.logs);
    std::vector<ExpectedTime> list;
    add_devices(list, activity, view);
    for (const ChipJobs& jobs : view.jobs) {
        raise(entry(list, *jobs.chip), jobs.milliseconds, "the scheduler's jobs");
    }
    add_stated(list, activity);
    for (ExpectedTime& time : list) add_peak(time, activity);
    return list;
}

LogReading log_reading_of(const Activity& activity) {
    LogReading reading{view_of(activity), {}};
    reading.expected = expected_time(activity, reading.view);
    return reading;
}

Exact Uncovered::covered() const {
    return expected.is_zero() ? Exact(1) : (expected - missing) / expected;
}

Uncovered uncovered(const std::vector<ExpectedTime>& expected, const std::vector<Exact>& present) {
    assert(expected.size() == present.size());
    Uncovered open;
    Exact most_missing;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const ExpectedTime& time = expected[i];
        open.expected = open.expected + time.milliseconds;
        if (time.milliseconds <= present[i]) continue;
        const Exact missing = time.milliseconds - present[i];
        open.missing = open.missing + missing;
        const auto seconds = cited("chip-time without evidence", chip_time_of_milliseconds(missing),
                                   Measures::chip_time, "by " + time.said_by);
        const Flop flop = up_to(time.most_in(seconds.quantity()));
        open.flop = open.flop + flop;
        open.at_most.push_back(
            computed(fmt::format("what the logs leave out of {}", time.chip->id),
                     "0 .. chip-seconds x dense peak x highest utilization measured", flop,
                     Measures::flop_not_covered, {seconds, time.peak, time.best}));
        if (most_missing < missing) {
            most_missing = missing;
            open.said_by = time.said_by;
        }
    }
    return open;
}

void add_open(MethodCount& count, const Uncovered& open) {
    if (open.missing.is_zero()) return;
    const Flop with_open = count.derivation.quantity() + open.flop;
    std::vector<Derivation> inputs{std::move(count.derivation)};
    inputs.insert(inputs.end(), open.at_most.begin(), open.at_most.end());
    const std::string formula = "what the logs show, and at most what they leave out";
    if (count.bound) {
        count.derivation =
            computed(fmt::format("upper bound of model FLOP by {}", name_of(count.method)), formula,
                     at_most(with_open), Measures::flop_bound, std::move(inputs));
        if (count.hardware_flop) count.hardware_flop = count.derivation.quantity();
        return;
    }
    count.derivation = computed(fmt::format("model FLOP by {}", name_of(count.method)), formula,
                                with_open, Measures::flop, std::move(inputs));
    if (count.hardware_flop) count.hardware_flop = *count.hardware_flop + open.flop;
}

Uncovered heard_without(const LogView& view, const std::vector<ExpectedTime>& expected,
                        const std::vector<Exact>& present, const std::vector<Exact>& failed) {
    std::vector<Exact> known;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        Exact heard;
        for (const ChipLogs& logs : view.chips) {
            if (logs.chip->id == expected[i].chip->id) heard = heard + logs.covered;
        }
        const Exact without = heard - smaller(heard, present[i]);
        const Exact& all = expected[i].milliseconds;
        known.push_back(all - smaller(all, larger(failed[i], without)));
    }
    return uncovered(expected, known);
}

void add_uncovered(MethodCount& count, const Uncovered& open, bool complete) {
    count.covered = open.covered();
    if (open.missing.is_zero()) return;
    if (open.missing * 1000 >= open.expected) {
        count.findings.push_back(
            {name::time_not_covered,
             fmt::format("of {} by {} {} are without evidence; {}", chip_hours(open.expected),
                         open.said_by, plain_figure(open.missing / 3'600'000),
                         complete ? "nothing ran then, as the ledger says"
                                  : "they enter the high end at the highest utilization ever "
                                    "measured; write `complete: true` if nothing ran then")});
    }
    if (!complete) add_open(count, open);
}

std::string chip_hours(const Exact& milliseconds) {
    return plain_figure(milliseconds / 3'600'000) + " chip-hours";
}

}  // namespace flopledger
