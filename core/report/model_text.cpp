// SPDX-License-Identifier: Apache-2.0
#include "core/report/model_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "core/base/figure_text.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

std::string heading(const Style& style, std::string_view title) {
    return "\n" + inked(style, Ink::bold, title) + "\n";
}

// Rows of a name and figures.
Row row(std::string name, std::vector<std::string> figures, Ink ink = Ink::plain) {
    Row made{.cells = {{std::move(name), ink}}, .note = ""};
    for (std::string& figure : figures) made.cells.push_back({std::move(figure), ink});
    return made;
}

std::string unit_of(const ModelBreakdown& breakdown) {
    return breakdown.per_token ? "FLOP per token" : "FLOP per example";
}

std::string convention_of(const ModelBreakdown& breakdown) {
    return breakdown.plan.attention == AttentionConvention::causal
               ? "causal attention over T(T+1)/2 pairs"
               : "attention over all T x T pairs";
}

std::string head_text(const CountedModel& counted, const Style& style) {
    const ModelBreakdown& breakdown = counted.breakdown;
    std::string text = inked(style, Ink::bold, safe_text(model_title(counted.file))) + "\n" +
                       inked(style, Ink::faint, safe_text(counted.file)) + "\n";
    std::string example;
    for (const std::string& length : breakdown.lengths) example += length + "; ";
    return text +
           paragraph(style, "",
                     fmt::format("{}, {}: {}{}", safe_text(counted.model->type),
                                 counted.model->class_name, example, convention_of(breakdown)));
}

std::string parameters_text(const ModelBreakdown& breakdown, const Style& style) {
    const ParameterCount& count = breakdown.parameters;
    Table table{.columns = {{.title = ""}, {.title = "", .right = true}}, .rows = {}};
    table.rows.push_back(row("total", {grouped(count.total)}, Ink::bold));
    table.rows.push_back(row("active, met by one token", {grouped(count.active)}));
    table.rows.push_back(row("embedding tables, among both", {grouped(count.embedding)}));
    if (!count.multi_token_prediction.is_zero()) {
        table.rows.push_back(row("multi-token prediction, besides the total",
                                 {grouped(count.multi_token_prediction)}));
    }
    return heading(style, "Parameters") + table_text(table, style);
}

std::string flop_text(const ModelBreakdown& breakdown, const Style& style) {
    const ForwardFlop& forward = breakdown.flop.forward;
    const TrainingFlop& training = breakdown.training;
    const Exact unit = breakdown.divisor();
    Table table{.columns = {{.title = ""},
                            {.title = "forward", .right = true},
                            {.title = "training", .right = true}},
                .rows = {}};
    const auto add = [&](std::string name, const Exact& once, const Exact& trained, Ink ink) {
        if (once.is_zero()) return;
        table.rows.push_back(
            row(std::move(name), {grouped(once / unit), grouped(trained / unit)}, ink));
    };
    add("matrix products", forward.linear, training.products, Ink::plain);
    add("  router, among them", forward.router, training.router, Ink::plain);
    add("  output head, among them", forward.output_head, training.output_head, Ink::plain);
    add("attention scores", forward.attention, training.scores, Ink::plain);
    add("total", forward.total(), training.total, Ink::bold);
    add("state-space scans, besides the total", forward.state_space, training.state_space,
        Ink::plain);
    if (!breakdown.multi_token_prediction.is_zero()) {
        table.rows.push_back(row("multi-token prediction, besides the total",
                                 {"", grouped(breakdown.multi_token_prediction / unit)}));
    }
    return heading(style, unit_of(breakdown)) + table_text(table, style);
}

// The cells of one line of the tree.
Row share_row(const std::string& name, const std::string& count, const Share& share,
              const ModelBreakdown& breakdown, Ink ink) {
    const Exact total = breakdown.flop.forward.total();
    const Exact unit = breakdown.divisor();
    std::string forward;
    std::string part;
    if (!share.forward.is_zero()) {
        forward = figure(share.forward / unit);
        part = percent(share.forward / total);
        if (part == "0%") part = "<0.1%";
    } else if (!share.state_space.is_zero()) {
        forward = fmt::format("({})", figure(share.state_space / unit));
    }
    return row(name,
               {count, share.parameters.is_zero() ? "" : grouped(share.parameters), forward, part},
               ink);
}

std::string tree_text(const ModelBreakdown& breakdown, const Style& style) {
    Table table{.columns = {{.title = ""},
                            {.title = "count", .right = true},
                            {.title = "parameters", .right = true},
                            {.title = "forward", .right = true},
                            {.title = "share", .right = true}},
                .rows = {}};
    for (const TowerShare& tower : breakdown.towers) {
        table.rows.push_back(
            share_row(safe_text(tower.tower->name), "", tower.share, breakdown, Ink::bold));
        for (const BlockShare& block : tower.blocks) {
            table.rows.push_back(share_row("  " + block.block->name, grouped(block.count),
                                           block.share, breakdown, Ink::plain));
            const bool alone =
                block.parts.size() == 1 && block.parts.front().part->name == block.block->name;
            if (alone) continue;
            for (const PartShare& part : block.parts) {
                table.rows.push_back(
                    share_row("    " + part.part->name, "", part.share, breakdown, Ink::faint));
            }
        }
    }
    return heading(style, "Breakdown") + table_text(table, style);
}

std::string share_of_exact(const Exact& flop, const Exact& exact) {
    return (flop / exact).fixed(3);
}

// From six times the active parameters to the exact figure, step by step.
std::string rule_text(const ModelBreakdown& breakdown, const Style& style) {
    const SixTimesParameters& six = breakdown.six;
    const Exact& exact = breakdown.training.total;
    if (exact.is_zero() || six.active.is_zero()) return "";
    const Exact unit = breakdown.divisor();
    Table table{
        .columns = {{.title = ""}, {.title = "", .wraps = true}, {.title = "", .right = true}},
        .rows = {}};
    const auto add = [&](std::string sign, std::string what, const Exact& flop, Ink ink) {
        table.rows.push_back(row(std::move(sign), {std::move(what), grouped(flop / unit)}, ink));
    };
    const std::string positions =
        breakdown.per_token ? "" : fmt::format(" x {} positions", six.positions.text());
    add("", "6 x active parameters" + positions, six.active, Ink::plain);
    for (const RuleDifference& difference : six.differences) {
        const bool less = difference.flop.is_negative();
        add(less ? "-" : "+", difference.what, less ? 0 - difference.flop : difference.flop,
            Ink::plain);
    }
    add("=", "exact count of training", exact, Ink::bold);
    std::string text = heading(style, "The rule of 6 x parameters") + table_text(table, style);
    return text + paragraph(style, "  ",
                            fmt::format("Of the exact count the rule gives {} with active "
                                        "parameters, {} with those that are no embedding, and {} "
                                        "with all.",
                                        share_of_exact(six.active, exact),
                                        share_of_exact(six.without_embedding, exact),
                                        share_of_exact(six.all, exact)));
}

std::string checkpoint_text(const CheckpointComparison& comparison, const Style& style) {
    std::string text = heading(style, "Checkpoint");
    text += "  " + inked(style, Ink::faint, safe_text(comparison.file)) + "\n";
    Table table{.columns = {{.title = ""}, {.title = "", .right = true}}, .rows = {}};
    if (comparison.tensors > 0) {
        table.rows.push_back(
            row(fmt::format("numbers in {} of {}", counted(comparison.tensors, "tensor", "tensors"),
                            counted(comparison.files, "file", "files")),
                {grouped(comparison.stored)}));
        for (const StoredNumbers& besides : comparison.besides) {
            table.rows.push_back(row("  " + besides.what, {grouped(besides.numbers)}));
        }
        text += table_text(table, style);
    }
    return text + paragraph(style, fmt::format("  {}: ", comparison.finding.name.text),
                            comparison.finding.message);
}

}  // namespace

std::string model_title(const std::string& file) {
    const std::filesystem::path path(file);
    if (path.filename() == "config.json" && path.has_parent_path()) {
        return path.parent_path().filename().string();
    }
    return path.stem().string();
}

std::string model_text(const CountedModel& counted, const Style& style) {
    const ModelBreakdown& breakdown = counted.breakdown;
    std::string text = head_text(counted, style);
    text += parameters_text(breakdown, style);
    text += flop_text(breakdown, style);
    text += tree_text(breakdown, style);
    text += rule_text(breakdown, style);
    if (counted.checkpoint) text += checkpoint_text(*counted.checkpoint, style);
    if (!counted.model->notes.empty()) text += heading(style, "Notes");
    for (const std::string& note : counted.model->notes) text += paragraph(style, "  - ", note);
    if (!counted.model->findings.empty()) text += heading(style, "Findings");
    for (const Finding& finding : counted.model->findings) {
        text += paragraph(style, fmt::format("  {}: ", finding.name.text), finding.message);
    }
    return text;
}

}  // namespace flopledger
