// SPDX-License-Identifier: Apache-2.0
#include "core/report/interconnect_text.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/answers.hpp"
#include "core/report/derivation_text.hpp"
#include "core/report/table.hpp"

namespace flopledger {

namespace {

std::string heading(const Style& style, std::string_view title) {
    return "\n" + inked(style, Ink::bold, title) + "\n";
}

std::string inputs_text(const PodPlan& plan, const Style& style) {
    Table table{.columns = {{.title = ""}, {.title = "", .wraps = true}, {.title = "from"}},
                .rows = {}};
    if (!plan.chip.empty())
        table.rows.push_back({{{plan.peak->label}, {value_text(*plan.peak)}, {"chip data"}}, ""});
    for (std::size_t index = 0; index < plan.inputs.size(); ++index) {
        const auto& input = plan.inputs[index];
        if (!input) continue;
        table.rows.push_back({{{input->label}, {value_text(*input)}, {plan.origins[index]}}, ""});
    }
    if (plan.cap) {
        table.rows.push_back({{{plan.cap->label}, {value_text(*plan.cap)}, {"the call"}}, ""});
    }
    return inked(style, Ink::bold, "Inputs") + "\n" + table_text(table, style);
}

Cell verdict_cell(CapVerdict verdict) {
    switch (verdict) {
        case CapVerdict::passes:
            return {"passes", Ink::green};
        case CapVerdict::blocked:
            return {"blocked", Ink::red};
        case CapVerdict::depends:
            break;
    }
    return {"depends", Ink::yellow};
}

std::string share_text(const Ratio& share) {
    const auto text = [](const Exact& value) {
        return value < Exact::ratio(1, 1000) ? figure(value * 100) + "%" : percent(value);
    };
    const std::string low = text(share.value.low);
    const std::string high = text(share.value.high);
    return low == high ? low : fmt::format("{} .. {}", low, high);
}

void add_cap(Row& row, const Derived<BytesPerSecond>& rate, const PodPlan& plan) {
    if (!plan.cap) return;
    row.cells.push_back(verdict_cell(verdict_of(rate.quantity(), plan.cap->quantity())));
    row.cells.push_back({share_text(speed_left(rate.quantity(), plan.cap->quantity()))});
}

Row strategy_row(const Strategy& strategy, const PodPlan& plan, const Style& style) {
    Row row{{{"  " + strategy.name}}, ""};
    if (!strategy.not_applicable.empty()) {
        row.cells.push_back({"-", Ink::faint});
        row.cells.push_back({"-", Ink::faint});
        row.note = paragraph(style, "      not applicable: ", strategy.not_applicable);
        return row;
    }
    row.cells.push_back(
        {strategy.bytes_per_token ? prefixed(strategy.bytes_per_token->value.best, "B") : "-"});
    row.cells.push_back({prefixed(strategy.rate->value, "B/s")});
    add_cap(row, *strategy.rate, plan);
    if (!strategy.infeasible.empty()) {
        row.note = paragraph(style, "      infeasible: ", strategy.infeasible);
    }
    if (!strategy.note.empty()) row.note += paragraph(style, "      ", strategy.note);
    return row;
}

std::string strategies_text(const InterconnectResult& result, const Style& style) {
    Table table{.columns = {{.title = ""},
                            {.title = "a token", .right = true},
                            {.title = "rate", .right = true, .wraps = true}},
                .rows = {}};
    if (result.plan.cap) {
        table.columns.push_back({.title = "at " + prefixed(result.plan.cap->value, "B/s")});
        table.columns.push_back({.title = "speed left", .right = true});
    }
    std::optional<StrategyUse> use;
    for (const Strategy& strategy : result.strategies) {
        if (use != strategy.use) table.rows.push_back({{{std::string(word(strategy.use))}}, ""});
        use = strategy.use;
        table.rows.push_back(strategy_row(strategy, result.plan, style));
    }
    return heading(style, "What crosses a pod's boundary, one way, at the pods' full speed") +
           table_text(table, style);
}

std::string methods_text(const InterconnectResult& result, const Style& style) {
    if (result.methods.empty()) return "";
    Table table{.columns = {{.title = "", .wraps = true},
                            {.title = "H", .right = true},
                            {.title = "c", .right = true},
                            {.title = "rate", .right = true},
                            {.title = "at " + prefixed(result.plan.cap->value, "B/s")},
                            {.title = "most FLOP", .right = true}},
                .rows = {}};
    for (const MethodResult& method : result.methods) {
        const auto value_of = [&](PodInput input) -> std::string {
            for (const PresetValue& value : method.preset->values) {
                if (value.input == input) return input_figure(value.value.best);
            }
            return input_figure(result.plan.at(input).value.best);
        };
        Row row{{{method.preset->title},
                 {value_of(PodInput::sync_every)},
                 {value_of(PodInput::compression)},
                 {prefixed(method.rate.value, "B/s")},
                 verdict_cell(verdict_of(method.rate.quantity(), result.plan.cap->quantity())),
                 {method.infeasible.empty() ? figure(method.largest.value.best) : "infeasible"}},
                ""};
        row.note = paragraph(style, fmt::format("      {}: ", word(method.preset->mark)),
                             method.preset->result);
        table.rows.push_back(std::move(row));
    }
    return heading(style, "Methods with little communication, on these pods") +
           table_text(table, style);
}

Cell reach_cell(const Truth& reached) {
    if (!reached) return {"open", Ink::yellow};
    return *reached ? Cell{"in reach", Ink::red} : Cell{"out of reach", Ink::green};
}

std::string amounts_text(const InterconnectResult& result, const Style& style) {
    Table table{.columns = {{.title = "FLOP"},
                            {.title = "one pod"},
                            {.title = "all pods"},
                            {.title = result.methods.empty() ? "" : "by a method"},
                            {.title = "pods for it", .right = true}},
                .rows = {}};
    for (const AmountResult& amount : result.amounts) {
        const AmountLine& line = amount.line;
        Row row{{{fmt::format("{} {}", line.comparison == Comparison::greater ? ">" : ">=",
                              figure(line.amount))},
                 reach_cell(amount.one_pod),
                 reach_cell(amount.all_pods),
                 result.methods.empty() ? Cell{} : reach_cell(amount.by_method),
                 {input_figure(amount.pods.value)}},
                ""};
        if (!line.levels.empty()) {
            row.note = paragraph(style, "      proposed: ", joined(line.levels));
        }
        if (!line.thresholds.empty()) {
            row.note += paragraph(style, "      law: ", joined(line.thresholds));
        }
        table.rows.push_back(std::move(row));
    }
    return heading(style, "Amounts that thresholds name") + table_text(table, style);
}

}  // namespace

std::string interconnect_text(const InterconnectResult& result, bool explain, const Style& style) {
    if (explain) return answers_text(all_answers(result), true, style);
    std::string text = inputs_text(result.plan, style);
    text += "\n" + answers_text(result.groups, false, style);
    text += strategies_text(result, style);
    text += methods_text(result, style);
    text += amounts_text(result, style);
    text += "\n";
    for (const std::string& note : result.notes) text += paragraph(style, "", note);
    return text;
}

}  // namespace flopledger
