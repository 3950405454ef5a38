// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace flopledger {

// Memory for much that is reached in no order: from two megabytes on it asks the system for large
// pages, because a place in a small page that was not used lately costs a long way to it. It is
// given back to the system whole. Throws std::bad_alloc where there is none.
class LargeBlock {
  public:
    LargeBlock() = default;
    // So many bytes, all of them zero and untouched.
    explicit LargeBlock(std::size_t bytes);
    LargeBlock(LargeBlock&& other) noexcept;
    LargeBlock& operator=(LargeBlock&& other) noexcept;
    ~LargeBlock();

    // The first byte; nullptr where there are none.
    std::byte* begin() const { return begin_; }

    // It begins at a multiple of this.
    static constexpr std::size_t alignment = 4096;

    // From so many bytes on, large pages.
    static constexpr std::size_t large = std::size_t{2} << 20;

  private:
    std::byte* begin_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace flopledger
