// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// What is wrong with a made log; nothing by default. Values of devices differ from each other, so
// that no row of one equals a row of another.
struct MadeLog {
    bool identity = true;     // whether rows say which device they are about
    bool same = false;        // whether the second device bears the number of the first
    std::string_view zero{};  // the name, as in LogMaker::counters, whose values are all zero
};

// A reading of all that any format writes, as texts.
struct MadeReading {
    std::string busy, power, tensor, sm, engine, clock, millijoules;
    int device = 0;
    std::string index;  // of the device, empty without identity
    std::string uuid;   // likewise
    std::int64_t second = 0;
    std::string date;        // 2026-03-02
    std::string clock_time;  // 10:00:30
};

// How many accelerators a made log has, and how often they are polled.
inline constexpr int made_devices = 4;
inline constexpr int made_polls = 41;

// The readings of one poll, a device each. What `zero` may name: busy, power, tensor, sm, energy.
std::vector<MadeReading> made_poll(const MadeLog& made, int number);

// A text of all polls, each row written by `line`.
template <typename Line>
std::string made_rows(const MadeLog& made, const std::string& header, const Line& line) {
    std::string text = header;
    for (int number = 0; number < made_polls; ++number) {
        for (const MadeReading& row : made_poll(made, number)) text += line(row);
    }
    return text;
}

// A format of logs and how a good small log of it is written: four accelerators, half-minute by
// half-minute for twenty minutes, all of them busy.
struct LogMaker {
    std::string format;
    std::string file;                   // what such a log is called
    std::vector<std::string> used;      // names in it that carry compute or where it belongs
    std::vector<std::string> counters;  // names of values that others of their rows contradict
    std::vector<std::string> options;   // of `logs summarize`
    std::string (*write)(const MadeLog&) = nullptr;
    std::string_view operations{};  // what the ledger says of an iteration, where the log cannot
    std::string_view chip = "nvidia-h100-sxm5-80";  // likewise
};

// The formats of machines' own tools: tables and documents of devices and their readings.
std::vector<LogMaker> machine_log_makers();

// The formats of exporters and databases: a series for each metric of a device.
std::vector<LogMaker> series_log_makers();

// The formats of trainers and schedulers; they have no devices, so `identity` and `same` are of
// their runs and jobs.
std::vector<LogMaker> run_log_makers();

}  // namespace flopledger
