// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/track_pool.hpp"

#include <algorithm>
#include <memory>
#include <new>

namespace flopledger {

static_assert(alignof(DeviceTrack) <= LargeBlock::alignment);

DeviceTrack* TrackPool::make(Shape shape, TrackMode mode) {
    if (blocks_.empty() || blocks_.back().used == blocks_.back().places) {
        const std::size_t last = blocks_.empty() ? 0 : blocks_.back().places;
        PoolBlock& block = blocks_.emplace_back();
        block.places = std::clamp(4 * last, first_block, most_in_block);
        // Several blocks of small pages come before one that is a large page, which is all of it
        // touched at once.
        block.memory = LargeBlock(
            block.places == most_in_block ? LargeBlock::large : block.places * sizeof(DeviceTrack));
    }
    PoolBlock& block = blocks_.back();
    std::byte* const place = block.memory.begin() + block.used * sizeof(DeviceTrack);
    const auto number = static_cast<std::uint32_t>(blocks_.size() - 1);
    auto* const track = new (place) DeviceTrack{TrackBuilder(shape, mode), nullptr, number};
    ++block.used;
    ++block.left;
    return track;
}

void TrackPool::let_go(DeviceTrack* track) {
    PoolBlock& block = blocks_[track->block];
    std::destroy_at(track);
    if (--block.left == 0 && block.used == block.places) block.memory = LargeBlock();
}

}  // namespace flopledger
