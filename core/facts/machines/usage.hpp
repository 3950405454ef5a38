// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/facts/machines/log_input.hpp"

namespace flopledger {

// What is measured on an accelerator. Gauges are whole numbers of a unit fine enough for every
// source, so that sums over a fleet are exact; energy is a counter.
enum class Metric {
    gpu_utilization,  // share of time a kernel was resident, in 1/100 of a per cent
    power,            // draw of the board, in 1/100 of a watt
    tensor_active,    // share of cycles the matrix units were busy, in 1/1,000,000
    tensor_clock,     // that share times the clock at the same moment, in MHz / 1,000,000
    sm_active,        // share of time any unit was busy, in 1/1,000,000
    energy,           // counter of energy drawn since some start, in millijoules
};

// How many metrics there are.
inline constexpr int metric_count = 6;

// Which metrics a series of samples carries: two that share their times, as a row of a table gives
// them, or one alone, as a database of series does. Two of a shape differ in their times. Of busy
// time sources give two measures side by side: by resident kernels, and by the engine.
enum class Shape : std::uint8_t {
    utilization_and_power,
    tensor_and_clock,
    sm_only,
    utilization_only,
    power_only,
    tensor_only,
    clock_only,
    energy_only,
    engine_only,
};

// How many shapes there are.
inline constexpr int shape_count = 9;

// The metrics of a shape: one or two.
struct ShapeMetrics {
    Metric first = Metric::gpu_utilization;
    bool has_second = false;
    Metric second = Metric::power;
};

// The metrics that a shape carries.
constexpr ShapeMetrics metrics_of(Shape shape) {
    constexpr std::array<ShapeMetrics, shape_count> table{
        {{Metric::gpu_utilization, true, Metric::power},
         {Metric::tensor_active, true, Metric::tensor_clock},
         {Metric::sm_active, false, Metric::sm_active},
         {Metric::gpu_utilization, false, Metric::gpu_utilization},
         {Metric::power, false, Metric::power},
         {Metric::tensor_active, false, Metric::tensor_active},
         {Metric::tensor_clock, false, Metric::tensor_clock},
         {Metric::energy, false, Metric::energy},
         {Metric::gpu_utilization, false, Metric::gpu_utilization}}};
    return table[static_cast<std::size_t>(shape)];
}

// What stands for a value that was not there; never a zero.
inline constexpr std::uint32_t missing_value = std::numeric_limits<std::uint32_t>::max();

// One reading of one device. Its key orders readings by time and, at the same time, by the rank of
// the input among all inputs sorted by name. Energy fills both values: first the low 32 bits.
struct Sample {
    std::uint64_t key = 0;
    std::uint32_t first = missing_value;
    std::uint32_t second = missing_value;

    // Milliseconds since 1970, UTC.
    std::int64_t time() const { return static_cast<std::int64_t>(key >> 21); }
    // The rank of the input it came from.
    std::uint32_t input() const { return static_cast<std::uint32_t>(key >> 1) & 0xfffffU; }
    // Whether rows of this device and time differed; the larger values stay.
    bool conflict() const { return (key & 1U) != 0; }

    friend bool operator==(const Sample&, const Sample&) = default;
};

// The key of a reading. Times lie in 1970 to 2248, ranks below 2^20.
constexpr std::uint64_t sample_key(std::int64_t time, std::uint32_t input, bool conflict = false) {
    return (static_cast<std::uint64_t>(time) << 21) | (std::uint64_t{input} << 1) |
           (conflict ? 1U : 0U);
}

// The last moment a reading may have, in milliseconds since 1970.
inline constexpr std::int64_t last_possible_time = (std::int64_t{1} << 43) - 1;

// The inputs that one summary can tell apart.
inline constexpr std::uint32_t most_inputs = 1U << 20;

// All readings of a series that were followed by the next one after the same time. Holds are capped
// when figures are printed, so these sums are the same however the logs were cut into parts. For
// energy, sums[0] is the energy counted, sums[1] the counter's resets, and a zero is an interval in
// which nothing was counted.
struct Interval {
    std::uint32_t milliseconds = 0;
    std::uint64_t count = 0;
    std::array<std::uint64_t, 2> sums{};     // of the values that were present
    std::array<std::uint64_t, 2> missing{};  // how many were not
    std::array<std::uint64_t, 2> zeros{};    // how many of those present were zero

    friend bool operator==(const Interval&, const Interval&) = default;
};

// Readings no further apart than longest_interval: the first and the last of them as they are,
// because rows of another part of the logs may still fall among them. A short run is all head.
struct Run {
    std::vector<Sample> head;
    std::vector<Sample> tail;

    friend bool operator==(const Run&, const Run&) = default;
};

// Readings kept at each end of a run. Rows late by up to so many readings find their place.
inline constexpr std::size_t edge_samples = 10;

// The longest time between two readings of one run, in milliseconds.
inline constexpr std::int64_t longest_interval = 600'000;

// A stretch of time in which a device was not heard of, in milliseconds since 1970.
struct Gap {
    std::int64_t from = 0;
    std::int64_t to = 0;

    friend auto operator<=>(const Gap&, const Gap&) = default;
};

// A series of one device. Runs are in order of time; the intervals between what a run does not keep
// as it is are in `interior`, in order of their length.
struct Track {
    Shape shape = Shape::utilization_and_power;
    std::vector<Run> runs;
    std::vector<Interval> interior;
    std::vector<Gap> interior_gaps;  // the longest few over the limit; longest first
    std::uint64_t duplicates = 0;    // readings of a time that was there already
    std::uint64_t conflicts = 0;     // times, among the interior, whose rows differed

    friend bool operator==(const Track&, const Track&) = default;
};

// Gaps kept of a series' interior.
inline constexpr std::size_t most_gaps = 16;

// By what a device is known, best first.
enum class Identity : std::uint8_t { uuid, bus, index };

// From when to when a device was there, in milliseconds since 1970; {0, 0}: nobody knows.
struct SeenTime {
    std::int64_t from = 0;
    std::int64_t to = 0;

    bool known() const { return to != 0; }

    void add(std::int64_t first, std::int64_t last) {
        from = known() && from < first ? from : first;
        to = to < last ? last : to;
    }

    void add(const SeenTime& more) {
        if (more.known()) add(more.from, more.to);
    }

    friend bool operator==(const SeenTime&, const SeenTime&) = default;
};

// One accelerator and all its series, in order of their shapes.
struct DeviceUsage {
    std::string device;  // UUID with its MIG instance, else host/bus, else host#index
    Identity identity = Identity::uuid;
    std::string chip;  // the name in the logs; empty if they say none
    // Where a device known by its UUID sits: host/bus, else host#index, the host being empty where
    // the logs name none; empty where they say nothing of it. Of several the first in order.
    std::string slot{};
    std::vector<Track> tracks{};
    // From the first row that named it to the last, where rows of which nothing could be used named
    // it before its first reading or after its last: what it did then is not known.
    SeenTime seen{};
    // Likewise by rows that gave no value, as databases write where a series ends. Only while logs
    // are read: settle_silent says whether it was there.
    SeenTime silent{};

    friend bool operator==(const DeviceUsage&, const DeviceUsage&) = default;
};

// The interior intervals of all devices of one chip name that began on one day (UTC).
struct DayUsage {
    std::string chip;
    int day = 0;  // days since 1970-01-01
    Shape shape = Shape::utilization_and_power;
    std::vector<Interval> interior;

    friend bool operator==(const DayUsage&, const DayUsage&) = default;
};

// How far a run had come by a state's own history, with a fingerprint of all the history up to
// there: states of equal fingerprints tell of one execution.
struct HistoryMark {
    std::int64_t iteration = 0;
    std::uint64_t fingerprint = 0;
    std::uint64_t tokens = 0;  // up to there; 0 where the history does not say

    friend bool operator==(const HistoryMark&, const HistoryMark&) = default;
};

// Marks kept of a history; of a longer one those at round iterations.
inline constexpr std::size_t most_marks = 1U << 10;

// A stretch of a training run's own log whose iterations follow one another, as one process wrote
// them. Restarts begin a new stretch; iterations in two stretches were executed twice, kept once.
struct TrainingStretch {
    std::uint32_t input = 0;            // rank
    std::uint64_t place = 0;            // order within the input
    std::int64_t first_iteration = 0;   // the first executed
    std::int64_t last_iteration = 0;    // the last executed
    std::uint64_t samples = 0;          // sequences executed, padding among them
    std::uint64_t tokens = 0;           // executed; 0 where the log does not say
    std::uint64_t skipped = 0;          // iterations whose update was dropped; they were executed
    std::uint64_t milliseconds = 0;     // of the iterations
    std::uint64_t sequence_length = 0;  // 0 where the log does not say
    std::uint64_t parameters = 0;       // 0 where the log does not say
    std::uint64_t devices = 0;          // 0 where the log does not say
    std::string reported_rate;    // FLOP/s for each device as the log prints it, decimal; may be ""
    std::string reported_flop{};  // FLOP of all of it as the log prints it, decimal; may be ""
    std::int64_t first_time = 0;  // milliseconds since 1970; 0 where the log has no times
    std::int64_t last_time = 0;
    std::string format;  // which trainer wrote it
    // Iterations of the run before the first that the log neither shows nor calls somebody else's.
    std::uint64_t not_shown_before = 0;
    // Iterations that rows behind the last one may tell of, which could not be read.
    std::uint64_t not_read_after = 0;
    bool lengths_vary = false;  // sequences may be shorter than the sequence length
    // So many more may have been executed: counts of the log contradict each other, or began again.
    std::uint64_t samples_in_doubt = 0;
    std::uint64_t tokens_in_doubt = 0;
    bool flop_of_part = false;           // reported_flop may count a part of the parameters
    std::vector<HistoryMark> history{};  // in order; of a state that tells of a run from its start

    friend bool operator==(const TrainingStretch&, const TrainingStretch&) = default;
};

// The cluster of rows that have a place for its name and leave it empty: none of those named.
inline constexpr std::string_view unnamed_cluster = "-";

// One allocation of a scheduler. Steps, requeues printed twice and typed GRES are in it once.
struct JobUsage {
    std::string job;            // JobIDRaw
    std::int64_t start = 0;     // seconds since 1970
    std::int64_t end = 0;       // 0 while it runs
    std::uint64_t seconds = 0;  // elapsed, suspensions left out
    std::uint64_t chips = 0;    // accelerators allocated
    std::uint64_t joules = 0;   // of its nodes; 0 where unknown
    std::string chip_type;      // the GRES type; empty if untyped
    std::string state;          // COMPLETED, CANCELLED, ...
    std::string name;
    std::uint32_t input = 0;  // rank
    std::uint64_t line = 0;   // within the input; where a row was left out, it is told by this
    std::string cluster{};    // whose number this is; empty where the row does not say
    std::string nodes{};      // the list of its nodes; empty where the row does not say

    friend bool operator==(const JobUsage&, const JobUsage&) = default;
};

// Where something stands in an input: its line, counted from 1.
struct InputPlace {
    std::uint32_t input = 0;  // rank
    std::uint64_t line = 0;

    friend auto operator<=>(const InputPlace&, const InputPlace&) = default;
};

// Rows that were not used, for one reason, or something odd in rows that were, with the places of
// the first few.
struct RowCount {
    std::uint64_t rows = 0;
    std::vector<InputPlace> first;
    std::set<std::string, std::less<>> words{};  // of the rows, such as the names of columns

    friend bool operator==(const RowCount&, const RowCount&) = default;
};

// Places kept of each reason.
inline constexpr std::size_t most_places = 3;

// One thing by which somebody selected from logs: `jobs` and an id, `to` and a time.
struct SelectedBy {
    std::string key;
    std::string value;

    friend auto operator<=>(const SelectedBy&, const SelectedBy&) = default;
};

// What utilization logs say, all of it, so that summaries of parts add up to the summary of the
// whole. Sorted throughout: the same logs give the same usage however they were cut.
struct Usage {
    std::int64_t gap_milliseconds = 60'000;                 // silence from which on a gap is listed
    std::vector<InputFile> inputs;                          // by name
    std::vector<DeviceUsage> devices;                       // by device
    std::vector<DayUsage> days;                             // by chip, day, shape
    std::vector<TrainingStretch> training;                  // by input and place
    std::vector<JobUsage> jobs;                             // by job and start
    std::map<std::string, RowCount, std::less<>> rejected;  // by reason
    std::map<std::string, RowCount, std::less<>> findings;  // by registered name
    // Metrics that may tell what accelerators did and are not read, by the source's name.
    std::map<std::string, RowCount, std::less<>> unread{};
    std::vector<SelectedBy> selected;  // by key; empty: all of the logs

    friend bool operator==(const Usage&, const Usage&) = default;
};

// The words of the summary format, in the order of the enumerators.
std::string_view word(Metric metric);
std::string_view word(Shape shape);
std::string_view word(Identity identity);

}  // namespace flopledger
