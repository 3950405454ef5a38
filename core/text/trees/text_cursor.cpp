// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/text_cursor.hpp"

#include <algorithm>

#include "core/text/words/utf8.hpp"

namespace flopledger {

TextCursor::TextCursor(std::string_view text) : TextCursor(text, is_ascii(text)) {}

TextCursor::TextCursor(std::string_view text, bool is_ascii) : text_(text), is_ascii_(is_ascii) {
    restart();
}

void TextCursor::restart() {
    position_ = TextPosition();
    position_.offset = byte_order_mark_length(text_);
    line_end_ = text_.find('\n', position_.offset);
}

void TextCursor::step() {
    const bool ends_line = text_[position_.offset] == '\n';
    position_.offset += utf8_character(text_, position_.offset).bytes;
    ++position_.characters;
    position_.line += ends_line ? 1 : 0;
    position_.column = ends_line ? 1 : position_.column + 1;
}

// Counts the lines up to an offset that lies ahead.
void TextCursor::advance_ascii(std::size_t offset) {
    const std::size_t target = std::min(offset, text_.size());
    std::size_t line_start = position_.offset - static_cast<std::size_t>(position_.column - 1);
    while (line_end_ < target) {
        ++position_.line;
        line_start = line_end_ + 1;
        line_end_ = text_.find('\n', line_start);
    }
    position_.offset = target;
    position_.characters = target;
    position_.column = static_cast<int>(target - line_start) + 1;
}

const TextPosition& TextCursor::to_offset(std::size_t offset) {
    if (offset < position_.offset) restart();
    if (is_ascii_) advance_ascii(std::max(offset, position_.offset));
    while (position_.offset < std::min(offset, text_.size())) step();
    return position_;
}

const TextPosition& TextCursor::to_character(std::size_t number) {
    if (number < position_.characters) restart();
    if (is_ascii_) advance_ascii(std::max(number, position_.offset));
    while (position_.characters < number && position_.offset < text_.size()) step();
    return position_;
}

int TextCursor::length_to_character(std::size_t number) const {
    if (is_ascii_) {
        const std::string_view rest =
            text_.substr(position_.offset, std::max(number, position_.offset) - position_.offset);
        std::size_t end = std::min(rest.find('\n'), rest.size());
        const bool crlf = end > 0 && rest[end - 1] == '\r' &&
                          text_.substr(position_.offset + end).starts_with('\n');
        end -= crlf ? 1 : 0;
        return std::max(static_cast<int>(end), 1);
    }
    int length = 0;
    std::size_t offset = position_.offset;
    std::size_t character = position_.characters;
    for (; character < number && offset < text_.size(); ++character, ++length) {
        if (text_[offset] == '\n' || text_.substr(offset, 2) == "\r\n") break;
        offset += utf8_character(text_, offset).bytes;
    }
    return std::max(length, 1);
}

}  // namespace flopledger
