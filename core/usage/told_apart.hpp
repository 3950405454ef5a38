// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// The number of a device in a table whose rows name none; no log numbers its devices so.
inline constexpr std::string_view nameless_index = "?";

// The host of devices of an input that names none and may do without.
inline constexpr std::string_view nameless_host = "host";

// Whether the rows of a device name none, and all of them were taken for one.
bool is_nameless(const DeviceUsage& device);

// What shows that the rows of one device are those of several.
enum class MixedRows : std::uint8_t {
    differ,       // rows of one moment say different things
    repeat,       // rows of one moment come over and over, though nothing says that they are one's
    exceed_polls  // more rows a poll than devices
};

// A device of a usage whose rows are not told apart from another's, and how often that shows.
struct MixedDevice {
    const DeviceUsage* device = nullptr;
    MixedRows rows = MixedRows::differ;
    std::uint64_t times = 0;
    std::uint64_t devices = 0;  // that are so, this one among them
};

// The first device of a usage that stands for several, if one does. It follows from the readings
// kept, so it is the same however the logs were cut into parts, and for summaries that an earlier
// version wrote. A UUID is one device; by index or bus it is one where
//  - no two rows of a moment differ;
//  - where rows name no host, the moments with several rows are fewer than half of all, and rows
//    come one a poll. They do not where, at the beginning, at the end and over all, 2 in 5 follow
//    the one before by less than half the usual interval, or fewer than 3 in 5 intervals are of one
//    length; nor where fewer than 4 in 5 are of two lengths, or the usual one is below 20 ms. The
//    usual interval fills half of the time, with the longest twentieth left aside; of one length
//    are those up to 5/4 of the shortest, so that two loggers 4/9 to 5/9 of an interval apart, or
//    three about a third, pass as one that polls more often;
//  - where rows name no device either, no moment has several rows, at most 1 in 10 rows follows
//    the one before by less than 4/5 of the interval that fills half of all time, and that is 20 ms
//    or longer.
std::optional<MixedDevice> mixed_device(const Usage& usage);

}  // namespace flopledger
