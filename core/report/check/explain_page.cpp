// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/explain_page.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/report/words/derivation_page.hpp"
#include "core/report/words/lineage_graph.hpp"
#include "core/report/words/totals_page.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

std::string comparison_text(const Verdict& verdict) {
    std::string text =
        fmt::format("{} held against {}", figure(verdict.known()), amount_text(verdict));
    if (!verdict.standard.empty()) text += fmt::format(", by {}", verdict.standard);
    if (!verdict.base.empty()) text += fmt::format(", base {}", verdict.base);
    return text;
}

// How a verdict follows from its total, line by line.
PageNotes verdict_lines(const VerdictExplanation& explanation, const Date& as_of) {
    const Verdict& verdict = *explanation.verdict;
    const Threshold& threshold = *verdict.threshold;
    PageNotes lines;
    const auto add = [&lines](std::string_view label, const std::string& text) {
        lines.notes.push_back({"", label.empty() ? text : fmt::format("{}: {}", label, text)});
    };
    add("", threshold.title);
    add("", comparison_text(verdict));
    add("rule", explanation.rule);
    for (const std::string& condition : explanation.conditions) add("condition", condition);
    for (const Finding& reason : verdict.reasons) add("why", reason.message);
    for (const Finding& note : verdict.notes) add("note", note.message);
    for (const VerdictLine& line : consequence_lines(verdict, as_of, true)) {
        add(line.label, line.text);
    }
    const Citation& citation = threshold.citation;
    add("", "from " + citation_text(citation));
    if (!citation.link.empty()) add("", citation.link);
    return lines;
}

PageSection verdict_section(const VerdictExplanation& explanation, const Date& as_of) {
    const Verdict& verdict = *explanation.verdict;
    PageFigures figures = figures_of(explanation.figures);
    figures.level = 1;
    return {.id = verdict.threshold->id,
            .title = verdict.threshold->id + mark_of(verdict.threshold->origin),
            .blocks = {verdict_lines(explanation, as_of), std::move(figures)},
            .badge = {std::string(word(verdict.status)), tone_of(verdict.status)}};
}

}  // namespace

Page explain_page(const LedgerResult& result, const Explanation& explanation) {
    PageSubject subject = ledger_subject(*result.count->ledger);
    std::vector<PageSection>& sections = subject.sections;
    if (!explanation.totals.empty()) {
        if (auto outline = lineage_outline(result, explanation.totals)) {
            sections.push_back({"lineage", "Lineage", {std::move(*outline)}});
        }
    }
    if (!explanation.figures.empty()) {
        sections.push_back({"figures", "", {figures_of(explanation.figures)}});
    }
    for (const VerdictExplanation& verdict : explanation.verdicts) {
        sections.push_back(verdict_section(verdict, explanation.as_of));
    }
    tell_call_data(result, subject);
    if (!explanation.verdicts.empty()) {
        sections.push_back(
            {"law", "", {PageParagraph{"Verdicts by " + law_data_words() + ".", Tone::faint}}});
    }
    if (sections.empty()) {
        sections.push_back(
            {"none",
             "",
             {PageParagraph{"No threshold applies, so no total is asked for; `--standard` names "
                            "one, `--activity` an activity."}}});
    }
    Page page;
    page.head.title = "How the figures were reached";
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
