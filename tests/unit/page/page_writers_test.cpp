// SPDX-License-Identifier: Apache-2.0
// What the writers of pages owe to every page: nothing is lost, nothing runs, nothing is rounded
// away.
#include <doctest/doctest.h>

#include "core/page/page_csv.hpp"
#include "core/page/page_html.hpp"
#include "core/page/page_markdown.hpp"
#include "core/page/page_text.hpp"

namespace flopledger {

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

PageValue figure_of(std::string text, const Range& range, bool has_best, bool has_high) {
    return exact_value(std::move(text), {range, has_best, has_high}, "FLOP");
}

Page page_with(PageTable table, std::string title = "Model") {
    Page page;
    page.head.title = "Title";
    PageSubject subject{std::move(title), "", "file.yaml", {}};
    subject.sections.push_back({"section", "Section", {std::move(table)}});
    page.subjects.push_back(std::move(subject));
    return page;
}

PageTable answer(std::string id) {
    PageTable table{std::move(id),
                    "",
                    {{"name", "name", false, true}, {"flop", "FLOP", true, false, true}},
                    {}};
    table.is_answer = true;
    return table;
}

}  // namespace

TEST_CASE("csv: ends that lie close to an amount are not rounded to it") {
    PageTable table = answer("a");
    const Range range{Exact::power_of_ten(24) * 9, Exact::power_of_ten(25),
                      Exact::ratio(10'000'001, 10'000'000) * Exact::power_of_ten(25)};
    table.rows.push_back({{"x"}, figure_of("1e25", range, true, true)});
    table.rows.push_back({{"y"}, figure_of(">= 9e24", range, false, false)});
    CHECK(page_csv(page_with(std::move(table))) ==
          "subject,from,name,flop,flop_low,flop_high\n"
          "Model,file.yaml,x,1e+25,9e+24,1.0000001e+25\n"
          "Model,file.yaml,y,,9e+24,\n");
}

TEST_CASE("csv: every line has as many cells, and no text is a formula") {
    Page page = page_with(answer("a"), "=1+1");
    page.subjects.push_back(page_with(answer("a"), "a,\"b\"\nc").subjects.front());
    for (PageSubject& subject : page.subjects) {
        auto& table = std::get<PageTable>(subject.sections.front().blocks.front());
        table.rows.push_back({{"@x"}});
    }
    CHECK(page_csv(page) ==
          "subject,from,name,flop,flop_low,flop_high\n"
          "\"'=1+1\",file.yaml,\"'@x\",,,\n"
          "\"a,\"\"b\"\"\\nc\",file.yaml,\"'@x\",,,\n");
    CHECK(page_csv(Page{}).empty());
}

TEST_CASE("text: a table that is far too wide is a list") {
    PageTable table{"t", "", {{"name", "name", false, true}}, {}};
    PageRow row{{"first"}};
    for (int column = 0; column < 9; ++column) {
        table.columns.push_back({"c", "column", true});
        row.cells.push_back({"123456789012"});
    }
    table.rows.push_back(std::move(row));
    const std::string text = page_text(page_with(std::move(table)), {});
    CHECK(has(text, "  first\n    column: 123456789012\n"));
}

TEST_CASE("text: what a table says for programs alone is not shown") {
    PageTable table = answer("a");
    table.shown = ShownIn::csv;
    table.rows.push_back({{"for-programs"}});
    const Page page = page_with(std::move(table));
    CHECK_FALSE(has(page_text(page, {}), "for-programs"));
    CHECK_FALSE(has(page_markdown(page), "for-programs"));
    CHECK_FALSE(has(page_html(page, "0"), "for-programs"));
    CHECK(has(page_csv(page), "for-programs"));
}

TEST_CASE("html: names are no markup, and ids are unlike each other") {
    Page page = page_with(answer("a"), "<script>");
    PageSubject& subject = page.subjects.front();
    subject.sections.push_back(subject.sections.front());
    for (PageSection& section : subject.sections) {
        section.blocks = {PageParagraph{"<b>\x01"}};
    }
    const std::string html = page_html(page, "0");
    CHECK_FALSE(has(html, "<script>"));
    CHECK(has(html, "&lt;b&gt;\\x01"));
    CHECK(has(html, "id=\"section\""));
    CHECK(has(html, "id=\"section-2\""));
}

TEST_CASE("markdown: a name begins no block of code and makes no link") {
    Page page;
    page.head.title = "T";
    page.subjects.push_back({"", "", "", {{"s", "", {PageNotes{{{"", "    code www.x.org"}}}}}}});
    CHECK(has(page_markdown(page), "- code www\\.x.org\n"));
}

}  // namespace flopledger
