// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/odd_bytes.hpp"

#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr char32_t first_private = 0xef80;
constexpr char32_t last_private = 0xefff;

bool is_private(const Utf8Character& character) {
    return character.valid && character.code >= first_private && character.code <= last_private;
}

// U+EF80 to U+EFFF: the low seven bits of the byte in two groups of six.
void add_private(std::string& text, char byte) {
    const unsigned low = static_cast<unsigned char>(byte) & 0x7fU;
    text += '\xee';
    text += static_cast<char>(0xbeU + (low >> 6U));
    text += static_cast<char>(0x80U + (low & 0x3fU));
}

}  // namespace

std::string text_of_bytes(std::string_view bytes) {
    if (is_ascii(bytes)) return std::string(bytes);
    std::string text;
    for (std::size_t offset = 0; offset < bytes.size();) {
        const Utf8Character character = utf8_character(bytes, offset);
        const std::string_view piece = bytes.substr(offset, character.bytes);
        if (!character.valid || is_private(character)) {
            for (const char byte : piece) add_private(text, byte);
        } else {
            text += piece;
        }
        offset += character.bytes;
    }
    return text;
}

std::string bytes_of_text(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::string bytes;
    for (std::size_t offset = 0; offset < text.size();) {
        const Utf8Character character = utf8_character(text, offset);
        if (is_private(character)) {
            bytes += static_cast<char>(0x80U + (character.code - first_private));
        } else {
            bytes += text.substr(offset, character.bytes);
        }
        offset += character.bytes;
    }
    return bytes;
}

}  // namespace flopledger
