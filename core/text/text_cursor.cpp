// SPDX-License-Identifier: Apache-2.0
#include "core/text/text_cursor.hpp"

#include <algorithm>

#include "core/text/utf8.hpp"

namespace flopledger {

TextCursor::TextCursor(std::string_view text) : text_(text) { restart(); }

void TextCursor::restart() {
    position_ = TextPosition();
    position_.offset = byte_order_mark_length(text_);
}

void TextCursor::step() {
    const bool ends_line = text_[position_.offset] == '\n';
    position_.offset += utf8_character(text_, position_.offset).bytes;
    ++position_.characters;
    position_.line += ends_line ? 1 : 0;
    position_.column = ends_line ? 1 : position_.column + 1;
}

const TextPosition& TextCursor::to_offset(std::size_t offset) {
    if (offset < position_.offset) restart();
    while (position_.offset < std::min(offset, text_.size())) step();
    return position_;
}

const TextPosition& TextCursor::to_character(std::size_t number) {
    if (number < position_.characters) restart();
    while (position_.characters < number && position_.offset < text_.size()) step();
    return position_;
}

int TextCursor::length_to_character(std::size_t number) const {
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
