// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/safe_text.hpp"

#include <doctest/doctest.h>

namespace flopledger {

TEST_CASE("safe text: what a terminal would obey becomes visible") {
    struct Row {
        std::string_view text;
        std::string_view safe;
    };
    using namespace std::string_view_literals;
    const Row rows[] = {
        {"plain, \\ and all", "plain, \\ and all"},
        {"caf\xc3\xa9 \xf0\x9f\x98\x80", "caf\xc3\xa9 \xf0\x9f\x98\x80"},
        {"\x1b[31m", "\\x1b[31m"},
        {"a\nb\tc\r", "a\\nb\\tc\\r"},
        {"\0\x7f"sv, "\\x00\\x7f"},
        {"\xc2\x9b", "\\u009b"},              // the control sequence introducer in one
        {"\xff\xc3", "\\xff\\xc3"},           // not UTF-8
        {"\xe2\x80\xae", "\\u202e"},          // right-to-left override
        {"\xe2\x81\xa6", "\\u2066"},          // isolate
        {"\xe2\x80\xa8", "\\u2028"},          // line separator
        {"\xe2\x80\x8b", "\\u200b"},          // zero width space
        {"\xf3\xa0\x81\x81", "\\U000e0041"},  // a tag
        {"\xe2\x80\x8d", "\xe2\x80\x8d"},     // a joiner, which scripts and emoji need
    };
    for (const Row& row : rows) {
        CHECK(safe_text(row.text) == row.safe);
        CHECK(safe_text(safe_text(row.text)) == row.safe);
    }
}

TEST_CASE("safe text: columns count characters") {
    CHECK(columns("") == 0);
    CHECK(columns("abc") == 3);
    CHECK(columns("\xc3\xa9\xe2\x82\xac") == 2);
    CHECK(columns("\xff\xff") == 2);
}

}  // namespace flopledger
