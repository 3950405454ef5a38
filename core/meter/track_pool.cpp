// SPDX-License-Identifier: Apache-2.0
#include "core/meter/track_pool.hpp"

#include <memory>
#include <new>

namespace flopledger {

static_assert(alignof(DeviceTrack) <= alignof(std::max_align_t));

DeviceTrack* TrackPool::make(Shape shape, TrackMode mode) {
    if (blocks_.empty() || blocks_.back().used == block_size) {
        Block& block = blocks_.emplace_back();
        // Pages that no series uses are never touched.
        block.memory.reset(new std::byte[block_size * sizeof(DeviceTrack)]);
    }
    Block& block = blocks_.back();
    std::byte* const place = block.memory.get() + block.used * sizeof(DeviceTrack);
    const auto number = static_cast<std::uint32_t>(blocks_.size() - 1);
    auto* const track = new (place) DeviceTrack{TrackBuilder(shape, mode), nullptr, number};
    ++block.used;
    ++block.left;
    return track;
}

void TrackPool::let_go(DeviceTrack* track) {
    Block& block = blocks_[track->block];
    std::destroy_at(track);
    if (--block.left == 0 && block.used == block_size) block.memory.reset();
}

}  // namespace flopledger
