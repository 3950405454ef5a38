// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// From the first reading of a device, of any series, to its last, and what it was seen beyond.
SeenTime heard_time(const DeviceUsage& device);

// Says for how long a device was seen as DeviceUsage does: not at all where its readings span that.
// Whichever parts of logs are joined first, the same stays.
void settle_seen(DeviceUsage& device);

// Says whether rows that gave no value show that a device was there, when all rows were read: where
// no others tell of it, and where they come more than the longest interval before its first or
// behind its last. Nearer ones are how databases write that a series ended.
void settle_silent(DeviceUsage& device);

// A board that rows name of which nothing could be used, for time of which nobody knows what it
// did.
struct SeenBoard {
    std::string board;
    std::string chip;  // the name in the logs; empty if they say none
    std::uint64_t milliseconds = 0;
    // Nothing was read of it, or of its other instances only; else it was seen beyond its readings
    // by another of its names.
    bool apart = true;
};

// All such boards. One that was seen once may have been there from the first row about any device
// to the last.
std::vector<SeenBoard> seen_boards(const Usage& usage);

// Those apart, in order: what has readings by another name, such as its slot, is left out.
std::vector<SeenBoard> boards_without_readings(const Usage& usage);

}  // namespace flopledger
