// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/standards_page.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/page/style.hpp"

namespace flopledger {

namespace {

PageRow rule_row(const std::string& what, const SourcedRule& rule) {
    const Tone tone = rule.rule == Rule::unsettled ? Tone::undetermined
                      : rule.rule == Rule::count   ? Tone::strong
                                                   : Tone::plain;
    return {{what},
            {std::string(word(rule.rule)), tone},
            {std::string(word(rule.basis))},
            {rule.source}};
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

PageTable rule_table(const std::string& id, const std::string& what) {
    return {id,
            "",
            {{"what", what, false, true},
             {"rule", "rule"},
             {"basis", "basis"},
             {"source", "source", false, true}},
            {}};
}

PageNotes facts_of(const Standard& standard) {
    PageNotes facts;
    const auto add = [&facts](std::string label, std::string text) {
        if (!text.empty()) facts.notes.push_back({std::move(label), std::move(text)});
    };
    add("from", standard.jurisdiction);
    add("version", standard.version);
    add("date", standard.date ? to_text(*standard.date) : "");
    add("text", citation_text(standard.citation));
    add("link", standard.citation.link);
    if (standard.error_margin) {
        add("error a provider may make",
            fmt::format("{} ({})", percent(*standard.error_margin), standard.error_margin_source));
    }
    add("law data of", to_text(law_data_day));
    return facts;
}

}  // namespace

Page standards_page(const std::vector<std::shared_ptr<const Standard>>& standards) {
    PageTable table{"standards",
                    "",
                    {{"id", "id"},
                     {"title", "title", false, true},
                     {"jurisdiction", "from"},
                     {"version", "version"}},
                    {}};
    table.depth = 0;
    table.is_answer = true;
    for (const std::shared_ptr<const Standard>& standard : standards) {
        table.rows.push_back({{standard->id, Tone::strong},
                              {standard->title},
                              {standard->jurisdiction},
                              {standard->version}});
    }
    return plain_page("Standards",
                      {{"standards", "", {std::move(table)}},
                       {"count",
                        "",
                        {PageParagraph{counted(standards.size(), "standard", "standards") + ", " +
                                       law_data_words()}}}});
}

Page standard_page(const Standard& standard) {
    PageSubject subject{standard.title, "", standard.id, {}};
    subject.sections.push_back({"facts", "", {facts_of(standard)}});
    PageTable activities = rule_table("activities", "activity");
    for (const ActivityRow& row : standard.activities) {
        activities.rows.push_back(rule_row(activity_words(row), row.rule));
    }
    activities.rows.push_back(rule_row("recomputation", standard.recomputation));
    subject.sections.push_back(
        {"activities", "Activities, the first row that fits decides", {std::move(activities)}});
    PageTable bases = rule_table("bases", "base model");
    for (const BaseRow& row : standard.base_models) {
        bases.rows.push_back(rule_row(base_words(row), row.rule));
    }
    subject.sections.push_back(
        {"bases", "Models built on, the first row that fits decides", {std::move(bases)}});
    if (!standard.notes.empty()) {
        subject.sections.push_back({"note", "", {PageNotes{{{"note", standard.notes}}}}});
    }
    Page page;
    page.head.title = "Standard";
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
