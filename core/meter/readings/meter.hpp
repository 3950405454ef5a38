// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/readings/log_selection.hpp"
#include "core/meter/readings/rejections.hpp"
#include "core/meter/readings/repeated_hour.hpp"
#include "core/meter/readings/unread_names.hpp"
#include "core/meter/series/device_table.hpp"
#include "core/meter/words/log_time.hpp"

namespace flopledger {

class PollRows;

// A column of a table of the user's own: which column, what it holds, in which unit.
struct ColumnMeaning {
    std::string column;   // its name in the header
    std::string meaning;  // time, uuid, host, bus, index, chip, gpu_utilization, power, ...
    std::string unit;     // percent, ratio, W, mW, J, mJ, kWh, MHz, s, ms, ns; empty: the usual
};

// How logs are to be read. What is not given follows from the logs.
struct MeterOptions {
    std::int64_t gap_milliseconds = 60'000;
    std::string host;                      // of files that name none
    std::string host_from;                 // a pattern of paths with {host}: `logs/{host}/*.csv`
    std::optional<TimeZone> zone;          // of times that name none; else UTC with a finding
    std::vector<std::string> columns;      // of CSV without a header, by nvidia-smi's names
    std::vector<ColumnMeaning> mapping;    // of CSV that is nobody's
    std::string format;                    // taken for granted instead of being recognised
    std::optional<std::int64_t> start;     // of logs without times, in ms since 1970
    std::optional<std::int64_t> interval;  // of logs without times, in ms
    std::int64_t devices_per_poll = 0;     // of rows told apart by their place; 0: by their words
    std::optional<std::int64_t> from;      // readings before are out, selected so or by a period
    std::optional<std::int64_t> to;        // readings from here on are, too
    LogSelection selection;                // what somebody chose of the logs
    int threads = 0;                       // 0: as many as the machine has
    bool fingerprints = true;              // SHA-256 of every input
    bool quotes_columns = true;            // of a table that no format takes; not for strangers
};

// How many threads read and add up: as the options say, else as many as the machine has; at
// most 64.
unsigned thread_count(const MeterOptions& options);

// A reading of a device's clock, in MHz, or of its tensor activity, in 1/1,000,000.
struct ClockReading {
    std::int64_t time = -1;  // that no reading has
    std::uint32_t value = 0;
    bool is_clock = false;
};

// Such readings of a device in a stretch. A clock and a tensor activity that follow each other at
// the same time are multiplied; those that stand apart, or are of two stretches, wait.
struct ClockEdge {
    Device* device = nullptr;
    ClockReading last{};
    bool last_is_lone = false;          // the last one, so far
    bool has_clocks = false;            // whether one was a clock
    std::vector<ClockReading> lone{};   // that were multiplied with no other
    std::uint64_t dropped_tensors = 0;  // so many of them that were not kept
};

// What one stretch of one input is read into. Formats put readings into `devices`, iterations into
// `training`, allocations into `jobs`, and say in `rows` what they could not use.
struct Meter {
    const MeterOptions& options;
    std::uint32_t input = 0;  // rank among all inputs by name
    std::string host;         // of this input, by --host or --host-from; may be empty
    DeviceTable& devices;
    RowLog rows;
    std::uint64_t row_count = 0;  // lines or entries that could have held readings
    std::vector<TrainingStretch> training;
    std::vector<JobUsage> jobs;
    bool host_needed = false;     // rows tell their device only together with a host they lack
    bool columns_needed = false;  // rows have no header that says what their columns hold
    bool zone_assumed = false;
    std::vector<ClockEdge> clock_edges{};  // of formats with a reading a line; see ClockCarry
    UnreadNames unread{};                  // metrics that are not read, and series without a name
    std::string mapping_fault{};           // why columns of the input do not fit --map
    std::shared_ptr<PollRows> polls{};     // of rows told apart by their place
    const Selector* selector = nullptr;    // where rows are selected by name
    MetNames met{};                        // then: what was met
    std::vector<JobPlace> job_places{};    // then: of each of the jobs
    std::int64_t time_before = 0;          // of the row before the first, where it is known
    RepeatedHour hour{};                   // of rows whose times name no zone

    // UTC milliseconds of a time, by the zone it has, --tz, or UTC with zone_assumed.
    std::int64_t utc(const LocalTime& time, std::int64_t previous);

    // The same for the time of a reading; where --tz has clocks changed at that time, the row is
    // found, and found again where its order does not tell which of two moments is meant.
    std::int64_t utc_of_row(const LocalTime& time, std::int64_t previous, std::uint64_t line);

    // Finds the rows of which nothing tells the hour, neither those around them nor the last row of
    // what comes before.
    void find_untold(std::int64_t earlier_rows);

    // Whether a reading at a time is wanted by --from and --to; counts it as rejected if not.
    bool in_window(std::int64_t time, std::uint64_t line);

    // When readings with some words are selected, as Selector says it; nullptr: at any time.
    const TimeWindows* times_of(const DeviceWords& words) {
        return selector == nullptr ? nullptr : selector->times(words, host, met);
    }

    // Whether a reading lies in the times selected; counts it as rejected if not.
    bool is_selected(const TimeWindows* times, std::int64_t time, std::uint64_t line);

    // Notes that a device was there at a time, by a row of which nothing else is used; where words
    // name no device, or the time is not wanted, nothing.
    void see(const DeviceWords& words, std::int64_t time);

    // Whether a reading at a time is wanted by all that was selected.
    bool is_wanted(const TimeWindows* times, std::int64_t time) const;

    // A column that is not read, by its name in the header on a line, or in the options (line 0).
    void tell_unread(std::string_view column, std::uint64_t line);

    // The device that some words are about, with the input's host where they name none; nullptr,
    // and the row rejected, where they name no device at all.
    Device* device(DeviceWords words, std::uint64_t line);
};

}  // namespace flopledger
