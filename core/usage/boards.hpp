// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// The name of the board that a device is, or is an instance of (MIG): its name without what stands
// behind the slash that divides a board; `MIG-GPU-.../1/0`, as older drivers write it, is of
// `GPU-...`.
std::string_view board_of(std::string_view device, Identity identity);
std::string_view board_of(const DeviceUsage& device);

// Whether a device is an instance of a board. One with a UUID of its own, `MIG-...`, does not say
// of which, so that it stands alone.
bool is_instance(std::string_view device, Identity identity);
bool is_instance(const DeviceUsage& device);

// Under which name the days of a chip's devices are added up. Instances have their own: the hours
// of several are no more than those of their board.
std::string day_name(std::string_view chip, bool of_instances);
std::string day_name(const DeviceUsage& device);

// Whether days of such a name are those of instances.
bool is_of_instances(std::string_view day_name);

// For how long a board was heard of, as a whole or by its instances: those that were there side by
// side count once. When each was is not kept, so it is as long as all of them together, but no
// longer than from the first reading of any to the last.
struct BoardTime {
    std::uint64_t covered = 0;  // milliseconds, of all
    std::int64_t first = 0;     // milliseconds since 1970
    std::int64_t last = 0;

    void add(std::uint64_t more, std::int64_t from, std::int64_t to) {
        first = covered == 0 && last == 0 ? from : std::min(first, from);
        last = std::max(last, to);
        covered += more;
    }

    std::uint64_t milliseconds() const {
        return std::min(covered, static_cast<std::uint64_t>(last - first));
    }
};

}  // namespace flopledger
