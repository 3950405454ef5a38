// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// How a character begins: the bits of its first byte, its length and the smallest code that may
// not be written shorter.
struct Form {
    unsigned mask;
    unsigned lead;
    std::size_t bytes;
    char32_t smallest;
};

constexpr Form forms[] = {
    {0xe0, 0xc0, 2, 0x80},
    {0xf0, 0xe0, 3, 0x800},
    {0xf8, 0xf0, 4, 0x10000},
};

unsigned byte_at(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]);
}

bool is_surrogate(char32_t code) { return code >= 0xd800 && code <= 0xdfff; }

std::optional<char32_t> long_code(std::string_view text, std::size_t offset, const Form& form) {
    if (text.size() - offset < form.bytes) return std::nullopt;
    char32_t code = byte_at(text, offset) & ~form.mask;
    for (std::size_t index = 1; index < form.bytes; ++index) {
        const unsigned byte = byte_at(text, offset + index);
        if ((byte & 0xc0U) != 0x80U) return std::nullopt;
        code = (code << 6U) | (byte & 0x3fU);
    }
    if (code < form.smallest || code > 0x10ffff || is_surrogate(code)) return std::nullopt;
    return code;
}

}  // namespace

Utf8Character utf8_character(std::string_view text, std::size_t offset) {
    const unsigned first = byte_at(text, offset);
    if (first < 0x80) return {first, 1, true};
    for (const Form& form : forms) {
        if ((first & form.mask) != form.lead) continue;
        if (const auto code = long_code(text, offset, form)) return {*code, form.bytes, true};
    }
    return {first, 1, false};
}

std::optional<std::size_t> first_byte_not_utf8(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        const Utf8Character character = utf8_character(text, offset);
        if (!character.valid) return offset;
        offset += character.bytes;
    }
    return std::nullopt;
}

bool is_ascii(std::string_view text) {
    unsigned bits = 0;
    for (const char character : text) bits |= static_cast<unsigned char>(character);
    return bits < 0x80;
}

std::size_t byte_order_mark_length(std::string_view text) {
    return text.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

std::string_view without_byte_order_mark(std::string_view text) {
    return text.substr(byte_order_mark_length(text));
}

}  // namespace flopledger
