// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

namespace flopledger {

TEST_CASE("utf8: the first byte that belongs to no character") {
    struct Row {
        std::string text;
        std::optional<std::size_t> bad;
    };
    const Row rows[] = {
        {"", std::nullopt},
        {"plain", std::nullopt},
        {"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80", std::nullopt},
        {"\xf4\x8f\xbf\xbf", std::nullopt},  // U+10FFFF
        {"a\x80", 1},                        // a trailing byte alone
        {"ab\xc3", 2},                       // cut short
        {"ab\xe2\x82", 2},                   // cut short
        {"\xc0\xaf", 0},                     // overlong
        {"\xe0\x80\xaf", 0},                 // overlong
        {"\xf0\x80\x80\xaf", 0},             // overlong
        {"\xed\xa0\x80", 0},                 // a surrogate
        {"\xf4\x90\x80\x80", 0},             // beyond U+10FFFF
        {"x\xff", 1},                        // never a byte of UTF-8
        {"\xc3\xa9\xe9 latin", 2},           // Latin-1 behind UTF-8
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(first_byte_not_utf8(row.text) == row.bad);
    }
}

TEST_CASE("utf8: a character and its length") {
    const std::string text = "a\xe2\x82\xac\xff";
    CHECK(utf8_character(text, 0).code == U'a');
    CHECK(utf8_character(text, 1).code == char32_t{0x20ac});
    CHECK(utf8_character(text, 1).bytes == 3);
    CHECK_FALSE(utf8_character(text, 4).valid);
    CHECK(utf8_character(text, 4).bytes == 1);
}

TEST_CASE("utf8: the byte order mark") {
    CHECK(byte_order_mark_length("\xef\xbb\xbfz") == 3);
    CHECK(byte_order_mark_length("z") == 0);
    CHECK(byte_order_mark_length("\xef\xbb") == 0);
    CHECK(without_byte_order_mark("\xef\xbb\xbfz") == "z");
    CHECK(without_byte_order_mark("z\xef\xbb\xbf") == "z\xef\xbb\xbf");
}

}  // namespace flopledger
