// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "core/meter/track_builder.hpp"

namespace flopledger {

// A series of a device while it is read, and the device's next one.
struct DeviceTrack {
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
    static constexpr std::size_t block_size = 192;  // series, about 150 kB

    struct Block {
        std::unique_ptr<std::byte[]> memory;
        std::size_t used = 0;              // places, from the first
        std::atomic<std::size_t> left{0};  // series that live
    };

    std::deque<Block> blocks_;
};

}  // namespace flopledger
