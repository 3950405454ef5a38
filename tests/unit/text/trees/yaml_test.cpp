// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/yaml.hpp"

#include <doctest/doctest.h>

#include <ctime>

#include "tests/support/parsing.hpp"

namespace flopledger {

namespace {

Parsed yaml(std::string text) { return parsed(parse_yaml, std::move(text)); }

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text;
    text.reserve(bytes + piece.size());
    while (text.size() < bytes) text += piece;
    return text;
}

}  // namespace

TEST_CASE("yaml: values keep the characters written") {
    struct Row {
        std::string text;
        std::string outline;
    };
    const Row rows[] = {
        {"", "null"},
        {"# nothing but a comment\n", "null"},
        {"a: 15.6e12\nb: 1_000\n", "{a: 15.6e12, b: 1_000}"},
        {"a: no\nb: 010\nc: 'no'\n", "{a: no, b: 010, c: 'no'}"},
        {"a:\nb: ~\nc: null\nd: 'null'\ne: nil\n",
         "{a: null, b: null, c: null, d: 'null', e: nil}"},
        {"a: [1, {b: 2}, \"3\"]", "{a: [1, {b: 2}, '3']}"},
        {"- a\n- - b\n  - c\n-\n", "[a, [b, c], null]"},
        {"a: |\n  two\n  lines\n", "{a: 'two\nlines\n'}"},
        {"a: two\n  lines\n", "{a: two lines}"},
        {"'a': 1\n~: 2\n", "{'a': 1, ~: 2}"},
        {"a: \"\\u20ac\\n\"", "{a: '\xe2\x82\xac\n'}"},
        {"---\na: 1\n...\n# end\n", "{a: 1}"},
        {"%YAML 1.2\n---\na: 1\n", "{a: 1}"},
        {"\xef\xbb\xbf"
         "a: 1\r\nb: 2\r\n",
         "{a: 1, b: 2}"},
        {"a: {}\nb: []\n", "{a: {}, b: []}"},
        {"[3.8e25 +- 10%, 43_500 PFLOP/s-days]", "[3.8e25 +- 10%, 43_500 PFLOP/s-days]"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Parsed result = yaml(row.text);
        CHECK(outline(result) == row.outline);
        CHECK(faults(result) == "");
    }
}

TEST_CASE("yaml: every value has its place, in characters") {
    const Parsed result = yaml(
        "\xef\xbb\xbf# \xe2\x82\xac\n\xc3\xa9: \"\xe2\x82\xac\" \r\nb:\r\n  - 12 # x\n  - |\n   "
        "t\n");
    REQUIRE(result.document);
    CHECK(places(result.document->root) ==
          "@2:1+1 \xc3\xa9@2:1+1 \xe2\x82\xac@2:4+3 b@3:1+1 @4:3+1 12@4:5+2 t\n@5:5+1");
}

TEST_CASE("yaml: what is refused, where, and what is left") {
    struct Row {
        std::string text;
        std::string faults;
        std::string outline;
    };
    const Row rows[] = {
        {"a: 1\nb: 2\na: 3\n\"b\": 4\n", "3:1 duplicate-key, 4:1 duplicate-key", "{a: 1, b: 2}"},
        {"a: &x 1\nb: *x\n", "1:4 yaml-feature, 2:4 yaml-feature", "{a: 1, b: *x}"},
        {"a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n",
         "1:4 yaml-feature, 3:3 yaml-feature, 3:7 yaml-feature", "{a: {b: 1}, c: {d: 2}}"},
        {"a: !!str 1\n", "1:4 yaml-feature", "{a: 1}"},
        {"a: ! b\n", "1:4 yaml-feature", "{a: b}"},
        {"a: !e!x b\n", "1:4 yaml-feature", "none"},
        {"%TAG !e! x\n---\na: !e!x b\n", "1:1 yaml-feature", "none"},
        {"# c\n\n%YAML 1.1\n%TAG ! x\n", "4:1 yaml-feature", "none"},
        {"'<<': 1\n", "", "{'<<': 1}"},
        {"? [a]\n: 1\nb: 2\n", "1:3 yaml-feature", "{b: 2}"},
        {"a: 1\n---\nb: 2\n", "2:1 several-documents", "{a: 1}"},
        {"a: 1\n...\nb: 2\n", "3:1 several-documents", "{a: 1}"},
        {"a: 1\n...\n%TAG ! x\n", "3:1 several-documents", "{a: 1}"},
        {"---\n---\n", "2:1 several-documents", "null"},
        {"[a]\nb\n", "2:1 yaml-syntax", "none"},
        {"a: \x1b[31m\n", "1:4 yaml-syntax", "none"},
        {"a: 1\n\xe9: 2\n", "2:1 not-utf8", "none"},
        {"\xff\xfe"
         "a",
         "1:1 not-utf8", "none"},
        {"a: x\xe2\x80\xa8y\n", "1:5 yaml-syntax", "none"},
        {"a: 1\rb: 2\r", "1:5 yaml-syntax", "none"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Parsed result = yaml(row.text);
        CHECK(faults(result) == row.faults);
        CHECK(outline(result) == row.outline);
    }
}

TEST_CASE("yaml: syntax errors in words") {
    struct Row {
        std::string text;
        std::string place;
        std::string message;
    };
    const Row rows[] = {
        {"a:\n\tb: 1\n", "2:1", "YAML does not allow a tab for indentation"},
        {"a: x\n\tb: 1\n", "2:1", "YAML does not allow a tab for indentation"},
        {"a: 'x\nb: 1\n", "1:4", "this text in quotes is not closed"},
        {"a: \"x\n", "1:4", "this text in quotes is not closed"},
        {"a: b: c\n", "1:5", "a ':' cannot stand here"},
        {"a: 1\nb\nc: 2\n", "2:1", "this key has no ':' after it"},
        {"a: [1, 2\n", "1:4", "the list that begins here is not closed"},
        {"a: {b: 1\n", "1:4", "the mapping that begins here is not closed"},
        {"a: [1, 2\nb: 3\n", "2:2", "this does not fit into the list begun in line 1"},
        {"a: [1 }\n", "1:7", "this does not fit into the list begun in line 1"},
        {"a:\n  b: 1\n c: 2\n", "3:2", "this does not fit into the mapping begun in line 1"},
        {"- a\nb: 1\n", "2:1", "this does not fit into the list begun in line 1"},
        {"a: @x\n", "1:4", "no value may begin with `@`"},
        {"a: `x`\n", "1:4", "no value may begin with ```"},
        {"a: \"\\q\"\n", "1:5", "this backslash escape does not exist"},
        {"a: - b\n", "1:4", "a list entry cannot begin here"},
        {"a: 1\x01\n", "1:5", "the character `\\x01` cannot stand in this file"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Parsed result = yaml(row.text);
        CHECK_FALSE(result.document);
        REQUIRE(result.diagnostics.list.size() == 1);
        const Diagnostic& error = result.diagnostics.list[0];
        CHECK(error.name.text == "yaml-syntax");
        CHECK(error.message == row.message);
        CHECK(faults(result) == row.place + " yaml-syntax");
        CHECK_FALSE(error.hint.empty());
    }
}

TEST_CASE("yaml: a key that stands twice names the first") {
    const Parsed result = yaml("x:\n  tokens: 1\n  tokens: 2\n");
    REQUIRE(result.diagnostics.list.size() == 1);
    CHECK(result.diagnostics.list[0].message ==
          "the key `tokens` stands twice; first in line 2, column 3");
    CHECK(result.diagnostics.list[0].length == 6);
    CHECK(result.diagnostics.list[0].excerpt == "  tokens: 2");
}

TEST_CASE("yaml: nesting has a bound") {
    CHECK(faults(yaml(std::string(32, '[') + std::string(32, ']'))) == "");
    const Parsed deep = yaml(std::string(33, '[') + std::string(33, ']'));
    CHECK(faults(deep) == "1:33 nesting-too-deep");
    CHECK(outline(deep) == "none");
}

TEST_CASE("yaml: a bomb of aliases costs no more than its length") {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 20; ++level) {
        text += fmt::format("a{}: &a{} [", level, level);
        for (int count = 0; count < 9; ++count) text += fmt::format("*a{},", level - 1);
        text += "]\n";
    }
    const Parsed result = yaml(text);
    CHECK(result.diagnostics.list.size() == most_errors_per_source);
    CHECK(result.diagnostics.list[0].name.text == "yaml-feature");
}

TEST_CASE("yaml: a megabyte of anything ends soon") {
    for (const char* piece : {"[",           "{",      "- ",
                              "-\n",         "? ",     ": ",
                              "a: {",        "a: [",   "\"",
                              "'",           "'' ",    "a",
                              "a ",          "a\n",    "\n",
                              " ",           "\t",     "#",
                              "# \n",        "*a ",    "&a ",
                              "!a ",         "!<a> ",  "%TAG !a! b\n",
                              "%YAML 1.1\n", "---\n",  "...\n",
                              "--- a\n",     "a: 1\n", "a: b\n...\n%TAG !a! b\n",
                              "[a,",         "{a,",    "a,",
                              "\"\\n",       "|\n",    ">\n ",
                              "<<: ",        "x: |\n", "\xe2\x82\xac",
                              "[[],",        "? a\n",  "\\",
                              ",",           "]",      "a: 'b'\n c",
                              "- [a, b]\n",  "\r\n",   "-\t",
                              "[?",          "[a: b, "}) {
        for (const char* front : {"", "a: [", "x:\n  "}) {
            CAPTURE(piece);
            CAPTURE(front);
            const std::clock_t begin = std::clock();  // of the processor: other work does not count
            yaml(front + repeated(piece, 1024 * 1024));
            const auto seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
            CHECK(seconds < 5);
        }
    }
}

}  // namespace flopledger
