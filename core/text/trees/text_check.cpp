// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/text/trees/text_names.hpp"
#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// Control characters but tab and the ends of lines (RFC 8259, section 2).
bool is_control(char32_t code) {
    return code < 0x20 && code != '\t' && code != '\n' && code != '\r';
}

// Characters beyond those that are not printable in YAML (version 1.2.2, production 1), and the
// ends of lines that YAML 1.1 has and 1.2 has not.
bool is_forbidden_in_yaml(char32_t code) {
    return (code >= 0x7f && code <= 0x9f) || code == 0x2028 || code == 0x2029 || code == 0xfffe ||
           code == 0xffff;
}

// An end of line of old, which editors and parsers count differently.
bool is_lone_carriage_return(std::string_view text, std::size_t offset) {
    return text[offset] == '\r' && text.substr(offset, 2) != "\r\n";
}

bool is_forbidden(std::string_view text, std::size_t offset, char32_t code, TextFormat format) {
    if (is_control(code)) return true;
    return format == TextFormat::yaml &&
           (is_forbidden_in_yaml(code) || is_lone_carriage_return(text, offset));
}

bool code_is_line_end(char32_t code) {
    return code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029;
}

bool is_utf16(std::string_view text) {
    return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
}

}  // namespace

// Eight bytes at a time: a byte below 0x20 borrows from its top bit when 0x20 is taken off, one
// from 0x7f on carries into it when one is added. Where that says anything, the bytes are looked at
// one by one.
bool is_plain(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x80 * ones;
    const auto plain_byte = [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\t';
    };
    std::size_t offset = 0;
    for (; offset + 8 <= text.size(); offset += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + offset, 8);
        const std::uint64_t suspicious =
            (bytes | (bytes + ones) | (((bytes | tops) - 0x20 * ones) ^ tops)) & tops;
        if (suspicious != 0 &&
            !std::all_of(text.data() + offset, text.data() + offset + 8, plain_byte)) {
            return false;
        }
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(offset), text.end(), plain_byte);
}

Node node_of(const TextPosition& position) {
    Node node;
    node.line = position.line;
    node.column = position.column;
    return node;
}

bool is_clean_text(const Source& source, TextFormat format, Diagnostics& diagnostics) {
    const std::string_view text = source.text;
    // Looking at characters one by one costs more than parsing.
    if (is_plain(text)) return true;
    std::size_t offset = 0;
    while (offset < text.size()) {
        const Utf8Character character = utf8_character(text, offset);
        if (!character.valid || is_forbidden(text, offset, character.code, format)) break;
        offset += character.bytes;
    }
    if (offset == text.size()) return true;

    const Node node = node_of(TextCursor(text).to_offset(offset));
    const Utf8Character character = utf8_character(text, offset);
    if (character.valid) {
        const Name name = format == TextFormat::yaml ? name::yaml_syntax : name::json_syntax;
        report_at(diagnostics, name, source, node,
                  fmt::format("the character `{}` cannot stand in this file",
                              safe_text(text.substr(offset, character.bytes))),
                  code_is_line_end(character.code) ? "end lines with a line feed" : "take it out");
    } else {
        report_at(diagnostics, name::not_utf8, source, node,
                  is_utf16(text) ? "the file is UTF-16, not UTF-8"
                                 : fmt::format("the byte 0x{:02x} is not UTF-8",
                                               static_cast<unsigned>(character.code)),
                  "save the file as UTF-8");
    }
    return false;
}

}  // namespace flopledger
