// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/large_block.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <new>
#include <utility>

namespace flopledger {

namespace {

// A large page begins at a multiple of its size, so what lies around it is given back.
std::byte* map_large(std::size_t bytes) {
    const std::size_t all = bytes + LargeBlock::large;
    void* const mapped =
        mmap(nullptr, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    auto* const place = static_cast<std::byte*>(mapped);
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

// Large blocks are whole pages.
std::size_t size_of(std::size_t bytes) {
    if (bytes < LargeBlock::large) return bytes;
    return (bytes + LargeBlock::large - 1) / LargeBlock::large * LargeBlock::large;
}

std::byte* memory_of(std::size_t size) {
    if (size >= LargeBlock::large) return map_large(size);
    return static_cast<std::byte*>(::operator new (size, std::align_val_t{LargeBlock::alignment}));
}

}  // namespace

LargeBlock::LargeBlock(std::size_t bytes)
    : begin_(memory_of(size_of(bytes))), size_(size_of(bytes)) {}

LargeBlock::LargeBlock(LargeBlock&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

LargeBlock& LargeBlock::operator=(LargeBlock&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    return *this;
}

LargeBlock::~LargeBlock() {
    if (begin_ == nullptr) return;
    if (size_ >= large) {
        munmap(begin_, size_);
    } else {
        ::operator delete (begin_, std::align_val_t{alignment});
    }
}

}  // namespace flopledger
