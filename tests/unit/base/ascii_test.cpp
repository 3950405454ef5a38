// SPDX-License-Identifier: Apache-2.0
#include "core/base/ascii.hpp"

#include <doctest/doctest.h>

#include <string>

namespace flopledger {

TEST_CASE("ascii: digits, letters and blanks are those of ASCII alone") {
    int digits = 0;
    int letters = 0;
    int spaces = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const char letter = static_cast<char>(byte);
        digits += is_digit(letter) ? 1 : 0;
        letters += is_letter(letter) ? 1 : 0;
        spaces += is_space(letter) ? 1 : 0;
        CHECK(is_blank(letter) == (letter == ' ' || letter == '\t'));
    }
    CHECK(digits == 10);
    CHECK(letters == 52);
    CHECK(spaces == 4);
    CHECK(is_all_digits("0123456789"));
    CHECK(!is_all_digits(""));
    CHECK(!is_all_digits("12a"));
    CHECK(!is_all_digits("-1"));
    static_assert(is_digit('7') && is_letter('Q') && is_all_digits("42"));
}

TEST_CASE("ascii: small letters; bytes of other characters stay") {
    CHECK(lower_case("H100 SXM5-80GB [\xc3\x84]") == "h100 sxm5-80gb [\xc3\x84]");
    CHECK(lower_case('Z') == 'z');
    CHECK(lower_case('@') == '@');
    CHECK(is_same_word("NVIDIA H100", "nvidia h100"));
    CHECK(is_same_word("", ""));
    CHECK(!is_same_word("H100", "H1000"));
    CHECK(!is_same_word("[", "{"));
}

TEST_CASE("ascii: trimmed at both ends, by those blanks that are meant") {
    CHECK(trimmed(" \t a b \r\n") == "a b");
    CHECK(trimmed(" \t\r\n").empty());
    CHECK(trimmed("").empty());
    CHECK(trimmed("\n a\t", is_blank) == "\n a");
}

}  // namespace flopledger
