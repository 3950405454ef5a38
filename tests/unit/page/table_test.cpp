// SPDX-License-Identifier: Apache-2.0
#include "core/page/table.hpp"

#include <doctest/doctest.h>

#include "core/text/words/safe_text.hpp"

namespace flopledger {

TEST_CASE("lines break at blanks, long words are cut, links are not") {
    using Lines = std::vector<std::string>;
    CHECK(wrapped("a few short words", 10) == Lines{"a few", "short", "words"});
    CHECK(wrapped("abcdefghijklmno p", 10) == Lines{"abcdefghij", "klmno p"});
    CHECK(wrapped("see https://example.org/x ok", 10) ==
          Lines{"see", "https://example.org/x", "ok"});
    CHECK(wrapped("", 10) == Lines{""});
    CHECK(wrapped("one\ntwo", 10) == Lines{"one", "two"});
    // Ten characters of two bytes each are ten columns.
    CHECK(
        wrapped("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
                10)
            .size() == 1);
}

TEST_CASE("a paragraph hangs behind its first words") {
    const Style style{.color = false, .width = 24};
    CHECK(paragraph(style, "  hint: ", "say it in other words") ==
          "  hint: say it in other\n        words\n");
}

TEST_CASE("a table aligns figures at the right and stays within the page") {
    Table table{.columns = {{.title = "name", .wraps = true},
                            {.title = "FLOP", .right = true},
                            {.title = "nothing"},
                            {.title = "word"}},
                .rows = {}};
    table.rows.push_back({.cells = {{"short"}, {"1e25"}, {""}, {"reached", Ink::red}}, .note = ""});
    table.rows.push_back(
        {.cells = {{"a name of several words"}, {"3.81e25"}, {""}, {""}}, .note = "      below\n"});
    CHECK(table_text(table, {.color = false, .width = 40}) ==
          "  name                     FLOP  word\n"
          "  short                    1e25  reached\n"
          "  a name of several     3.81e25\n"
          "  words\n"
          "      below\n");
    const std::string colored = table_text(table, {.color = true, .width = 40});
    CHECK(colored.find("1e25  \x1b[1;31mreached\x1b[0m\n") != std::string::npos);
}

TEST_CASE("cells cannot move the cursor") {
    const Table table{.columns = {{.title = ""}}, .rows = {{.cells = {{"a\x1b[2Jb"}}, .note = ""}}};
    CHECK(table_text(table, {}).find('\x1b') == std::string::npos);
}

}  // namespace flopledger
