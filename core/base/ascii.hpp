// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace flopledger {

// The letters, digits and blanks of ASCII, whatever the locale; bytes of other characters are none
// of these. All are constexpr, for the readers of logs ask them of every byte.

// Whether a byte is a digit, `0` to `9`.
constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// Whether a byte is a letter, small or capital.
constexpr bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// Whether a byte is a blank within a line.
constexpr bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

// Whether a byte is a blank or ends a line.
constexpr bool is_space(char byte) { return is_blank(byte) || byte == '\r' || byte == '\n'; }

// Whether a text has digits, at least one, and nothing else.
constexpr bool is_all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// A capital letter as the small one; every other byte as it is.
constexpr char lower_case(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

// A text in small letters.
inline std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& byte : lower) byte = lower_case(byte);
    return lower;
}

// Whether two texts are one but for the case of their letters.
constexpr bool is_same_word(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char one, char other) { return lower_case(one) == lower_case(other); });
}

// A text without those bytes at both ends that a function calls blank.
template <typename IsBlank>
constexpr std::string_view trimmed(std::string_view text, IsBlank is_blank_here) {
    while (!text.empty() && is_blank_here(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank_here(text.back())) text.remove_suffix(1);
    return text;
}

// A text without blanks and line ends at both ends.
constexpr std::string_view trimmed(std::string_view text) { return trimmed(text, is_space); }

}  // namespace flopledger
