// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// From the first reading of a device, of any series, to its last, and what it was seen beyond.
SeenTime heard_time(const DeviceUsage& device);

// Says for how long a device was seen as DeviceUsage does: not at all where its readings span that.
// Whichever parts of logs are joined first, the same stays.
void settle_seen(DeviceUsage& device);

// A board that rows name of which nothing could be used, so that nobody knows what it did.
struct SeenBoard {
    std::string board;
    std::string chip;  // the name in the logs; empty if they say none
    SeenTime time;
};

// The boards without any reading: those that have one by another name (an instance of theirs, their
// slot) are left out. In order.
std::vector<SeenBoard> boards_without_readings(const Usage& usage);

}  // namespace flopledger
