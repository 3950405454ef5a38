// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/interconnect_page.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/tools/amount_lines.hpp"
#include "core/report/tools/answers.hpp"
#include "core/report/words/derivation_page.hpp"

namespace flopledger {

namespace {

PageSection inputs_section(const PodPlan& plan) {
    PageTable table{
        "inputs", "", {{"input", ""}, {"value", "", false, true}, {"from", "from"}}, {}};
    if (!plan.chip.empty()) {
        table.rows.push_back({{plan.peak->label}, {value_text(*plan.peak)}, {"chip data"}});
    }
    for (std::size_t index = 0; index < plan.inputs.size(); ++index) {
        const auto& input = plan.inputs[index];
        if (!input) continue;
        table.rows.push_back({{input->label}, {value_text(*input)}, {plan.origins[index]}});
    }
    if (plan.cap) {
        table.rows.push_back({{plan.cap->label}, {value_text(*plan.cap)}, {"the call"}});
    }
    return {"inputs", "Inputs", {std::move(table)}};
}

PageValue verdict_value(CapVerdict verdict) {
    switch (verdict) {
        case CapVerdict::passes:
            return {"passes", Tone::not_reached};
        case CapVerdict::blocked:
            return {"blocked", Tone::reached};
        case CapVerdict::depends:
            break;
    }
    return {"depends", Tone::undetermined};
}

std::string share_text(const Ratio& share) {
    const auto text = [](const Exact& value) {
        return value < Exact::ratio(1, 1000) ? figure(value * 100) + "%" : percent(value);
    };
    const std::string low = text(share.value.low);
    const std::string high = text(share.value.high);
    return low == high ? low : fmt::format("{} .. {}", low, high);
}

void add_cap(PageRow& row, const Derived<BytesPerSecond>& rate, const PodPlan& plan) {
    if (!plan.cap) return;
    row.cells.push_back(verdict_value(verdict_of(rate.quantity(), plan.cap->quantity())));
    row.cells.push_back({share_text(speed_left(rate.quantity(), plan.cap->quantity()))});
}

PageRow strategy_row(const Strategy& strategy, const PodPlan& plan) {
    PageRow row{{"  " + strategy.name}};
    if (!strategy.not_applicable.empty()) {
        row.cells.push_back({"-", Tone::faint});
        row.cells.push_back({"-", Tone::faint});
        row.notes.push_back({"not applicable", strategy.not_applicable});
        return row;
    }
    row.cells.push_back(
        {strategy.bytes_per_token ? prefixed(strategy.bytes_per_token->value.best, "B") : "-"});
    row.cells.push_back({prefixed(strategy.rate->value, "B/s")});
    add_cap(row, *strategy.rate, plan);
    if (!strategy.infeasible.empty()) row.notes.push_back({"infeasible", strategy.infeasible});
    if (!strategy.note.empty()) row.notes.push_back({"", strategy.note});
    return row;
}

PageSection strategies_section(const InterconnectResult& result) {
    PageTable table{
        "strategies",
        "",
        {{"strategy", "", false, true}, {"token", "a token", true}, {"rate", "rate", true, true}},
        {}};
    if (result.plan.cap) {
        table.columns.push_back({"cap", "at " + prefixed(result.plan.cap->value, "B/s")});
        table.columns.push_back({"speed-left", "speed left", true});
    }
    std::optional<StrategyUse> use;
    for (const Strategy& strategy : result.strategies) {
        if (use != strategy.use) table.rows.push_back({{std::string(word(strategy.use))}});
        use = strategy.use;
        table.rows.push_back(strategy_row(strategy, result.plan));
    }
    return {"strategies",
            "What crosses a pod's boundary, one way, at the pods' full speed",
            {std::move(table)}};
}

PageSection methods_section(const InterconnectResult& result) {
    PageTable table{"methods",
                    "",
                    {{"method", "", false, true},
                     {"h", "H", true},
                     {"c", "c", true},
                     {"rate", "rate", true},
                     {"cap", "at " + prefixed(result.plan.cap->value, "B/s")},
                     {"most-flop", "most FLOP", true}},
                    {}};
    for (const MethodResult& method : result.methods) {
        const auto value_of = [&](PodInput input) -> std::string {
            for (const PresetValue& value : method.preset->values) {
                if (value.input == input) return input_figure(value.value.best);
            }
            return input_figure(result.plan.at(input).value.best);
        };
        PageRow row{{method.preset->title},
                    {value_of(PodInput::sync_every)},
                    {value_of(PodInput::compression)},
                    {prefixed(method.rate.value, "B/s")},
                    verdict_value(verdict_of(method.rate.quantity(), result.plan.cap->quantity())),
                    {method.infeasible.empty() ? figure(method.largest.value.best) : "infeasible"}};
        row.notes.push_back({std::string(word(method.preset->mark)), method.preset->result});
        table.rows.push_back(std::move(row));
    }
    return {"methods", "Methods with little communication, on these pods", {std::move(table)}};
}

PageValue reach_value(const Truth& reached) {
    if (!reached) return {"open", Tone::undetermined};
    return *reached ? PageValue("in reach", Tone::reached)
                    : PageValue("out of reach", Tone::not_reached);
}

PageSection amounts_section(const InterconnectResult& result) {
    const bool methods = !result.methods.empty();
    PageTable table{"amounts",
                    "",
                    {{"flop", "FLOP"},
                     {"one-pod", "one pod"},
                     {"all-pods", "all pods"},
                     {"by-method", methods ? "by a method" : ""},
                     {"pods", "pods for it", true}},
                    {}};
    for (const AmountResult& amount : result.amounts) {
        PageRow row{{amount_text(amount.line)},
                    reach_value(amount.one_pod),
                    reach_value(amount.all_pods),
                    methods ? reach_value(amount.by_method) : PageValue(),
                    {input_figure(amount.pods.value)}};
        row.notes = amount_notes(amount.line);
        table.rows.push_back(std::move(row));
    }
    return {"amounts", "Amounts that thresholds name", {std::move(table)}};
}

}  // namespace

Page interconnect_page(const InterconnectResult& result, bool explain) {
    const std::string title = "What crosses the boundary of a pod";
    if (explain) return plain_page(title, answer_sections(all_answers(result), true));
    std::vector<PageSection> sections;
    sections.push_back(inputs_section(result.plan));
    for (PageSection& section : answer_sections(result.groups, false)) {
        sections.push_back(std::move(section));
    }
    sections.push_back(strategies_section(result));
    if (!result.methods.empty()) sections.push_back(methods_section(result));
    sections.push_back(amounts_section(result));
    PageSection notes{"notes", "", {}};
    for (const std::string& note : result.notes) notes.blocks.emplace_back(PageParagraph{note});
    sections.push_back(std::move(notes));
    return plain_page(title, std::move(sections));
}

}  // namespace flopledger
