// SPDX-License-Identifier: Apache-2.0
// A report as HTML is one file that any reader can follow: its structure, its links, its tables.
// What a browser makes of it is looked at by scripts/check-pages.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

std::string html_of(const std::string& ledger, const std::string& form,
                    const std::string& input = "") {
    const ProgramRun made = run_program({"report", ledger, "--template", form, "--quiet"}, input);
    REQUIRE(made.status == 0);
    return made.out;
}

// The document without its style sheet, which is no markup.
std::string markup(const std::string& html) {
    const std::size_t begin = html.find("<style>");
    const std::size_t end = html.find("</style>");
    REQUIRE(begin < end);
    return html.substr(0, begin + 7) + html.substr(end);
}

// Every tag as it is written, without its brackets: `p class="note"`, `/p`.
std::vector<std::string> tags_of(const std::string& html) {
    std::vector<std::string> tags;
    for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find('>', at);
        REQUIRE(end != html.npos);
        tags.push_back(html.substr(at + 1, end - at - 1));
    }
    return tags;
}

std::string name_of(const std::string& tag) { return tag.substr(0, tag.find_first_of(" /", 1)); }

// The value of an attribute; empty where a tag has none.
std::string attribute(const std::string& tag, const std::string& name) {
    const std::string begin = " " + name + "=\"";
    const std::size_t at = tag.find(begin);
    if (at == tag.npos) return "";
    const std::size_t from = at + begin.size();
    return tag.substr(from, tag.find('"', from) - from);
}

bool is_void(const std::string& tag) {
    constexpr auto names = std::to_array<std::string_view>({"!DOCTYPE", "meta"});
    return tag.ends_with("/") || std::find(names.begin(), names.end(), name_of(tag)) != names.end();
}

template <typename Test>
void for_each_report(const Test& test) {
    for (const std::string& ledger : report_ledgers()) {
        for (const std::string& form : report_templates()) {
            CAPTURE(ledger);
            CAPTURE(form);
            test(markup(html_of(ledger, form)));
        }
    }
}

}  // namespace

TEST_CASE("every element of a report is closed where it was opened") {
    for_each_report([](const std::string& html) {
        std::vector<std::string> open;
        for (const std::string& tag : tags_of(html)) {
            if (is_void(tag)) continue;
            if (!tag.starts_with("/")) {
                open.push_back(name_of(tag));
                continue;
            }
            REQUIRE(!open.empty());
            REQUIRE(open.back() == tag.substr(1));
            open.pop_back();
        }
        CHECK(open.empty());
    });
}

TEST_CASE("ids are there once, and everything that is pointed to within a report is there") {
    for_each_report([](const std::string& html) {
        std::set<std::string> ids;
        const std::vector<std::string> tags = tags_of(html);
        for (const std::string& tag : tags) {
            const std::string id = attribute(tag, "id");
            if (!id.empty()) CHECK_MESSAGE(ids.insert(id).second, id);
        }
        for (const std::string& tag : tags) {
            const std::string link = attribute(tag, "href");
            if (link.starts_with("#")) CHECK_MESSAGE(ids.contains(link.substr(1)), tag);
            std::string labels = attribute(tag, "aria-labelledby") + " ";
            while (labels.size() > 1) {
                const std::size_t end = labels.find(' ');
                CHECK_MESSAGE(ids.contains(labels.substr(0, end)), tag);
                labels.erase(0, end + 1);
            }
        }
    });
}

TEST_CASE("a report needs no script and no other file") {
    for_each_report([](const std::string& html) {
        for (const std::string& tag : tags_of(html)) {
            for (const char* name : {"script", "link", "img", "iframe", "object", "use", "image"}) {
                CHECK(name_of(tag) != name);
            }
            CHECK(tag.find(" on") == std::string::npos);
            CHECK(tag.find(" src=") == std::string::npos);
            CHECK(attribute(tag, "style").empty());
        }
    });
    const std::string whole = html_of(report_ledgers().front(), "summary");
    CHECK(whole.find("@import") == std::string::npos);
    CHECK(whole.find("url(http") == std::string::npos);
}

TEST_CASE("a reader that hears a report is told what each thing is") {
    for_each_report([](const std::string& html) {
        CHECK(html.find("<html lang=\"en\">") != std::string::npos);
        int titles = 0;
        int pictures = 0;
        std::string last;
        for (const std::string& tag : tags_of(html)) {
            const std::string name = name_of(tag);
            if (name == "h1") ++titles;
            if (name == "h3") CHECK_MESSAGE(last != "", "a heading skips a level");
            if (name == "h2") last = name;
            if (name == "th") CHECK(!attribute(tag, "scope").empty());
            if (name == "table") CHECK(!attribute(tag, "aria-labelledby").empty());
            if (name != "svg") continue;
            ++pictures;
            CHECK(attribute(tag, "role") == "img");
            CHECK(!attribute(tag, "aria-labelledby").empty());
        }
        CHECK(titles == 1);
        CHECK(pictures >= 4);  // each is drawn for a page and for a phone
    });
}

TEST_CASE("what a ledger says is text in a report, never markup") {
    const std::string hostile = R"yaml(flopledger: 1
model: {name: "<script>alert(1)</script>", developer: "a \"b\" & 'c' --> </style>"}
activities:
  - name: "</title><img src=x onerror=alert(1)> &amp; {{7*7}}"
    kind: pre-training
    period: 2026-01-01..2026-02-01
    operations: {parameters: 70e9, tokens: 15e12}
    evidence: [{file: "javascript:alert(1)", note: "<b>note</b>"}]
)yaml";
    for (const std::string& form : report_templates()) {
        const std::string html = markup(html_of("-", form, hostile));
        CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
        CHECK(html.find("&amp;amp;") != std::string::npos);
        for (const std::string& tag : tags_of(html)) {
            CHECK(name_of(tag) != "script");
            CHECK(name_of(tag) != "img");
            CHECK(name_of(tag) != "b");
            CHECK(attribute(tag, "href").find("javascript") == std::string::npos);
        }
    }
}

TEST_CASE("what a ledger says is text in Markdown, too") {
    const std::string hostile = R"yaml(flopledger: 1
model: {name: "# head | [x](javascript:1) <b> `code` *star* _line_"}
activities:
  - {name: "a | b\tc", kind: pre-training, operations: {parameters: 70e9, tokens: 15e12}}
)yaml";
    const ProgramRun made = run_program({"report", "-", "--format", "markdown"}, hostile);
    CHECK(made.status == 0);
    CHECK(made.out.find("<b>") == std::string::npos);
    CHECK(made.out.find("[x](") == std::string::npos);
    CHECK(made.out.find("| a | b") == std::string::npos);
}

}  // namespace flopledger
