// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/json.hpp"

#include <doctest/doctest.h>

#include <ctime>

#include "tests/support/parsing.hpp"

namespace flopledger {

namespace {

Parsed json(std::string text) { return parsed(parse_json, std::move(text)); }

}  // namespace

TEST_CASE("json: values keep the characters written") {
    struct Row {
        std::string text;
        std::string outline;
    };
    const Row rows[] = {
        {"{}", "{}"},
        {"[]", "[]"},
        {"null", "null"},
        {" 12 ", "12"},
        {"{\"a\": 15.60e12, \"b\": -0.0, \"c\": 1E+2}", "{'a': 15.60e12, 'b': -0.0, 'c': 1E+2}"},
        {"[123456789012345678901234567890]", "[123456789012345678901234567890]"},
        {"[true, false, null, \"true\"]", "[true, false, null, 'true']"},
        {"{\"a\":{\"b\":[[1],{}]}}", "{'a': {'b': [[1], {}]}}"},
        {"\"\\u20ac \\\" \\\\\"", "'\xe2\x82\xac \" \\'"},
        {"\xef\xbb\xbf[1]\r\n", "[1]"},
        {"{\"<<\": 1}", "{'<<': 1}"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Parsed result = json(row.text);
        CHECK(outline(result) == row.outline);
        CHECK(faults(result) == "");
    }
}

TEST_CASE("json: what Python writes for numbers that are none is kept as it stands") {
    Diagnostics diagnostics;
    const auto document = parse_json(
        std::make_shared<const Source>(Source{"x.json", "[0.0, Infinity,\n -Infinity, NaN, 7]"}),
        diagnostics);
    REQUIRE(document.has_value());
    const std::vector<Node>& items = document->root.items;
    REQUIRE(items.size() == 5);
    CHECK(items[1].text == "Infinity");
    CHECK(items[2].text == "-Infinity");
    CHECK(items[2].line == 2);
    CHECK(items[2].column == 2);
    CHECK(items[3].text == "NaN");
    CHECK(items[4].text == "7");
    CHECK_FALSE(
        parse_json(std::make_shared<const Source>(Source{"x.json", "[Infinit]"}), diagnostics)
            .has_value());
}

TEST_CASE("json: every value has its place, in characters") {
    const Parsed result = json(
        "\xef\xbb\xbf{\"\xc3\xa9\": \"\xe2\x82\xac,:\",\r\n  \"b\" : [12,-3.5e1 , {}],\n"
        "\"c\":true}\n");
    REQUIRE(result.document);
    CHECK(places(result.document->root) ==
          "@1:1+1 \xc3\xa9@1:2+3 \xe2\x82\xac,:@1:7+5 b@2:3+3 @2:9+1 12@2:10+2 -3.5e1@2:13+6 "
          "@2:22+1 c@3:1+3 true@3:5+4");
}

TEST_CASE("json: what is refused, where, and what is left") {
    struct Row {
        std::string text;
        std::string faults;
        std::string outline;
    };
    const Row rows[] = {
        {"{\"a\": 1,\n \"a\": 2}", "2:2 duplicate-key", "{'a': 1}"},
        {"{\"a\": 1, \"\\u0061\": {\"b\": [2]}}", "1:10 duplicate-key", "{'a': 1}"},
        {"[1e999]", "1:2 number-out-of-bounds", "none"},
        {"[\"\xff\"]", "1:3 not-utf8", "none"},
        {std::string("{}\0{", 4), "1:3 json-syntax", "none"},
        {std::string(64, '[') + std::string(64, ']'), "",
         std::string(64, '[') + std::string(64, ']')},
        {std::string(65, '[') + std::string(65, ']'), "1:65 nesting-too-deep", "none"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Parsed result = json(row.text);
        CHECK(faults(result) == row.faults);
        CHECK(outline(result) == row.outline);
    }
}

TEST_CASE("json: syntax errors in words") {
    struct Row {
        std::string text;
        std::string place;
        std::string message;
    };
    const Row rows[] = {
        {"", "1:1", "the file is empty"},
        {" \n", "2:1", "the file is empty"},
        {"[1,", "1:4", "the file ends before its value does"},
        {"{\"a\": [1, 2]\n", "2:1", "the file ends before its value does"},
        {"[1,]", "1:3", "no value follows this comma"},
        {"{\"a\": 1,\n}", "1:8", "no value follows this comma"},
        {"[1 2]", "1:4", "`2` cannot stand here"},
        {"[1,,2]", "1:4", "`,` cannot stand here"},
        {"{\"a\" 1}", "1:6", "`1` cannot stand here"},
        {"{\"a\": \"b\" \"c\": 1}", "1:11", "a text cannot stand here"},
        {"{a: 1}", "1:2", "`a` is not a word of JSON"},
        {"{1: 2}", "1:2", "`1` cannot stand here"},
        {"[nul]", "1:2", "`nul` is not a word of JSON"},
        {"[True]", "1:2", "`True` is not a word of JSON"},
        {"[01]", "1:2", "`01` is not a number as JSON writes it"},
        {"[1.]", "1:2", "`1.` is not a number as JSON writes it"},
        {"[.5]", "1:2", "`.5` is not a number as JSON writes it"},
        {"[+1]", "1:2", "`+1` is not a number as JSON writes it"},
        {"[1_000]", "1:2", "`1_000` is not a number as JSON writes it"},
        {"[0x10]", "1:2", "`0x10` is not a number as JSON writes it"},
        {"[1e]", "1:2", "`1e` is not a number as JSON writes it"},
        {"[\"a]", "1:2", "this text is not closed"},
        {"[\"a\n\"]", "1:2", "this text is not closed in its line"},
        {"[\"a\tb\"]", "1:4", "a tab cannot stand in a text"},
        {"[\"a\\q\"]", "1:5", "this backslash escape does not exist"},
        {"['a']", "1:2", "JSON has no single quotes"},
        {"[1] // x", "1:5", "JSON has no comments"},
        {"/* x */ 1", "1:1", "JSON has no comments"},
        {"[1]]", "1:4", "`]` cannot stand here"},
        {"{} {}", "1:4", "`{` cannot stand here"},
        {"\xef\xbb\xbf\xef\xbb\xbf"
         "1",
         "1:1", "`\\ufeff` cannot stand here"},
        {"\xef\xbb\xbf[1,]", "1:3", "no value follows this comma"},
        {"[\"\xe2\x82\xac\" \xe2\x82\xac]", "1:6", "`\xe2\x82\xac` cannot stand here"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Parsed result = json(row.text);
        CHECK_FALSE(result.document);
        REQUIRE(result.diagnostics.list.size() == 1);
        const Diagnostic& error = result.diagnostics.list[0];
        CHECK(error.message == row.message);
        CHECK(faults(result) == row.place + " json-syntax");
        CHECK_FALSE(error.hint.empty());
    }
}

TEST_CASE("json: a megabyte of anything ends soon") {
    for (const char* piece :
         {"[", "{", "{\"a\":", "\"", "\"a\",", "1",  "1,",   "[],",          "-",    "e",
          ".", " ", "\n",      ",",  ":",      "\\", "\"\\", "\xe2\x82\xac", "9e9,", "0"}) {
        for (const char* front : {"", "[", "{\"a\": ", "[0."}) {
            CAPTURE(piece);
            CAPTURE(front);
            std::string text = front;
            while (text.size() < 1024 * 1024) text += piece;
            const std::clock_t begin = std::clock();  // of the processor: other work does not count
            json(std::move(text));
            const auto seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
            CHECK(seconds < 5);
        }
    }
}

}  // namespace flopledger
