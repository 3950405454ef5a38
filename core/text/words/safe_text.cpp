// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/safe_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// First and last of some characters.
struct CodeRange {
    char32_t first;
    char32_t last;
};

// Characters that are not seen themselves but change what is seen: they turn the direction of
// writing, end a line, or hide.
constexpr CodeRange hidden[] = {
    {0x80, 0x9f},       // control characters of ISO 6429
    {0xad, 0xad},       // soft hyphen
    {0x61c, 0x61c},     // Arabic letter mark
    {0x180e, 0x180e},   // Mongolian vowel separator
    {0x200b, 0x200b},   // zero width space
    {0x200e, 0x200f},   // marks of direction
    {0x2028, 0x202e},   // separators of lines and paragraphs, embeddings and overrides
    {0x2060, 0x206f},   // word joiner, invisible operators, isolates
    {0xfeff, 0xfeff},   // byte order mark
    {0xfff9, 0xfffb},   // interlinear annotations
    {0xfffe, 0xffff},   // no characters at all
    {0xe0000, 0xe007f}  // tags
};

// Characters that a terminal draws two columns wide: the blocks of East Asian scripts and of
// pictures whose characters have the width W or F (Unicode 15.0, EastAsianWidth).
constexpr CodeRange wide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x4dbf},   {0x4e00, 0xa4cf},  {0xa960, 0xa97f},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},  {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

// Characters that stand above, below or within the one before: accents and what chooses its form.
constexpr CodeRange within[] = {
    {0x300, 0x36f}, {0x1ab0, 0x1aff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};

template <std::size_t size>
bool is_in(const CodeRange (&ranges)[size], char32_t code) {
    return std::any_of(std::begin(ranges), std::end(ranges), [code](const CodeRange& range) {
        return code >= range.first && code <= range.last;
    });
}

int columns_of(char32_t code) {
    if (code < 0x300) return 1;
    return is_in(wide, code) ? 2 : is_in(within, code) ? 0 : 1;
}

std::string escape_of(const Utf8Character& character) {
    const auto code = static_cast<unsigned>(character.code);
    if (character.valid && code == '\n') return "\\n";
    if (character.valid && code == '\r') return "\\r";
    if (character.valid && code == '\t') return "\\t";
    if (!character.valid || code < 0x80) return fmt::format("\\x{:02x}", code);
    if (code < 0x10000) return fmt::format("\\u{:04x}", code);
    return fmt::format("\\U{:08x}", code);
}

}  // namespace

std::string safe_text(std::string_view text) {
    const bool harmless = std::all_of(text.begin(), text.end(),
                                      [](char letter) { return letter >= 0x20 && letter < 0x7f; });
    if (harmless) return std::string(text);
    std::string safe;
    safe.reserve(text.size());
    std::size_t offset = 0;
    while (offset < text.size()) {
        const Utf8Character character = utf8_character(text, offset);
        const bool control = character.code < 0x20 || character.code == 0x7f;
        if (!character.valid || control || is_in(hidden, character.code)) {
            safe += escape_of(character);
        } else {
            safe += text.substr(offset, character.bytes);
        }
        offset += character.bytes;
    }
    return safe;
}

std::string json_escaped(std::string_view json) {
    constexpr char32_t rubout = 0x7f;
    if (is_ascii(json) && json.find(static_cast<char>(rubout)) == json.npos) {
        return std::string(json);
    }
    std::string escaped;
    for (std::size_t offset = 0; offset < json.size();) {
        const Utf8Character character = utf8_character(json, offset);
        const auto code = static_cast<unsigned>(character.code);
        if (!character.valid || (!is_in(hidden, character.code) && character.code != rubout)) {
            escaped += json.substr(offset, character.bytes);
        } else if (code < 0x10000) {
            escaped += fmt::format("\\u{:04x}", code);
        } else {
            escaped += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + ((code - 0x10000) >> 10),
                                   0xdc00 + ((code - 0x10000) & 0x3ff));
        }
        offset += character.bytes;
    }
    return escaped;
}

int columns(std::string_view text) {
    int count = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const Utf8Character character = utf8_character(text, offset);
        count += columns_of(character.code);
        offset += character.bytes;
    }
    return count;
}

std::size_t bytes_of_columns(std::string_view text, int width) {
    std::size_t offset = 0;
    for (int filled = 0; offset < text.size();) {
        const Utf8Character character = utf8_character(text, offset);
        filled += columns_of(character.code);
        if (filled > width && offset > 0) break;
        offset += character.bytes;
    }
    return offset;
}

}  // namespace flopledger
