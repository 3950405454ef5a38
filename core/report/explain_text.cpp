// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "core/base/figure_text.hpp"
#include "core/report/check_text.hpp"
#include "core/report/totals_text.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int step = 2;             // columns a level is indented
constexpr int deepest_indent = 24;  // beyond it the page would be too narrow to read

// `3.79e25 (3.42e25 .. 4.18e25) FLOP`.
std::string value_text(const Derivation& figure_tree) {
    const std::string value =
        figure_tree.unit == "FLOP" ? figure(figure_tree.value) : input_figure(figure_tree.value);
    return figure_tree.unit.empty() ? value : value + " " + figure_tree.unit;
}

std::string place_text(const Place& place) {
    if (place.line == 0) return place.file;
    return fmt::format("{}:{}", place.file, place.line);
}

// Writes trees, and remembers what it has unfolded.
class TreeWriter {
  public:
    explicit TreeWriter(const Style& style) : style_(style) {}

    std::string text(const Derivation& tree, int depth) {
        const int indent = std::min(depth * step, deepest_indent);
        std::string head = fmt::format("{} = {}", tree.label, value_text(tree));
        if (tree.place) head += fmt::format(" [{}]", place_text(*tree.place));
        const std::string key = fmt::format("{}|{}|{}", tree.formula, tree.source, head);
        const bool repeated = !tree.inputs.empty() && !written_.insert(key).second;
        if (repeated) return indented(style_, indent, head + ", unfolded above");
        std::string page = depth == 0 ? bold_head(head) : indented(style_, indent, head);
        if (!tree.formula.empty()) page += indented(style_, indent + step, "= " + tree.formula);
        if (!tree.source.empty()) page += indented(style_, indent + step, "from " + tree.source);
        for (const Derivation& input : tree.inputs) page += text(input, depth + 1);
        return page;
    }

  private:
    std::string bold_head(const std::string& head) {
        std::string page;
        for (const std::string& line : wrapped(safe_text(head), style_.width)) {
            page += inked(style_, Ink::bold, line) + "\n";
        }
        return page;
    }

    const Style& style_;
    std::set<std::string> written_;
};

std::string verdict_text(const VerdictExplanation& explanation, const Style& style) {
    const Verdict& verdict = *explanation.verdict;
    const Threshold& threshold = *verdict.threshold;
    std::string text = fmt::format("{}: {}\n", inked(style, Ink::bold, safe_text(threshold.id)),
                                   inked(style, ink_of(verdict.status), word(verdict.status)));
    text += indented(style, step, threshold.title);
    const std::string measured = verdict.measured_known ? figure(verdict.measured) : "unknown";
    std::string comparison = fmt::format("{} held against {}", measured, amount_text(verdict));
    if (!verdict.standard.empty()) comparison += fmt::format(", by {}", verdict.standard);
    if (!verdict.base.empty()) comparison += fmt::format(", base {}", verdict.base);
    text += indented(style, step, comparison);
    text += indented(style, step, "rule: " + explanation.rule);
    for (const std::string& condition : explanation.conditions) {
        text += indented(style, step, "condition: " + condition);
    }
    for (const Finding& reason : verdict.reasons) {
        text += indented(style, step, "why: " + reason.message);
    }
    const Citation& citation = threshold.citation;
    text += indented(style, step, fmt::format("from {}, {}", citation.text, citation.article));
    if (!citation.link.empty()) text += indented(style, step, citation.link);
    return text;
}

}  // namespace

std::string explain_text(const LedgerResult& result, const Explanation& explanation,
                         const Style& style) {
    std::string text = ledger_heading(*result.count->ledger, style);
    TreeWriter writer(style);
    for (const Derivation& tree : explanation.figures) text += "\n" + writer.text(tree, 0);
    for (const VerdictExplanation& verdict : explanation.verdicts) {
        text += "\n" + verdict_text(verdict, style);
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
