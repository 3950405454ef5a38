// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/exact.hpp"

namespace flopledger {

// A piece of the notes beside a figure: a number, a word or a sign.
struct NoteWord {
    enum class Kind { number, word, sign, line_end };

    Kind kind = Kind::sign;
    std::string_view text;  // as written
    std::string lower;      // of a word, in small letters
    char sign = 0;          // of a sign: * / + - ^ ( ) = ~ or the character itself
    Exact value;            // of a number, magnitude and per cent applied
    bool percent = false;
    bool has_magnitude = false;  // a letter such as B stood behind the digits
    bool of_tokens = false;      // the letters behind the digits were GT, giga tokens
    std::size_t offset = 0;
    int line = 0;  // lines before it in this text
};

// The notes of a cell, in pieces.
using NoteWords = std::vector<NoteWord>;

// More pieces than this are not read of one cell.
inline constexpr std::size_t most_note_words = 20000;

// Splits notes into pieces. Numbers may have thousands in groups (`3,000`), a decimal comma
// (`13,2`), an exponent, a magnitude (`37B`, `450b`, `177k`, `2 trillion`, `5500GT`), raised digits
// and a sign of per cent; `7 * 10^9` and `10^9` are one number, but for a six, which stands for
// itself in 6 x parameters x tokens. What stands in square brackets, and in round ones without a
// digit, is a remark and left out, but for the words `assumed`, `utilization` and `epochs`.
NoteWords note_words(std::string_view text);

}  // namespace flopledger
