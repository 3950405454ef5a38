// SPDX-License-Identifier: Apache-2.0
#include "core/report/capacity_text.hpp"

#include <fmt/format.h>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/answers.hpp"
#include "core/report/table.hpp"

namespace flopledger {

namespace {

std::string heading(const Style& style, std::string_view title) {
    return inked(style, Ink::bold, title) + "\n";
}

std::string share_text(const Range& share) {
    return share.is_point() ? percent(share.best)
                            : fmt::format("{} .. {}", percent(share.low), percent(share.high));
}

std::string time_text(const ChipHolding& holding) {
    if (!holding.period) return "as logged";
    return fmt::format("{}..{}", to_text(holding.period->from), to_text(holding.period->to));
}

std::string chips_text(const CapacityResult& result, const Style& style) {
    Table table{.columns = {{.title = "site"},
                            {.title = "chip", .wraps = true},
                            {.title = "chips", .right = true},
                            {.title = "time"},
                            {.title = "at work", .right = true},
                            {.title = "FLOP at peak", .right = true}},
                .rows = {}};
    for (std::size_t row = 0; row < result.plan.holdings.size(); ++row) {
        const ChipHolding& holding = result.plan.holdings[row];
        const Range& active = holding.active.value;
        table.rows.push_back({{{holding.site},
                               {fmt::format("{} {}", holding.chip->id, word(holding.precision))},
                               {holding.count.is_zero() ? "?" : grouped(holding.count)},
                               {time_text(holding)},
                               {holding.active_source.empty() ? "?" : share_text(active)},
                               {span_text(result.count.rows[row].value)}},
                              ""});
    }
    return heading(style, "Chips declared") + table_text(table, style);
}

std::string work_text(const CapacityResult& result, const Style& style) {
    if (result.plan.work.empty()) return "";
    Table table{.columns = {{.title = "work", .wraps = true},
                            {.title = "kind"},
                            {.title = "FLOP", .right = true},
                            {.title = "utilization", .right = true},
                            {.title = "FLOP at peak", .right = true}},
                .rows = {}};
    for (std::size_t row = 0; row < result.plan.work.size(); ++row) {
        const DeclaredWork& work = result.plan.work[row];
        const Derivation& accounted = result.count.work_rows[row];
        table.rows.push_back({{{work.name},
                               {std::string(word(work.kind))},
                               {span_text(accounted.inputs[0].value)},
                               {share_text(accounted.inputs[1].value)},
                               {span_text(accounted.value)}},
                              ""});
    }
    return "\n" + heading(style, "Work declared") + table_text(table, style);
}

Cell verdict_cell(CapacityVerdict verdict) {
    const std::string text(word(verdict));
    switch (verdict) {
        case CapacityVerdict::explained:
            return {text, Ink::green};
        case CapacityVerdict::unexplained:
            return {text, Ink::yellow};
        case CapacityVerdict::impossible:
            break;
    }
    return {text, Ink::red};
}

std::string amounts_text(const CapacityResult& result, const Style& style) {
    Table table{.columns = {{.title = "a run of"}, {.title = ""}}, .rows = {}};
    for (const HiddenAmount& amount : result.amounts) {
        const AmountLine& line = amount.line;
        Row row{{{fmt::format("{} {} FLOP", line.comparison == Comparison::greater ? ">" : ">=",
                              figure(line.amount))},
                 verdict_cell(amount.verdict)},
                ""};
        if (!line.levels.empty()) {
            row.note = paragraph(style, "      proposed: ", joined(line.levels));
        }
        if (!line.thresholds.empty()) {
            row.note += paragraph(style, "      law: ", joined(line.thresholds));
        }
        table.rows.push_back(std::move(row));
    }
    return "\n" + heading(style, "Whether what is left could hold a run") +
           table_text(table, style);
}

}  // namespace

std::string capacity_text(const CapacityResult& result, bool explain, const Style& style) {
    const auto groups = capacity_answers(result.count);
    if (explain) return answers_text(groups, true, style);
    const Cell verdict = verdict_cell(result.verdict);
    std::string text = paragraph(style, inked(style, verdict.ink, verdict.text) + ": ", result.why);
    text += "\n" + chips_text(result, style) + work_text(result, style);
    text += "\n" + answers_text(groups, false, style);
    text += amounts_text(result, style) + "\n";
    for (const Finding& finding : result.count.findings) {
        text += paragraph(style, fmt::format("{}: ", finding.name.text), finding.message);
    }
    for (const std::string& note : result.notes) text += paragraph(style, "", note);
    return text;
}

}  // namespace flopledger
