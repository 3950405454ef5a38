// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/diagnostic_text.hpp"

#include <doctest/doctest.h>

#include "core/base/call_names.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/text/words/safe_text.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

namespace {

Diagnostic example(std::string excerpt, int column, int length) {
    return {.name = name::unknown_chip,
            .place = {"ledger.yaml", 12, column},
            .length = length,
            .excerpt = std::move(excerpt),
            .message = "no chip is called 'H1000'",
            .hint = "did you mean 'H100'?"};
}

// The column the caret stands in, and the character above it.
char marked(const std::string& text) {
    const std::vector<std::string> lines = split_lines(text);
    return lines.at(1).at(lines.at(2).find('^'));
}

}  // namespace

TEST_CASE("a message shows place, fault, line, caret and remedy") {
    CHECK(diagnostic_text(example("    chip: H1000", 11, 5), {}) ==
          "ledger.yaml:12:11: error: no chip is called 'H1000' [unknown-chip]\n"
          "        chip: H1000\n"
          "              ^~~~~\n"
          "  hint: did you mean 'H100'?\n");
}

TEST_CASE("the caret stands right whatever comes before it") {
    const std::string tabs = "\tchip:\tH1000";
    CHECK(marked(diagnostic_text(example(tabs, 8, 5), {})) == 'H');
    const std::string escapes = "a\x1b[0m: H1000";
    CHECK(marked(diagnostic_text(example(escapes, 8, 5), {})) == 'H');
    const std::string accents = "\xc3\xa9\xc3\xa9: H1000";
    const std::vector<std::string> lines = split_lines(diagnostic_text(example(accents, 5, 5), {}));
    CHECK(lines.at(2) == "        ^~~~~");
}

TEST_CASE("a long line is cut to a window around the caret") {
    for (const int column : {1, 60, 61, 100, 150, 200}) {
        CAPTURE(column);
        std::string line(200, '.');
        line[static_cast<std::size_t>(column) - 1] = 'H';
        const std::string text = diagnostic_text(example(line, column, 5), {});
        CHECK(marked(text) == 'H');
        for (const std::string& shown : split_lines(text)) CHECK(columns(shown) <= 80);
    }
}

TEST_CASE("a caret past the end of the line stands at the end") {
    const std::vector<std::string> lines = split_lines(diagnostic_text(example("ab", 9, 1), {}));
    CHECK(lines.at(2) == "      ^");
}

TEST_CASE("a fault of the call names the program") {
    const Diagnostic diagnostic{.name = name::usage,
                                .place = {},
                                .excerpt = "",
                                .message = "there is no option '--x'",
                                .hint = ""};
    CHECK(diagnostic_text(diagnostic, {}) ==
          "flopledger: error: there is no option '--x' [usage]\n");
}

}  // namespace flopledger
