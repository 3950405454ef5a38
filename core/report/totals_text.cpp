// SPDX-License-Identifier: Apache-2.0
#include "core/report/totals_text.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/report/table.hpp"
#include "core/report/verdict_words.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

// Whose activity it is, where it is not the ledger's own.
std::string whose(const Contribution& contribution) {
    return contribution.base == nullptr || contribution.is_base
               ? ""
               : fmt::format(" of {}", safe_text(contribution.ledger));
}

// What the figure of a total leaves open, below its row.
std::string total_notes(const Total& total, const Style& style) {
    std::string notes;
    for (const Contribution* open : unsettled(total)) {
        notes +=
            indented(style, 6,
                     fmt::format("unsettled: {}{}, {} FLOP (in best and high, not in low)",
                                 safe_text(open->name), whose(*open), figure(open->flop.value)));
    }
    for (const Contribution& part : total.contributions) {
        const bool counts = part.applied != Rule::leave_out;
        if (!counts || part.activity == nullptr || !part.activity->only_bound) continue;
        const bool by_time = part.activity->used->method == Method::chip_time;
        notes += indented(
            style, 6,
            fmt::format("at most: {}{} is bounded from above alone{}", safe_text(part.name),
                        whose(part), by_time ? "; add `utilization:` to its chip_time" : ""));
    }
    for (const OpenPart& part : total.open_parts) {
        notes += indented(style, 6, "unknown: " + open_part_text(part, safe_text(part.name)));
    }
    return notes;
}

}  // namespace

std::string ledger_heading(const Ledger& ledger, const Style& style) {
    std::string name = safe_text(ledger.model_name);
    if (!ledger.developer.empty()) name += fmt::format(" ({})", safe_text(ledger.developer));
    std::string heading;
    for (const std::string& line : wrapped(name, style.width)) {
        heading += inked(style, Ink::bold, line) + "\n";
    }
    const std::string file = ledger.file == "-" ? "standard input" : safe_text(ledger.file);
    return heading + inked(style, Ink::faint, file) + "\n";
}

std::vector<const Contribution*> unsettled(const Total& total) {
    std::vector<const Contribution*> open;
    for (const Contribution& contribution : total.contributions) {
        const bool is_open = contribution.applied == Rule::unsettled;
        if (is_open && !contribution.counted.value.high.is_zero()) open.push_back(&contribution);
    }
    return open;
}

std::string settled_text(const std::vector<SettledRule>& settled, const Style& style) {
    std::string text;
    for (const SettledRule& rule : settled) {
        const std::string_view answer = rule.answer == Rule::count ? "counted" : "left out";
        text += indented(style, 2,
                         fmt::format("settled by {}: {} is {} under {}, which itself says: {}",
                                     rule.by.empty() ? "this call" : safe_text(rule.by), rule.what,
                                     answer, rule.standard, rule.otherwise));
    }
    return text;
}

std::string totals_text(const std::vector<Total>& totals, const Style& style) {
    Table table{.columns = {{.title = "standard"},
                            {.title = "FLOP", .right = true},
                            {.title = "range"},
                            {.title = "what it is", .wraps = true}},
                .rows = {}};
    for (const Total& total : totals) {
        const Range& flop = total.flop.value;
        table.rows.push_back(
            {.cells = {{total.standard->id},
                       {sum_text(flop, total.is_open(), total.best_known), Ink::bold},
                       {sum_span_text(flop, total.is_open(), total.best_known)},
                       {total.standard->title}},
             .note = total_notes(total, style)});
    }
    return table_text(table, style);
}

}  // namespace flopledger
