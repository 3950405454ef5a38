// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/json_tokens.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::string_view word_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-.";

// The offset behind the text in quotes that begins at an offset; the end if it is not closed.
std::size_t behind_quotes(std::string_view text, std::size_t offset) {
    for (++offset; offset < text.size(); ++offset) {
        if (text[offset] == '"') return offset + 1;
        if (text[offset] == '\\') ++offset;
    }
    return text.size();
}

// Whether a token that begins with a quote ends with one that is no escape.
bool is_closed(std::string_view quoted) {
    if (quoted.size() < 2 || quoted.back() != '"') return false;
    quoted.remove_suffix(1);
    const std::size_t last = quoted.find_last_not_of('\\');
    return (quoted.size() - 1 - last) % 2 == 0;
}

bool is_word(const JsonToken& token) {
    return !token.text.empty() &&
           word_characters.find(token.text.front()) != std::string_view::npos;
}

std::size_t digits_at(std::string_view text, std::size_t offset) {
    return std::min(text.find_first_not_of("0123456789", offset), text.size()) - offset;
}

// The grammar of RFC 8259, section 6.
bool is_number(std::string_view word) {
    std::size_t offset = word.starts_with('-') ? 1 : 0;
    const std::size_t whole = digits_at(word, offset);
    if (whole == 0 || (whole > 1 && word[offset] == '0')) return false;
    offset += whole;
    if (word.substr(offset).starts_with('.')) {
        const std::size_t places = digits_at(word, offset + 1);
        if (places == 0) return false;
        offset += 1 + places;
    }
    if (word.substr(offset).starts_with('e') || word.substr(offset).starts_with('E')) {
        ++offset;
        const std::string_view rest = word.substr(offset);
        if (rest.starts_with('+') || rest.starts_with('-')) ++offset;
        const std::size_t exponent = digits_at(word, offset);
        if (exponent == 0) return false;
        offset += exponent;
    }
    return offset == word.size();
}

bool is_value(std::string_view word) {
    return word == "true" || word == "false" || word == "null" || is_number(word);
}

bool looks_like_number(std::string_view word) {
    return std::string_view("0123456789+-.").find(word.front()) != std::string_view::npos;
}

JsonFault word_fault(const JsonToken& token) {
    const std::string_view word = token.text;
    const std::string shown = safe_text(word.substr(0, 40));
    if (is_value(word)) {
        return {token.offset, fmt::format("`{}` cannot stand here", shown),
                "look for a missing comma or colon, or a key without quotes"};
    }
    if (word.ends_with("NaN") || word.ends_with("Infinity") || word.ends_with("inf")) {
        return {token.offset, fmt::format("`{}` is not a number in JSON", shown),
                "write a number or null"};
    }
    if (looks_like_number(word)) {
        return {token.offset, fmt::format("`{}` is not a number as JSON writes it", shown),
                "no leading zero or plus, and digits on both sides of a point"};
    }
    if (word == "True" || word == "False" || word == "None") {
        return {token.offset, fmt::format("`{}` is not a word of JSON", shown),
                "write true, false or null"};
    }
    return {token.offset, fmt::format("`{}` is not a word of JSON", shown),
            "put texts and keys in double quotes"};
}

JsonFault text_fault(std::string_view text, const JsonToken& token, std::size_t end) {
    const std::size_t token_end = token.offset + token.text.size();
    if (end >= token_end) {
        if (is_closed(token.text)) {
            return {token.offset, "a text cannot stand here", "look for a missing comma or colon"};
        }
        return {token.offset, "this text is not closed", "add the closing quote"};
    }
    const std::size_t last = std::max(end, token.offset + 1) - 1;
    if (text[last] == '\n' || text[last] == '\r') {
        return {token.offset, "this text is not closed in its line",
                "add the closing quote, or write \\n for the end of a line"};
    }
    if (text[last] == '\t') return {last, "a tab cannot stand in a text", "write \\t"};
    return {last, "this backslash escape does not exist", "write \\\\ for a backslash"};
}

JsonFault sign_fault(std::string_view text, const JsonToken& token) {
    const char sign = token.text.front();
    if (sign == '/' || sign == '#') {
        return {token.offset, "JSON has no comments", "take it out"};
    }
    if (sign == '\'') {
        return {token.offset, "JSON has no single quotes", "use double quotes"};
    }
    if (sign == ']' || sign == '}') {
        const std::size_t before = text.substr(0, token.offset).find_last_not_of(" \t\r\n");
        if (before != std::string_view::npos && text[before] == ',') {
            return {before, "no value follows this comma", "take the comma out"};
        }
    }
    const std::size_t bytes = utf8_character(text, token.offset).bytes;
    return {token.offset,
            fmt::format("`{}` cannot stand here", safe_text(text.substr(token.offset, bytes))),
            "look for a missing or surplus comma, colon, quote or bracket"};
}

}  // namespace

JsonToken json_token_at(std::string_view text, std::size_t offset) {
    offset = std::min(text.find_first_not_of(" \t\r\n", offset), text.size());
    if (offset == text.size()) return {offset, ""};
    std::size_t end = offset + utf8_character(text, offset).bytes;
    if (text[offset] == '"') {
        end = behind_quotes(text, offset);
    } else if (word_characters.find(text[offset]) != std::string_view::npos) {
        end = std::min(text.find_first_not_of(word_characters, offset), text.size());
    }
    return {offset, text.substr(offset, end - offset)};
}

JsonToken json_token_before(std::string_view text, std::size_t offset, std::size_t end) {
    JsonToken token = json_token_at(text, offset);
    while (!token.text.empty() && token.offset + token.text.size() < end) {
        // A reader does not get past a word that is none or an open text, though it may look one
        // byte further.
        if (is_word(token) && !is_value(token.text)) break;
        if (token.text.front() == '"' && !is_closed(token.text)) break;
        token = json_token_at(text, token.offset + token.text.size());
    }
    return token;
}

JsonFault describe_json_fault(std::string_view text, const JsonToken& token, std::size_t end) {
    if (token.text.empty()) {
        if (text.find_first_not_of(" \t\r\n", byte_order_mark_length(text)) ==
            std::string_view::npos) {
            return {token.offset, "the file is empty", "a JSON file holds one value"};
        }
        return {token.offset, "the file ends before its value does",
                "look for a missing bracket or brace"};
    }
    if (token.text.front() == '"') return text_fault(text, token, end);
    if (!is_word(token)) return sign_fault(text, token);
    return word_fault(token);
}

}  // namespace flopledger
