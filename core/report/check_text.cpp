// SPDX-License-Identifier: Apache-2.0
#include "core/report/check_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "core/base/figure_text.hpp"
#include "core/judge/law_day.hpp"
#include "core/judge/reason_names.hpp"
#include "core/report/table.hpp"
#include "core/report/totals_text.hpp"
#include "core/report/verdict_words.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

std::string ratio_text(const Verdict& verdict) {
    if (!verdict.ratio) return "";
    return verdict.best_known ? plain_figure(verdict.ratio->best) + " x"
                              : "<= " + plain_figure(verdict.ratio->high) + " x";
}

// The error that the standard of a verdict permits a provider.
std::string error_margin(const Verdict& verdict, const Judgement& judgement) {
    for (const Total& total : judgement.totals) {
        const bool ours = total.standard->id == verdict.standard;
        if (ours && total.standard->error_margin) return percent(*total.standard->error_margin);
    }
    return "the size";
}

// Whether a note says what the model was taken for: the same below every verdict, so it is told
// once.
bool is_about_model(const Finding& note) {
    return note.name == name::taken_as_general_purpose ||
           note.name == name::model_kind_not_stated || note.name == name::general_purpose_differs;
}

// What the model was taken for by any of the verdicts, each said once.
std::string model_notes(const Judgement& judgement, const Style& style) {
    std::vector<std::string> said;
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            for (const Finding& note : verdict.notes) {
                const bool known = std::find(said.begin(), said.end(), note.message) != said.end();
                if (is_about_model(note) && !known) said.push_back(note.message);
            }
        }
    }
    std::string text;
    for (const std::string& message : said) text += indented(style, 2, "note: " + message);
    return text.empty() ? "" : text + "\n";
}

// Why, by how much, and what follows; below the verdict's row.
std::string verdict_notes(const Verdict& verdict, const Judgement& judgement, const CheckPage& page,
                          bool counts, const Style& style) {
    std::string notes;
    const Threshold& threshold = *verdict.threshold;
    const bool matters = verdict.status != VerdictStatus::not_reached;
    if (matters && verdict.measured_known && verdict.best_known && !verdict.measured.is_point()) {
        notes += paragraph(style, "      range: ",
                           fmt::format("{}{}", span_text(verdict.measured),
                                       verdict.ratio ? fmt::format(", {} times the amount",
                                                                   plain_figure(*verdict.ratio))
                                                     : ""));
    }
    for (const Finding& reason : verdict.reasons) {
        // That a total lies below the amount is seen in the row itself.
        const bool is_seen = !(verdict.amount.low < verdict.measured.high);
        if (!matters && is_seen && reason.name == name::below) continue;
        notes += paragraph(style, "      why: ", safe_text(reason.message));
    }
    if (verdict.within_margin) {
        notes += paragraph(style, "      note: ",
                           fmt::format("within the error of {} that {} permits",
                                       error_margin(verdict, judgement), verdict.standard));
    }
    for (const Finding& note : verdict.notes) {
        if (!is_about_model(note))
            notes += paragraph(style, "      note: ", safe_text(note.message));
    }
    const std::string law = law_text(verdict, page.as_of);
    const bool is_later = verdict.in_force_from && page.as_of < *verdict.in_force_from;
    if (!law.empty() && (matters || is_later)) notes += paragraph(style, "      status: ", law);
    if (!matters) return notes;
    if (!counts) return notes + "\n";
    for (const VerdictLine& line : consequence_lines(verdict, page.as_of, false)) {
        notes += paragraph(style, fmt::format("      {}: ", line.label), line.text);
    }
    notes += paragraph(style, "      source: ", citation_text(threshold.citation));
    return notes + "\n";
}

std::string verdicts_text(const std::vector<Verdict>& verdicts, const Judgement& judgement,
                          const CheckPage& page, bool counts, const Style& style) {
    Table table{.columns = {{.title = "threshold", .wraps = true},
                            {.title = "amount", .right = true},
                            {.title = "total", .right = true},
                            {.title = "ratio", .right = true},
                            {.title = "verdict"}},
                .rows = {}};
    for (const Verdict& verdict : verdicts) {
        std::string title = verdict.threshold->title + subject_text(verdict);
        if (!verdict.base.empty()) title += fmt::format(" (base: {})", verdict.base);
        table.rows.push_back(
            {.cells = {{title},
                       {amount_text(verdict)},
                       {measured_text(verdict)},
                       {ratio_text(verdict)},
                       {std::string(word(verdict.status)), ink_of(verdict.status)}},
             .note = verdict_notes(verdict, judgement, page, counts, style)});
    }
    return table_text(table, style);
}

std::string not_applicable_text(const Judgement& judgement, const Style& style) {
    std::string text = inked(style, Ink::bold, "Not applicable") + "\n";
    for (const NotApplicable& entry : judgement.not_applicable) {
        text += indented(style, 2, fmt::format("{}: {}", entry.threshold->id, entry.reason));
    }
    return text;
}

// "1 reached, 0 undetermined, 5 not reached; 12 not applicable (--all lists them)".
std::string closing_line(const Judgement& judgement, const CheckPage& page) {
    std::array<int, 3> counts{};
    for (const Verdict& verdict : judgement.verdicts) {
        ++counts.at(static_cast<std::size_t>(verdict.status));
    }
    std::string line = fmt::format("{} reached, {} undetermined, {} not reached",
                                   counts[static_cast<std::size_t>(VerdictStatus::reached)],
                                   counts[static_cast<std::size_t>(VerdictStatus::undetermined)],
                                   counts[static_cast<std::size_t>(VerdictStatus::not_reached)]);
    if (!judgement.also.empty()) line += fmt::format("; {} also", judgement.also.size());
    if (!judgement.not_applicable.empty()) {
        line += fmt::format("; {} not applicable", judgement.not_applicable.size());
        if (!page.list_not_applicable) line += " (--all lists them)";
    }
    return line + "\n";
}

std::string ledger_text(const LedgerResult& result, const std::vector<SettledRule>& settled,
                        const CheckPage& page, const Style& style) {
    const Judgement& judgement = result.judgement;
    std::string text = ledger_heading(*result.count->ledger, style) + "\n";
    if (!judgement.totals.empty()) {
        text += inked(style, Ink::bold, "Training compute") + "\n";
        text += totals_text(judgement.totals, style);
        text += settled_text(settled, style) + settled_text(result.settled, style) + "\n";
    }
    std::string title = fmt::format("Thresholds on {}, {}", to_text(page.as_of), law_data_words());
    if (page.margin) title += fmt::format(", totals widened by {}", percent(*page.margin));
    text += inked(style, Ink::bold, title) + "\n";
    if (judgement.verdicts.empty()) {
        text += "  none applies\n";
    } else {
        text += verdicts_text(judgement.verdicts, judgement, page, true, style);
    }
    if (!text.ends_with("\n\n")) text += "\n";
    if (!judgement.also.empty()) {
        text += inked(style, Ink::bold, "Also (sets no exit status; --all makes it count)") + "\n";
        text += verdicts_text(judgement.also, judgement, page, false, style);
        if (!text.ends_with("\n\n")) text += "\n";
    }
    text += model_notes(judgement, style);
    if (page.list_not_applicable && !judgement.not_applicable.empty()) {
        text += not_applicable_text(judgement, style) + "\n";
    }
    return text + closing_line(judgement, page);
}

}  // namespace

Ink ink_of(VerdictStatus status) {
    switch (status) {
        case VerdictStatus::reached:
            return Ink::red;
        case VerdictStatus::not_reached:
            return Ink::green;
        case VerdictStatus::undetermined:
            break;
    }
    return Ink::yellow;
}

std::string amount_text(const Verdict& verdict) {
    const Threshold& threshold = *verdict.threshold;
    const std::string_view sign = threshold.comparison == Comparison::greater ? ">" : ">=";
    if (threshold.measure == Measure::fraction_of_base && verdict.amount.high.is_zero()) {
        return fmt::format("{} {} of base", sign, threshold.amount.text());
    }
    const std::string_view unit = threshold.measure == Measure::cost           ? " USD"
                                  : threshold.measure == Measure::cluster_rate ? " op/s"
                                                                               : "";
    return fmt::format("{} {}{}", sign, figure(verdict.amount.best), unit);
}

std::string check_text(const CheckResult& result, const CheckPage& page, const Style& style) {
    std::string text;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        if (!text.empty()) text += "\n" + rule(style) + "\n";
        text += ledger_text(ledger, result.settled, page, style);
    }
    if (text.empty()) return text;
    return text +
           inked(style, Ink::faint,
                 "A verdict compares figures with an amount; it is not a legal conclusion.") +
           "\n";
}

}  // namespace flopledger
