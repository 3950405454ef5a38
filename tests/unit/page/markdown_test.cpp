// SPDX-License-Identifier: Apache-2.0
#include "core/page/markdown.hpp"

#include <doctest/doctest.h>

using namespace flopledger;

TEST_SUITE_BEGIN("unit");

TEST_CASE("text becomes no markup") {
    CHECK(markdown_text("GPT-4 (v2), 41%") == "GPT-4 (v2), 41%");
    CHECK(markdown_text("*a* _b_ `c` [d](e) <f> &amp; ~g~ |h| $i$ @j") ==
          "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\&amp; \\~g\\~ \\|h\\| \\$i\\$ \\@j");
    CHECK(markdown_text("# a # b") == "\\# a # b");
    CHECK(markdown_text("- a - b") == "\\- a - b");
    CHECK(markdown_text("+ a") == "\\+ a");
    CHECK(markdown_text("=== a") == "\\=== a");
    CHECK(markdown_text("12. a 3. b") == "12\\. a 3. b");
    CHECK(markdown_text("1) a") == "1\\) a");
    CHECK(markdown_text("1.5e26") == "1.5e26");
    CHECK(markdown_text(". a") == ". a");
    CHECK(markdown_text("a\n# b") == "a # b");
    CHECK(markdown_text("a\x1b[31m\\") == "a\\\\x1b\\[31m\\\\");
    CHECK(markdown_text("").empty());
}

TEST_CASE("code holds any backticks") {
    CHECK(markdown_code("a_b") == "`a_b`");
    CHECK(markdown_code("a`b") == "``a`b``");
    CHECK(markdown_code("``") == "``` `` ```");
    CHECK(markdown_code("") == "`  `");
    CHECK(markdown_code("a\nb") == "`a b`");
}

TEST_SUITE_END();
