// SPDX-License-Identifier: Apache-2.0
#include "core/meter/large_block.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <new>
#include <utility>

namespace flopledger {

namespace {

std::byte* map(std::size_t bytes) {
    void* const place =
        mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) throw std::bad_alloc();
    return static_cast<std::byte*>(place);
}

// A large page begins at a multiple of its size, so what lies around it is given back.
std::byte* map_large(std::size_t bytes) {
    std::byte* const place = map(bytes + LargeBlock::large);
    const std::size_t over = reinterpret_cast<std::uintptr_t>(place) % LargeBlock::large;
    const std::size_t before = over == 0 ? 0 : LargeBlock::large - over;
    if (before > 0) munmap(place, before);
    munmap(place + before + bytes, LargeBlock::large - before);
#ifdef MADV_HUGEPAGE
    // Where the system has none, small ones do.
    madvise(place + before, bytes, MADV_HUGEPAGE);
#endif
    return place + before;
}

}  // namespace

LargeBlock::LargeBlock(std::size_t bytes)
    : begin_(bytes < large ? map(bytes) : map_large((bytes + large - 1) / large * large)),
      size_(bytes < large ? bytes : (bytes + large - 1) / large * large) {}

LargeBlock::LargeBlock(LargeBlock&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

LargeBlock& LargeBlock::operator=(LargeBlock&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    return *this;
}

LargeBlock::~LargeBlock() {
    if (begin_ != nullptr) munmap(begin_, size_);
}

}  // namespace flopledger
