// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/meter/readings/device_reading.hpp"

namespace flopledger {

// Tells devices apart by the place of their rows in a poll, where --devices-per-poll says how many
// rows one has. A poll is so many rows, one behind the other, with less time between any two
// neighbours among them than before the next row. What makes no such poll up, because rows are
// missing or too many, is not used, and counted.
class PollRows {
  public:
    explicit PollRows(Meter& meter) : meter_(meter) {}

    // A row with a time, not yet held against the window; it has been counted.
    void add(const DeviceReading& reading, const DeviceWords& words, std::int64_t time,
             std::uint64_t line);

    // The end of the input: what waits is a poll, or none.
    void finish();

  private:
    struct PollRow {
        DeviceReading reading;
        std::string chip;
        std::int64_t time = 0;
        std::uint64_t line = 0;
    };
    // The rows of one host.
    struct PollHost {
        std::deque<PollRow> rows;  // that belong to no poll yet
        std::int64_t pause = -1;   // before the next poll, the last time; -1 before the first
    };

    void settle(const std::string& name, PollHost& host, bool at_end);
    void put(const std::string& host, const PollRow& row, std::size_t place);
    void refuse(const PollRow& row);

    Meter& meter_;
    std::map<std::string, PollHost, std::less<>> hosts_;
    bool told_ = false;
};

// Whether the option says to tell the device of a row by its place. Of a row that names its device
// by the UUID it says nothing, and that is found.
bool told_by_place(Meter& meter, const DeviceWords& words, std::uint64_t line);

// Gives a row to the meter's polls, which begin with the first.
void put_in_poll(Meter& meter, const DeviceReading& reading, const DeviceWords& words,
                 std::int64_t time, std::uint64_t line);

// Finishes one row: counts it, and puts its reading into the device that the words are about, or
// rejects it for the first thing that is wrong with it. No time, no window, no device, no value are
// such things; a row all of whose values are missing is used, as a time without values. What has no
// place for a value is no row.
void put_row(Meter& meter, const DeviceReading& reading, const DeviceWords& words,
             std::optional<std::int64_t> time, std::uint64_t line);

// Ends the polls of a meter at the end of its input.
void finish_polls(Meter& meter);

}  // namespace flopledger
