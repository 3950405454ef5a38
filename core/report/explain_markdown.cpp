// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_markdown.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/judge/law_day.hpp"
#include "core/report/check_text.hpp"
#include "core/report/derivation_text.hpp"
#include "core/report/markdown.hpp"
#include "core/report/verdict_words.hpp"

namespace flopledger {

namespace {

// One item of a list, so many levels deep.
std::string item(int depth, const std::string& text) {
    return std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- " + text + "\n";
}

std::string head_of(const Derivation& tree) {
    return fmt::format("{} = {}", markdown_text(tree.label), markdown_text(value_text(tree)));
}

// Formula, source, place and findings of a figure, and then its inputs.
std::string body_of(const Derivation& tree, int depth, UnfoldedTrees& unfolded) {
    std::string text;
    if (!tree.formula.empty()) text += item(depth, "formula: " + markdown_text(tree.formula));
    if (!tree.source.empty()) text += item(depth, "from: " + markdown_text(tree.source));
    for (const Finding& finding : tree.findings) {
        text += item(depth, fmt::format("{}: {}", markdown_code(finding.name.text),
                                        markdown_text(finding.message)));
    }
    for (const Derivation& input : tree.inputs) {
        std::string head = fmt::format("**{}**", head_of(input));
        if (input.place) head += " at " + markdown_code(place_text(*input.place));
        const bool seen = unfolded.seen(input);
        text += item(depth, seen ? head + ", unfolded above" : head);
        if (!seen) text += body_of(input, depth + 1, unfolded);
    }
    return text;
}

std::string figure_text(const Derivation& tree, UnfoldedTrees& unfolded) {
    std::string text = fmt::format("## {}\n\n", head_of(tree));
    if (tree.place) text += item(0, "stated at " + markdown_code(place_text(*tree.place)));
    unfolded.seen(tree);
    return text + body_of(tree, 0, unfolded);
}

std::string verdict_text(const VerdictExplanation& explanation, const Date& as_of,
                         UnfoldedTrees& unfolded) {
    const Verdict& verdict = *explanation.verdict;
    const Threshold& threshold = *verdict.threshold;
    std::string text =
        fmt::format("## {}: {}\n\n", markdown_text(threshold.id), word(verdict.status));
    text += markdown_text(threshold.title) + "\n\n";
    std::string comparison =
        fmt::format("{} held against {}",
                    verdict.measured_known && verdict.best_known ? figure(verdict.measured)
                                                                 : measured_text(verdict),
                    amount_text(verdict));
    if (!verdict.standard.empty()) comparison += fmt::format(", by {}", verdict.standard);
    if (!verdict.base.empty()) comparison += fmt::format(", base {}", verdict.base);
    text += item(0, markdown_text(comparison));
    text += item(0, "rule: " + markdown_text(explanation.rule));
    for (const std::string& condition : explanation.conditions) {
        text += item(0, "condition: " + markdown_text(condition));
    }
    for (const Finding& reason : verdict.reasons) {
        text += item(0, fmt::format("why ({}): {}", markdown_code(reason.name.text),
                                    markdown_text(reason.message)));
    }
    for (const Finding& note : verdict.notes) {
        text += item(0, fmt::format("note ({}): {}", markdown_code(note.name.text),
                                    markdown_text(note.message)));
    }
    for (const VerdictLine& line : consequence_lines(verdict, as_of, true)) {
        text += item(0, fmt::format("{}: {}", line.label, markdown_text(line.text)));
    }
    const Citation& citation = threshold.citation;
    text += item(0, fmt::format("from: {}, {}", markdown_text(citation.text),
                                markdown_text(citation.article)));
    if (!citation.link.empty()) text += item(0, markdown_text(citation.link));
    for (const Derivation& tree : explanation.figures) {
        std::string head = fmt::format("**{}**", head_of(tree));
        const bool seen = unfolded.seen(tree);
        text += item(0, seen ? head + ", unfolded above" : head);
        if (!seen) text += body_of(tree, 1, unfolded);
    }
    return text;
}

}  // namespace

std::string explain_markdown(const LedgerResult& result, const Explanation& explanation) {
    const Ledger& ledger = *result.count->ledger;
    std::string text =
        fmt::format("# How the figures of {} were reached\n\n", markdown_text(ledger.model_name));
    if (!ledger.developer.empty()) {
        text += item(0, "developer: " + markdown_text(ledger.developer));
    }
    text +=
        item(0, "ledger: " + markdown_code(ledger.file == "-" ? "standard input" : ledger.file));
    if (!ledger.sha256.empty()) text += item(0, "SHA-256: " + markdown_code(ledger.sha256));
    if (!explanation.verdicts.empty()) text += item(0, law_data_words());
    UnfoldedTrees unfolded;
    for (const Derivation& tree : explanation.figures) text += "\n" + figure_text(tree, unfolded);
    for (const VerdictExplanation& verdict : explanation.verdicts) {
        text += "\n" + verdict_text(verdict, explanation.as_of, unfolded);
    }
    if (explanation.figures.empty() && explanation.verdicts.empty()) {
        text +=
            "\nNo threshold applies, so no total is asked for; `--standard` names one, "
            "`--activity` an activity.\n";
    }
    return text;
}

}  // namespace flopledger
