// SPDX-License-Identifier: Apache-2.0
#include "core/report/estimate_text.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/report/table.hpp"
#include "core/report/totals_text.hpp"
#include "core/report/verdict_words.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

std::string best_text(const Range& range) { return sum_text(range, false, !range.is_bound()); }

// Every method with its figures; the one that stands is marked.
std::string methods_text(const ActivityCount& activity, const Style& style) {
    Table table{.columns = {{.title = "method"},
                            {.title = "model FLOP", .right = true},
                            {.title = "range"},
                            {.title = "hardware FLOP", .right = true},
                            {.title = ""}},
                .rows = {},
                .indent = 4};
    for (const MethodCount& method : activity.methods) {
        const Range& flop = method.model_flop.value;
        const bool stands = activity.used == method.method;
        std::string mark = stands ? "stands" : "";
        if (method.bound) mark += stands ? ", a bound" : "a bound";
        table.rows.push_back(
            {.cells = {{name_of(method.method)},
                       {sum_text(flop, false, !flop.is_bound()), stands ? Ink::bold : Ink::plain},
                       {sum_span_text(flop, false, !flop.is_bound())},
                       {method.hardware_flop ? best_text(method.hardware_flop->value) : ""},
                       {mark}},
             .note = ""});
    }
    return table_text(table, style);
}

std::string activity_text(const ActivityCount& activity, const Style& style) {
    const Activity& stated = *activity.activity;
    std::string what;
    if (stated.name != word(stated.kind)) what += fmt::format(" ({})", word(stated.kind));
    if (stated.outcome) what += fmt::format(", {}", word(*stated.outcome));
    const std::string name = safe_text(stated.name);
    const std::string flop = activity.methods.empty()
                                 ? std::string("amount not stated")
                                 : fmt::format("{} FLOP", figure(activity.flop.value));
    const bool fits = columns(name) + columns(what) + columns(flop) + 4 <= style.width;
    std::string text = "  " + inked(style, Ink::bold, name) + what;
    text += fits ? fmt::format(": {}\n", flop) : fmt::format(":\n    {}\n", flop);
    if (!activity.methods.empty()) text += methods_text(activity, style);
    for (const Finding& finding : activity.findings) {
        text += paragraph(style, fmt::format("    {}: ", finding.name.text), finding.message);
    }
    return text;
}

}  // namespace

std::string estimate_text(const CheckResult& result, const Style& style) {
    std::string text;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        if (!text.empty()) text += "\n" + rule(style) + "\n";
        text += ledger_heading(*ledger.count->ledger, style) + "\n";
        text += inked(style, Ink::bold, "Activities") + "\n";
        for (const ActivityCount& activity : ledger.count->activities) {
            text += activity_text(activity, style) + "\n";
        }
        if (ledger.count->activities.empty()) text += "  none\n\n";
        if (ledger.judgement.totals.empty()) continue;
        text += inked(style, Ink::bold, "Totals by standard") + "\n";
        text += totals_text(ledger.judgement.totals, style);
        text += settled_text(result.settled, style) + settled_text(ledger.settled, style);
    }
    return text;
}

}  // namespace flopledger
