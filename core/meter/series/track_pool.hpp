// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>

#include "core/meter/series/large_block.hpp"
#include "core/meter/series/track_builder.hpp"

namespace flopledger {

// A series of a device while it is read, and the device's next one. It begins with a line of the
// cache.
struct alignas(64) DeviceTrack {
    TrackBuilder builder;
    DeviceTrack* next = nullptr;
    std::uint32_t block = 0;  // of the pool
};

// Where the series of a table live: in blocks, in the order they begin, so that a hundred thousand
// come and go without a trip to the heap each, and whoever ends them in that order walks straight
// through memory. A block is given back when the last of its series was let go of; all must be.
class TrackPool {
  public:
    TrackPool() = default;
    TrackPool(const TrackPool&) = delete;
    TrackPool& operator=(const TrackPool&) = delete;

    // A new series. Not while others make one.
    DeviceTrack* make(Shape shape, TrackMode mode);

    // Lets go of a series; several threads may, of different ones.
    void let_go(DeviceTrack* track);

  private:
    // In series: most logs have few, and a fleet's fill a large page with each block.
    static constexpr std::size_t first_block = 20;
    static constexpr std::size_t most_in_block = LargeBlock::large / sizeof(DeviceTrack);

    struct PoolBlock {
        LargeBlock memory;
        std::size_t places = 0;
        std::size_t used = 0;              // places, from the first
        std::atomic<std::size_t> left{0};  // series that live
    };

    std::deque<PoolBlock> blocks_;
};

// A fleet's memory is its series.
static_assert(sizeof(DeviceTrack) <= 832);

}  // namespace flopledger
