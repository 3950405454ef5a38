// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_text.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/judge/law_day.hpp"
#include "core/report/check_text.hpp"
#include "core/report/derivation_text.hpp"
#include "core/report/lineage_graph.hpp"
#include "core/report/totals_text.hpp"
#include "core/report/verdict_words.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int step = 2;  // columns that a line below a heading is indented

std::string verdict_text(const VerdictExplanation& explanation, const Date& as_of,
                         DerivationWriter& writer, const Style& style) {
    const Verdict& verdict = *explanation.verdict;
    const Threshold& threshold = *verdict.threshold;
    std::string text = fmt::format("{}: {}\n", inked(style, Ink::bold, safe_text(threshold.id)),
                                   inked(style, ink_of(verdict.status), word(verdict.status)));
    text += indented(style, step, threshold.title);
    const std::string measured = verdict.measured_known && verdict.best_known
                                     ? figure(verdict.measured)
                                     : measured_text(verdict);
    std::string comparison = fmt::format("{} held against {}", measured, amount_text(verdict));
    if (!verdict.standard.empty()) comparison += fmt::format(", by {}", verdict.standard);
    if (!verdict.base.empty()) comparison += fmt::format(", base {}", verdict.base);
    text += indented(style, step, comparison);
    text += indented(style, step, "rule: " + explanation.rule);
    for (const std::string& condition : explanation.conditions) {
        text += indented(style, step, "condition: " + condition);
    }
    for (const Finding& reason : verdict.reasons) {
        text += indented(style, step, "why: " + safe_text(reason.message));
    }
    for (const Finding& note : verdict.notes) {
        text += indented(style, step, "note: " + safe_text(note.message));
    }
    for (const VerdictLine& line : consequence_lines(verdict, as_of, true)) {
        text += indented(style, step, fmt::format("{}: {}", line.label, line.text));
    }
    const Citation& citation = threshold.citation;
    text += indented(style, step, fmt::format("from {}, {}", citation.text, citation.article));
    if (!citation.link.empty()) text += indented(style, step, citation.link);
    for (const Derivation& tree : explanation.figures) text += writer.text(tree, 1);
    return text;
}

}  // namespace

std::string explain_text(const LedgerResult& result, const Explanation& explanation,
                         const Style& style) {
    std::string text = ledger_heading(*result.count->ledger, style);
    if (!explanation.totals.empty()) text += lineage_text(result, explanation.totals, style);
    DerivationWriter writer(style);
    for (const Derivation& tree : explanation.figures) text += "\n" + writer.text(tree, 0);
    for (const VerdictExplanation& verdict : explanation.verdicts) {
        text += "\n" + verdict_text(verdict, explanation.as_of, writer, style);
    }
    if (!explanation.verdicts.empty()) {
        text += "\n" + inked(style, Ink::faint, "Verdicts by " + law_data_words() + ".") + "\n";
    }
    if (explanation.figures.empty() && explanation.verdicts.empty()) {
        text +=
            "\n" + indented(style, 0,
                            "No threshold applies, so no total is asked for; `--standard` names "
                            "one, `--activity` an activity.");
    }
    return text;
}

}  // namespace flopledger
