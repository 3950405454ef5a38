// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/ledger/activity.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// The devices of one chip in logs, added up. What a device's readings contradict is left out of its
// metrics, so that its time counts as one for which the metric was not there. A board that is
// shared out has its time with the whole ones where it has readings of its own, else with its
// instances.
struct ChipLogs {
    const Chip* chip = nullptr;
    bool partitioned = false;  // instances of boards that are shared out (MIG)
    std::uint64_t boards = 0;
    std::uint64_t boards_of_others = 0;  // of these, those that are boards of the whole ones, too
    std::uint64_t devices = 0;
    Exact shared_time;  // milliseconds of the boards that are shared out
    Exact seen;         // milliseconds from each device's first reading to its last
    Exact covered;      // of them, those that readings hold
    std::array<std::optional<MetricSums>, metric_count> metrics;
    std::array<Exact, metric_count> failed;  // milliseconds left out of each

    const std::optional<MetricSums>& metric(Metric metric) const {
        return metrics[static_cast<std::size_t>(metric)];
    }
};

// The jobs that held one chip.
struct ChipJobs {
    const Chip* chip = nullptr;
    std::uint64_t jobs = 0;
    Exact milliseconds;  // of each chip
};

// Chip-time with its unit, of milliseconds of one chip as logs count them.
inline ChipSeconds chip_time_of_milliseconds(const Exact& milliseconds) {
    return {point(milliseconds / 1000)};
}

// Logs of machines and schedulers by chip, with what is odd in them. Chips that the ledger does not
// name and the logs do not either are left out: readers make sure that there are none.
struct LogView {
    std::vector<ChipLogs> chips;  // by id; instances behind boards
    std::vector<ChipJobs> jobs;   // by id
    std::vector<Finding> findings;
};

// Energy that logs tell of: by a counter, or as power over time.
struct LoggedEnergy {
    Exact joules;
    bool counted = false;  // by a counter
    MetricSums sums;       // what it was summed up from
};

// The energy that the logs of one chip tell of: the counter's where it is there for half the time
// that the power is, else the power's; nothing where they have neither.
std::optional<LoggedEnergy> energy_of(const ChipLogs& logs);

// For how long chips were held or heard of: the larger of what jobs held and readings cover.
struct HeldTime {
    Exact milliseconds;  // of each chip
    std::string source;  // `3 jobs of the scheduler`; empty where neither knows of the chip
};

// The time of one chip in logs.
HeldTime held_time(const LogView& view, const Chip& chip);

// Adds up what the logs of an activity say, which it must have.
LogView view_of(const Activity& activity);

// Whether the matrix units, whose counter `tensor_active` is, reach this peak.
bool is_matrix_rate(const Chip& chip, Precision precision);

}  // namespace flopledger
