// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/count/logs/log_view.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// For how long a chip ran by all that is said: its logs and jobs, and the ledger's own words.
struct ExpectedTime {
    const Chip* chip = nullptr;
    Derived<FlopPerChipSecond> peak;
    Derived<Ratio> best;  // the highest utilization ever measured on it
    Exact milliseconds;   // of each chip
    std::string said_by;

    // The most that a chip can have done in some of its time.
    Flop most_in(const ChipSeconds& time) const { return time * peak.quantity() * best.quantity(); }
};

// The chip-time that evidence must cover, chip by chip: what the logs saw from first to last
// reading, what jobs held, what chip_time states, or the period for every device; the longest.
std::vector<ExpectedTime> expected_time(const Activity& activity, const LogView& view);

// What the logs of an activity say, worked out once for all that is counted from them.
struct LogReading {
    LogView view;
    std::vector<ExpectedTime> expected;
};

// Reads the logs of an activity, which it must state.
LogReading log_reading_of(const Activity& activity);

// What evidence leaves open: FLOP of the time for which it is not there, at most.
struct Uncovered {
    Exact expected;                      // milliseconds of all chips
    Exact missing;                       // of them
    Flop flop;                           // {0, 0, at most}
    std::vector<Derived<Flop>> at_most;  // one a chip, likewise
    std::string said_by;                 // of the chip that misses the most

    // The share that is covered.
    Exact covered() const;
};

// What is left open of the expected time where so many milliseconds of each chip are evidence.
// `present` is by chip, in the order of `expected`.
Uncovered uncovered(const std::vector<ExpectedTime>& expected, const std::vector<Exact>& present);

// What stays open although nothing ran beside what the logs hold: the time in which devices were
// heard of, but not by the metric that is evidence, or by one that had `failed` (by chip, in
// milliseconds, as `present` is).
Uncovered heard_without(const LogView& view, const std::vector<ExpectedTime>& expected,
                        const std::vector<Exact>& present, const std::vector<Exact>& failed);

// Adds what is left open to the high end of a count that is otherwise done.
void add_open(MethodCount& count, const Uncovered& open);

// The same, and says so; where the
// ledger says that the logs are complete, it is said and not added.
void add_uncovered(MethodCount& count, const Uncovered& open, bool complete);

// `1230 chip-hours`, for messages.
std::string chip_hours(const Exact& milliseconds);

}  // namespace flopledger
