// SPDX-License-Identifier: Apache-2.0
#include "core/meter/files/line_blocks.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "core/facts/machines/log_names.hpp"

namespace flopledger {

LineBlocks::LineBlocks(LogParser& parser, Meter& meter) : parser_(parser), meter_(meter) {}

char* LineBlocks::room(std::size_t bytes) {
    if (size_ + bytes > capacity_) {
        const std::size_t capacity = std::max(size_ + bytes, std::min(2 * capacity_, longest_line));
        // Large blocks move by pages, without being there twice.
        void* const moved = std::realloc(buffer_.get(), capacity);
        if (moved == nullptr) throw std::bad_alloc();
        static_cast<void>(buffer_.release());
        buffer_.reset(static_cast<char*>(moved));
        capacity_ = capacity;
    }
    return buffer_.get() + size_;
}

void LineBlocks::filled(std::size_t bytes) {
    if (stopped_) return;
    // What waited has no line end: a line of any length is searched once.
    std::size_t searched = size_;
    size_ += bytes;
    if (skipping_ || in_long_line_) {
        const void* end = std::memchr(buffer_.get() + searched, '\n', bytes);
        if (end == nullptr) {
            consumed_ += size_;
            size_ = 0;
            return;
        }
        const auto length =
            static_cast<std::size_t>(static_cast<const char*>(end) + 1 - buffer_.get());
        std::memmove(buffer_.get(), buffer_.get() + length, size_ - length);
        size_ -= length;
        consumed_ += length;
        searched = 0;
        skipping_ = in_long_line_ = false;
        if (consumed_ > stop_) {
            stopped_ = true;
            return;
        }
    }
    hand_on(searched);
    if (size_ > longest_line) drop_long_line();
}

// Hands on the whole lines that wait, as far as they count. The first bytes hold no line end.
void LineBlocks::hand_on(std::size_t searched) {
    const std::string_view waiting(buffer_.get(), size_);
    const std::size_t last_end = waiting.substr(searched).rfind('\n');
    std::size_t length = last_end == std::string_view::npos ? 0 : searched + last_end + 1;
    if (length > 0 && consumed_ + length > stop_) {
        // The line that begins at the limit's last byte or before it is the last one.
        const std::uint64_t limit = stop_ > consumed_ ? stop_ - consumed_ : 0;
        const std::size_t last = limit == 0 ? 0 : waiting.find('\n', limit - 1) + 1;
        length = std::min(length, last);
        stopped_ = true;
    }
    if (length == 0) return;
    parser_.take(waiting.substr(0, length));
    std::memmove(buffer_.get(), buffer_.get() + length, size_ - length);
    size_ -= length;
    consumed_ += length;
}

void LineBlocks::drop_long_line() {
    ++meter_.row_count;
    meter_.rows.reject(Rejection::torn, parser_.lines() + 1);
    meter_.rows.find(name::document_too_large, parser_.lines() + 1);
    consumed_ += size_;
    size_ = 0;
    capacity_ = 0;
    buffer_.reset();
    in_long_line_ = true;
}

void LineBlocks::end() {
    if (stopped_ || skipping_ || in_long_line_ || consumed_ >= stop_) return;
    if (consumed_ + size_ > 0) parser_.end({buffer_.get(), size_});
}

}  // namespace flopledger
