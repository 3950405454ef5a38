// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace flopledger {

// What stands at one place of a text: a character of UTF-8, or one byte that belongs to none.
struct Utf8Character {
    char32_t code = 0;      // the byte itself where it is not valid
    std::size_t bytes = 1;  // 1 to 4
    bool valid = true;
};

// The character that begins at an offset inside the text. Overlong forms, surrogates and codes
// beyond U+10FFFF are not valid (RFC 3629, section 4).
Utf8Character utf8_character(std::string_view text, std::size_t offset);

// The offset of the first byte that belongs to no character of UTF-8, if there is one.
std::optional<std::size_t> first_byte_not_utf8(std::string_view text);

// Bytes of the byte order mark at the front of the text: 3 or 0.
std::size_t byte_order_mark_length(std::string_view text);

// The text behind its byte order mark, if it has one.
std::string_view without_byte_order_mark(std::string_view text);

// Whether all bytes are ASCII.
bool is_ascii(std::string_view text);

}  // namespace flopledger
