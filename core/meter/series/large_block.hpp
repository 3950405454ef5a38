// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace flopledger {

// Memory for much that is reached in no order: from two megabytes on in large pages, if the system
// has some, because a place in a small page that was not used lately costs a long way to it. Those
// are given back to the system at once. Throws std::bad_alloc where there is no memory.
class LargeBlock {
  public:
    LargeBlock() = default;
    // So many bytes.
    explicit LargeBlock(std::size_t bytes);
    LargeBlock(LargeBlock&& other) noexcept;
    LargeBlock& operator=(LargeBlock&& other) noexcept;
    ~LargeBlock();

    // The first byte; nullptr where there are none.
    std::byte* begin() const { return begin_; }

    // It begins at a multiple of this.
    static constexpr std::size_t alignment = 64;

    // From so many bytes on, large pages.
    static constexpr std::size_t large = std::size_t{2} << 20;

  private:
    std::byte* begin_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace flopledger
