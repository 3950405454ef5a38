// SPDX-License-Identifier: Apache-2.0
#include "core/meter/line_blocks.hpp"

#include <algorithm>
#include <cstring>

namespace flopledger {

LineBlocks::LineBlocks(LogParser& parser, Meter& meter) : parser_(parser), meter_(meter) {}

char* LineBlocks::room(std::size_t bytes) {
    if (size_ + bytes > capacity_) {
        const std::size_t capacity = std::max(size_ + bytes, std::min(2 * capacity_, longest_line));
        auto buffer = std::make_unique_for_overwrite<char[]>(capacity);
        if (size_ > 0) std::memcpy(buffer.get(), buffer_.get(), size_);
        buffer_ = std::move(buffer);
        capacity_ = capacity;
    }
    return buffer_.get() + size_;
}

void LineBlocks::filled(std::size_t bytes) {
    if (stopped_) return;
    const std::size_t before = size_;
    size_ += bytes;
    if (skipping_ || in_long_line_) {
        const void* end = std::memchr(buffer_.get() + before, '\n', bytes);
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
        skipping_ = in_long_line_ = false;
        if (consumed_ > stop_) {
            stopped_ = true;
            return;
        }
    }
    hand_on(size_);
    if (size_ > longest_line) drop_long_line();
}

// Hands on the lines among the first so many bytes, as far as they count.
void LineBlocks::hand_on(std::size_t end) {
    const std::string_view waiting(buffer_.get(), end);
    std::size_t length = waiting.rfind('\n') + 1;
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
    meter_.rows.find("document-too-large", parser_.lines() + 1);
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
