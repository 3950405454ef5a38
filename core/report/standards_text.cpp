// SPDX-License-Identifier: Apache-2.0
#include "core/report/standards_text.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/judge/law_day.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

Row rule_row(const std::string& what, const SourcedRule& rule) {
    const Ink ink = rule.rule == Rule::unsettled ? Ink::yellow
                    : rule.rule == Rule::count   ? Ink::bold
                                                 : Ink::plain;
    return {.cells = {{what},
                      {std::string(word(rule.rule)), ink},
                      {std::string(word(rule.basis))},
                      {rule.source}},
            .note = ""};
}

std::string recency_words(const std::optional<int>& months) {
    return months ? fmt::format(", released within {} months", *months) : "";
}

std::string activity_words(const ActivityRow& row) {
    std::string text(word(row.kind));
    if (row.is_public) text += *row.is_public ? ", public" : ", not public";
    if (row.outcome) text += fmt::format(", {}", word(*row.outcome));
    return text + recency_words(row.released_within_months);
}

std::string base_words(const BaseRow& row) {
    std::string text = row.relation ? std::string(word(*row.relation)) : "any relation";
    if (row.provider) text += fmt::format(", {}", word(*row.provider));
    if (row.is_public) text += *row.is_public ? ", public" : ", not public";
    return text + recency_words(row.released_within_months);
}

Table rule_table(const std::string& what) {
    return {.columns = {{.title = what, .wraps = true},
                        {.title = "rule"},
                        {.title = "basis"},
                        {.title = "source", .wraps = true}},
            .rows = {}};
}

}  // namespace

std::string standards_text(const std::vector<std::shared_ptr<const Standard>>& standards,
                           const Style& style) {
    Table table{.columns = {{.title = "id"},
                            {.title = "title", .wraps = true},
                            {.title = "from"},
                            {.title = "version"}},
                .rows = {},
                .indent = 0};
    for (const std::shared_ptr<const Standard>& standard : standards) {
        table.rows.push_back({.cells = {{standard->id, Ink::bold},
                                        {standard->title},
                                        {standard->jurisdiction},
                                        {standard->version}},
                              .note = ""});
    }
    return table_text(table, style) + "\n" + counted(standards.size(), "standard", "standards") +
           ", " + law_data_words() + "\n";
}

std::string standard_text(const Standard& standard, const Style& style) {
    std::string text = paragraph(style, "", standard.title);
    text += fmt::format("{}\n\n", inked(style, Ink::faint, safe_text(standard.id)));
    text += paragraph(style, "  from: ", standard.jurisdiction);
    if (!standard.version.empty()) text += paragraph(style, "  version: ", standard.version);
    if (standard.date) text += paragraph(style, "  date: ", to_text(*standard.date));
    text += paragraph(style, "  text: ", citation_text(standard.citation));
    if (!standard.citation.link.empty())
        text += paragraph(style, "  link: ", standard.citation.link);
    if (standard.error_margin) {
        text += paragraph(
            style, "  error a provider may make: ",
            fmt::format("{} ({})", percent(*standard.error_margin), standard.error_margin_source));
    }
    text += paragraph(style, "  law data of: ", to_text(law_data_day));

    Table activities = rule_table("activity");
    for (const ActivityRow& row : standard.activities) {
        activities.rows.push_back(rule_row(activity_words(row), row.rule));
    }
    activities.rows.push_back(rule_row("recomputation", standard.recomputation));
    text += "\n" + inked(style, Ink::bold, "Activities, the first row that fits decides") + "\n";
    text += table_text(activities, style);

    Table bases = rule_table("base model");
    for (const BaseRow& row : standard.base_models) {
        bases.rows.push_back(rule_row(base_words(row), row.rule));
    }
    text += "\n" + inked(style, Ink::bold, "Models built on, the first row that fits decides") +
            "\n" + table_text(bases, style);
    if (!standard.notes.empty()) text += "\n" + paragraph(style, "  note: ", standard.notes);
    return text;
}

}  // namespace flopledger
