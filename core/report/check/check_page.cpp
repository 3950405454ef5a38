// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/check_page.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/judge/verdicts/reason_names.hpp"
#include "core/report/words/totals_page.hpp"
#include "core/report/words/verdict_table.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

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
PageNotes model_notes(const Judgement& judgement) {
    PageNotes notes;
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            for (const Finding& note : verdict.notes) {
                const bool known =
                    std::any_of(notes.notes.begin(), notes.notes.end(),
                                [&](const PageNote& one) { return one.text == note.message; });
                if (is_about_model(note) && !known) notes.notes.push_back({"note", note.message});
            }
        }
    }
    return notes;
}

// Why a verdict is what it is, by how much, and what follows, in short. What follows is told where
// the verdict counts.
std::vector<PageNote> verdict_notes(const Verdict& verdict, const Judgement& judgement,
                                    const Date& as_of, bool counts) {
    std::vector<PageNote> notes;
    const auto add = [&notes](std::string label, std::string text) {
        notes.push_back({std::move(label), std::move(text)});
    };
    const bool matters = verdict.status != VerdictStatus::not_reached;
    const std::string range = range_beside(verdict.known());
    if (matters && !range.empty()) {
        const std::string times =
            verdict.ratio ? fmt::format(", {} times the amount", plain_figure(*verdict.ratio)) : "";
        add("range", range + times);
    }
    for (const Finding& reason : verdict.reasons) {
        // That a total lies below the amount is seen in the row itself.
        const bool is_seen =
            verdict.measured_known && !(verdict.amount.low < verdict.measured.high);
        if (!matters && is_seen && reason.name == name::below) continue;
        add("why", reason.message);
    }
    if (verdict.within_margin) {
        add("note", fmt::format("within the error of {} that {} permits",
                                error_margin(verdict, judgement), verdict.standard));
    }
    for (const Finding& note : verdict.notes) {
        if (!is_about_model(note)) add("note", note.message);
    }
    const std::string law = law_text(verdict, as_of);
    const bool is_later = verdict.in_force_from && as_of < *verdict.in_force_from;
    if (!law.empty() && (matters || is_later)) add("status", law);
    if (!matters || !counts) return notes;
    for (VerdictLine& line : consequence_lines(verdict, as_of, false)) {
        add(std::move(line.label), std::move(line.text));
    }
    add("source", citation_text(verdict.threshold->citation));
    return notes;
}

PageTable verdicts_table(const std::string& id, const std::vector<Verdict>& verdicts,
                         const Judgement& judgement, const CheckRemarks& remarks, bool counts) {
    VerdictTeller teller;
    PageTable table =
        verdict_table(id, "", verdicts, {"title", "amount", "total", "ratio", "verdict"}, teller);
    for (std::size_t row = 0; row < verdicts.size(); ++row) {
        table.rows[row].notes = verdict_notes(verdicts[row], judgement, remarks.as_of, counts);
        table.rows[row].set_off = verdicts[row].status != VerdictStatus::not_reached;
    }
    return table;
}

// All verdicts for a program: one line each, those that set no exit status among them.
PageTable answer_table(const Judgement& judgement) {
    VerdictTeller teller;
    const std::vector<std::string_view> columns{"threshold", "title",   "applies_to",
                                                "standard",  "amount",  "total",
                                                "ratio",     "verdict", "why"};
    PageTable table = verdict_table("answer", "", judgement.verdicts, columns, teller);
    const std::size_t counting = table.rows.size();
    for (PageRow& row : verdict_table("", "", judgement.also, columns, teller).rows) {
        table.rows.push_back(std::move(row));
    }
    table.columns.push_back({"counts", "counts"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        table.rows[row].cells.push_back({row < counting ? "yes" : "no"});
    }
    table.is_answer = true;
    table.shown = ShownIn::csv;
    return table;
}

PageSection not_applicable_section(const Judgement& judgement) {
    PageNotes notes;
    for (const NotApplicable& entry : judgement.not_applicable) {
        notes.notes.push_back(
            {entry.threshold->id + mark_of(entry.threshold->origin), entry.reason});
    }
    return {"not-applicable", "Not applicable", {std::move(notes)}};
}

// "1 reached, 0 undetermined, 5 not reached; 12 not applicable (--all lists them)".
std::string closing_line(const Judgement& judgement, const CheckRemarks& remarks) {
    std::string line = verdict_counts(judgement);
    if (!judgement.also.empty()) line += fmt::format("; {} also", judgement.also.size());
    if (!judgement.not_applicable.empty()) {
        line += fmt::format("; {} not applicable", judgement.not_applicable.size());
        if (!remarks.list_not_applicable) line += " (--all lists them)";
    }
    return line;
}

PageSection totals_section(const LedgerResult& result, const std::vector<SettledRule>& settled) {
    return {"totals",
            "Training compute",
            {totals_table(result.judgement.totals, settled, result.settled)}};
}

PageSection thresholds_section(const Judgement& judgement, const CheckRemarks& remarks) {
    std::string title =
        fmt::format("Thresholds on {}, {}", to_text(remarks.as_of), law_data_words());
    if (remarks.margin) title += fmt::format(", totals widened by {}", percent(*remarks.margin));
    PageSection section{"thresholds", std::move(title), {}};
    section.blocks.emplace_back(answer_table(judgement));
    if (judgement.verdicts.empty()) {
        section.blocks.emplace_back(PageParagraph{"none applies", Tone::plain, 2});
        return section;
    }
    PagePicture picture = verdict_picture(judgement.verdicts, "thresholds", VerdictTeller());
    if (!picture.rows.empty()) section.blocks.emplace_back(std::move(picture));
    section.blocks.emplace_back(
        verdicts_table("thresholds", judgement.verdicts, judgement, remarks, true));
    return section;
}

PageSubject ledger_part(const LedgerResult& result, const std::vector<SettledRule>& settled,
                        const CheckRemarks& remarks) {
    const Judgement& judgement = result.judgement;
    PageSubject subject = ledger_subject(*result.count->ledger);
    if (!judgement.totals.empty()) subject.sections.push_back(totals_section(result, settled));
    subject.sections.push_back(thresholds_section(judgement, remarks));
    if (!judgement.also.empty()) {
        subject.sections.push_back(
            {"also",
             "Also (sets no exit status; --all makes it count)",
             {verdicts_table("also", judgement.also, judgement, remarks, false)}});
    }
    subject.sections.push_back({"notes", "", {model_notes(judgement)}});
    if (remarks.list_not_applicable && !judgement.not_applicable.empty()) {
        subject.sections.push_back(not_applicable_section(judgement));
    }
    tell_call_data(result, subject);
    subject.sections.push_back({"counts", "", {PageParagraph{closing_line(judgement, remarks)}}});
    return subject;
}

// The largest of a model's totals, the one that is open first.
std::string largest_total_text(const Judgement& judgement) {
    const auto& totals = judgement.totals;
    if (totals.empty()) return "";
    const Total& largest =
        *std::max_element(totals.begin(), totals.end(), [](const Total& left, const Total& right) {
            if (left.is_open() != right.is_open()) return right.is_open();
            return left.flop.value.high < right.flop.value.high;
        });
    return best_figure(largest.known());
}

// One line a model: its largest total and how its verdicts end.
PageSubject overview(const CheckResult& result) {
    PageTable table{"models",
                    "",
                    {{"model", "model", false, true},
                     {"file", "file", false, true},
                     {"flop", "largest total", true},
                     {"verdicts", "verdicts", false, true}},
                    {}};
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        const Judgement& judgement = ledger.judgement;
        const auto has = [&judgement](VerdictStatus status) {
            return std::any_of(judgement.verdicts.begin(), judgement.verdicts.end(),
                               [status](const Verdict& one) { return one.status == status; });
        };
        const Tone tone = has(VerdictStatus::reached)        ? Tone::reached
                          : has(VerdictStatus::undetermined) ? Tone::undetermined
                                                             : Tone::not_reached;
        const PageSubject subject = ledger_subject(*ledger.count->ledger);
        table.rows.push_back(
            {{subject.title},
             {subject.under},
             {largest_total_text(judgement)},
             {judgement.verdicts.empty() ? "none applies" : verdict_counts(judgement),
              judgement.verdicts.empty() ? Tone::faint : tone}});
    }
    PageSubject subject;
    subject.sections.push_back({"models", "Models", {std::move(table)}});
    return subject;
}

}  // namespace

Page check_page(const CheckResult& result, const CheckRemarks& remarks) {
    Page page;
    page.head.title = "Training compute against thresholds";
    page.head.note = "A verdict compares figures with an amount; it is not a legal conclusion.";
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        page.subjects.push_back(ledger_part(ledger, result.settled, remarks));
    }
    tell_left_out(result, page);
    if (page.subjects.size() > 1) page.subjects.insert(page.subjects.begin(), overview(result));
    return page;
}

}  // namespace flopledger
