// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/totals_page.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "core/base/figure_text.hpp"
#include "core/page/style.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

// Whose activity it is, where it is not the ledger's own.
std::string whose(const Contribution& contribution) {
    return contribution.base == nullptr || contribution.is_base
               ? ""
               : fmt::format(" of {}", contribution.ledger);
}

// What the figure of a total leaves open, below its row.
std::vector<PageNote> total_notes(const Total& total) {
    std::vector<PageNote> notes;
    for (const Contribution* open : unsettled(total)) {
        notes.push_back(
            {"unsettled", fmt::format("{}{}, {} FLOP (in best and high, not in low)", open->name,
                                      whose(*open), figure(open->flop.value))});
    }
    for (const Contribution& part : total.contributions) {
        const bool counts = part.applied != Rule::leave_out;
        if (!counts || part.activity == nullptr || !part.activity->only_bound) continue;
        const bool by_time = part.activity->used->method == Method::chip_time;
        notes.push_back(
            {"at most", fmt::format("{}{} is bounded from above alone{}", part.name, whose(part),
                                    by_time ? "; add `utilization:` to its chip_time" : "")});
    }
    for (const OpenPart& part : total.open_parts) {
        notes.push_back({"unknown", open_part_text(part, part.name)});
    }
    return notes;
}

PageNote settled_note(const SettledRule& rule) {
    const std::string_view answer = rule.answer == Rule::count ? "counted" : "left out";
    return {fmt::format("settled by {}", rule.by.empty() ? "this call" : rule.by),
            fmt::format("{} is {} under {}, which itself says: {}", rule.what, answer,
                        rule.standard, rule.otherwise)};
}

}  // namespace

PageSubject ledger_subject(const Ledger& ledger) {
    PageSubject subject{.title = ledger.model_name,
                        .byline = ledger.developer,
                        .under = ledger.file == "-" ? "standard input" : ledger.file,
                        .sections = {}};
    if (!ledger.sha256.empty()) {
        subject.facts.push_back({"sha256", "SHA-256 of the ledger", {PageValue(ledger.sha256)}});
    }
    return subject;
}

std::vector<const Contribution*> unsettled(const Total& total) {
    std::vector<const Contribution*> open;
    for (const Contribution& contribution : total.contributions) {
        const bool is_open = contribution.applied == Rule::unsettled;
        if (is_open && !contribution.counted.value.high.is_zero()) open.push_back(&contribution);
    }
    return open;
}

void tell_call_data(const LedgerResult& result, PageSubject& subject) {
    if (result.data.empty()) return;
    PageNotes notes;
    for (const CallData& one : result.data) {
        notes.notes.push_back({one.kind, fmt::format("{}{}, SHA-256 {}", one.id,
                                                     mark_of(one.origin), one.origin.sha256)});
    }
    subject.sections.push_back({"call-data", "Not of this build", {std::move(notes)}});
}

void tell_left_out(const CheckResult& result, Page& page) {
    const auto count = std::count_if(result.ledgers.begin(), result.ledgers.end(),
                                     [](const LedgerResult& one) { return one.count == nullptr; });
    if (count == 0 || page.subjects.empty()) return;
    const std::string note = fmt::format(
        "{} with errors {} left out of this page.",
        counted(static_cast<std::size_t>(count), "ledger", "ledgers"), count == 1 ? "is" : "are");
    page.head.note = page.head.note.empty() ? note : note + " " + page.head.note;
}

PageNotes settled_notes(const std::vector<SettledRule>& by_call,
                        const std::vector<SettledRule>& by_ledger) {
    PageNotes notes;
    for (const auto* settled : {&by_call, &by_ledger}) {
        for (const SettledRule& rule : *settled) notes.notes.push_back(settled_note(rule));
    }
    return notes;
}

PageTable totals_table(const std::vector<Total>& totals, const std::vector<SettledRule>& by_call,
                       const std::vector<SettledRule>& by_ledger) {
    PageTable table{"totals",
                    "",
                    {{"standard", "standard"},
                     {"flop", "FLOP", true, false, true},
                     {"range", "range"},
                     {"title", "what it is", false, true}},
                    {}};
    for (const Total& total : totals) {
        const KnownRange sum = total.known();
        PageRow row{{total.standard->id},
                    exact_value(best_figure(sum), sum, "FLOP", Tone::strong),
                    {range_beside(sum)},
                    {total.standard->title}};
        row.notes = total_notes(total);
        for (const auto* settled : {&by_call, &by_ledger}) {
            for (const SettledRule& rule : *settled) {
                if (rule.standard == total.standard->id) row.notes.push_back(settled_note(rule));
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace flopledger
