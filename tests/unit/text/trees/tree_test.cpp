// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/tree.hpp"

#include <doctest/doctest.h>

#include <string>

#include "core/base/value_names.hpp"
#include "core/read/keys/key_names.hpp"

namespace flopledger {

namespace {

Node word(std::string text) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = std::move(text);
    return node;
}

}  // namespace

TEST_CASE("tree: lines come without their ends, long ones cut") {
    const Source source{"a.yaml",
                        "\xef\xbb\xbf"
                        "one\r\ntwo\n\nfour"};
    CHECK(line_of(source, 1) == "one");
    CHECK(line_of(source, 2) == "two");
    CHECK(line_of(source, 3) == "");
    CHECK(line_of(source, 4) == "four");
    CHECK(line_of(source, 5) == "");
    const std::string sign = "\xe2\x82\xac";
    std::string many;
    for (int count = 0; count < 300; ++count) many += sign;
    CHECK(line_of(Source{"b", many}, 1) == many.substr(0, 600));
}

TEST_CASE("tree: a mapping finds its keys") {
    Node node;
    node.kind = Node::Kind::mapping;
    node.fields.push_back({word("tokens"), word("5")});
    REQUIRE(node.find("tokens") != nullptr);
    CHECK(node.find("tokens")->text == "5");
    CHECK(node.find("token") == nullptr);
}

TEST_CASE("tree: words that versions of YAML read differently") {
    for (const char* text : {"no", "No", "NO", "yes", "on", "Off", "y", "N", "010", "-010", "00",
                             "0o10", "0x1F", "0b1", "12:30:00", "1:30.5", "08"}) {
        CAPTURE(text);
        CHECK(is_ambiguous_scalar(word(text)));
        Node quoted = word(text);
        quoted.quoted = true;
        CHECK_FALSE(is_ambiguous_scalar(quoted));
    }
    for (const char* text :
         {"", "true", "false", "none", "0", "-0", "10", "0.5", "1e3", "1_000", "15.6e12",
          "0.38..0.43", "2026-11-21", "0xyz", "a:b", ":", "now", "0..1", "2/3"}) {
        CAPTURE(text);
        CHECK_FALSE(is_ambiguous_scalar(word(text)));
    }
    CHECK(ambiguity_of(word("no")) == "YAML 1.1 reads `no` as false, YAML 1.2 as a text");
    CHECK(ambiguity_of(word("On")) == "YAML 1.1 reads `On` as true, YAML 1.2 as a text");
    CHECK(ambiguity_of(word("010")) ==
          "YAML 1.1 reads `010` as an octal number, YAML 1.2 as a decimal one");
}

TEST_CASE("tree: an error has place, excerpt and harmless words") {
    const Source source{"a.yaml", "one\ntwo: x\n"};
    Node node = word("x");
    node.line = 2;
    node.column = 6;
    Diagnostics diagnostics;
    report_at(diagnostics, name::unknown_word, source, node, "no `\x1b`", "write\ty");
    REQUIRE(diagnostics.list.size() == 1);
    const Diagnostic& error = diagnostics.list[0];
    CHECK(error.place == Place{"a.yaml", 2, 6});
    CHECK(error.excerpt == "two: x");
    CHECK(error.message == "no `\\x1b`");
    CHECK(error.hint == "write\\ty");
}

TEST_CASE("tree: the errors of one file are bounded, those of the next are told") {
    const Source first{"a.yaml", "x"};
    const Source second{"b.yaml", "x"};
    Diagnostics diagnostics;
    for (int count = 0; count < 1000; ++count) {
        report_at(diagnostics, name::unknown_key, first, word("x"), "unknown", "");
    }
    CHECK(diagnostics.list.size() == most_errors_per_source);
    CHECK(diagnostics.list.back().hint == "there are more errors in this file");
    report_at(diagnostics, name::unknown_key, second, word("x"), "unknown", "take it out");
    CHECK(diagnostics.list.size() == most_errors_per_source + 1);
    CHECK(diagnostics.list.back().hint == "take it out");
}

}  // namespace flopledger
