// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/model_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "core/base/figure_text.hpp"
#include "core/page/style.hpp"

namespace flopledger {

namespace {

// A row of a name and figures.
PageRow row_of(std::string name, std::vector<std::string> figures, Tone tone = Tone::plain) {
    PageRow row{{std::move(name), tone}};
    for (std::string& figure : figures) row.cells.push_back({std::move(figure), tone});
    return row;
}

std::string unit_of(const ModelBreakdown& breakdown) {
    return breakdown.per_token ? "FLOP per token" : "FLOP per example";
}

std::string convention_of(const ModelBreakdown& breakdown) {
    return breakdown.plan.attention == AttentionConvention::causal
               ? "causal attention over T(T+1)/2 pairs"
               : "attention over all T x T pairs";
}

PageSection head_section(const CountedModel& counted) {
    const ModelBreakdown& breakdown = counted.breakdown;
    std::string example;
    for (const std::string& length : breakdown.lengths) example += length + "; ";
    return {
        "what",
        "",
        {PageParagraph{fmt::format("{}, {}: {}{}", counted.model->type, counted.model->class_name,
                                   example, convention_of(breakdown))}}};
}

PageSection parameters_section(const ModelBreakdown& breakdown) {
    const ParameterCount& count = breakdown.parameters;
    PageTable table{"parameters", "", {{"what", ""}, {"parameters", "", true}}, {}};
    table.rows.push_back(row_of("total", {grouped(count.total)}, Tone::strong));
    table.rows.push_back(row_of("active, met by one token", {grouped(count.active)}));
    table.rows.push_back(row_of("embedding tables, among both", {grouped(count.embedding)}));
    if (!count.multi_token_prediction.is_zero()) {
        table.rows.push_back(row_of("multi-token prediction, besides the total",
                                    {grouped(count.multi_token_prediction)}));
    }
    return {"parameters", "Parameters", {std::move(table)}};
}

PageSection flop_section(const ModelBreakdown& breakdown) {
    const ForwardFlop& forward = breakdown.flop.forward;
    const TrainingFlop& training = breakdown.training;
    const Exact unit = breakdown.divisor();
    PageTable table{"flop",
                    "",
                    {{"what", ""}, {"forward", "forward", true}, {"training", "training", true}},
                    {}};
    const auto add = [&](std::string name, const Exact& once, const Exact& trained, Tone tone) {
        if (once.is_zero()) return;
        table.rows.push_back(
            row_of(std::move(name), {grouped(once / unit), grouped(trained / unit)}, tone));
    };
    add("matrix products", forward.linear, training.products, Tone::plain);
    add("  router, among them", forward.router, training.router, Tone::plain);
    add("  output head, among them", forward.output_head, training.output_head, Tone::plain);
    add("attention scores", forward.attention, training.scores, Tone::plain);
    add("total", forward.total(), training.total, Tone::strong);
    add("state-space scans, besides the total", forward.state_space, training.state_space,
        Tone::plain);
    if (!breakdown.multi_token_prediction.is_zero()) {
        table.rows.push_back(row_of("multi-token prediction, besides the total",
                                    {"", grouped(breakdown.multi_token_prediction / unit)}));
    }
    return {"flop", unit_of(breakdown), {std::move(table)}};
}

// The cells of one line of the tree.
PageRow share_row(const std::string& name, const std::string& count, const Share& share,
                  const ModelBreakdown& breakdown, Tone tone) {
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
    return row_of(
        name, {count, share.parameters.is_zero() ? "" : grouped(share.parameters), forward, part},
        tone);
}

PageSection tree_section(const ModelBreakdown& breakdown) {
    PageTable table{"breakdown",
                    "",
                    {{"part", ""},
                     {"count", "count", true},
                     {"parameters", "parameters", true},
                     {"forward", "forward", true},
                     {"share", "share", true}},
                    {}};
    for (const TowerShare& tower : breakdown.towers) {
        table.rows.push_back(
            share_row(tower.tower->name, "", tower.share, breakdown, Tone::strong));
        for (const BlockShare& block : tower.blocks) {
            table.rows.push_back(share_row("  " + block.block->name, grouped(block.count),
                                           block.share, breakdown, Tone::plain));
            const bool alone =
                block.parts.size() == 1 && block.parts.front().part->name == block.block->name;
            if (alone) continue;
            for (const PartShare& part : block.parts) {
                table.rows.push_back(
                    share_row("    " + part.part->name, "", part.share, breakdown, Tone::faint));
            }
        }
    }
    return {"breakdown", "Breakdown", {std::move(table)}};
}

std::string share_of_exact(const Exact& flop, const Exact& exact) {
    return (flop / exact).fixed(3);
}

// From six times the active parameters to the exact figure, step by step.
std::optional<PageSection> rule_section(const ModelBreakdown& breakdown) {
    const SixTimesParameters& six = breakdown.six;
    const Exact& exact = breakdown.training.total;
    if (exact.is_zero() || six.active.is_zero()) return std::nullopt;
    const Exact unit = breakdown.divisor();
    PageTable table{"rule", "", {{"sign", ""}, {"what", "", false, true}, {"flop", "", true}}, {}};
    const auto add = [&](std::string sign, std::string what, const Exact& flop, Tone tone) {
        table.rows.push_back(
            row_of(std::move(sign), {std::move(what), grouped(flop / unit)}, tone));
    };
    const std::string positions =
        breakdown.per_token ? "" : fmt::format(" x {} positions", six.positions.text());
    add("", "6 x active parameters" + positions, six.active, Tone::plain);
    for (const RuleDifference& difference : six.differences) {
        const bool less = difference.flop.is_negative();
        add(less ? "-" : "+", difference.what, less ? 0 - difference.flop : difference.flop,
            Tone::plain);
    }
    add("=", "exact count of training", exact, Tone::strong);
    return PageSection{
        "rule",
        "The rule of 6 x parameters",
        {std::move(table),
         PageParagraph{
             fmt::format("Of the exact count the rule gives {} with active parameters, {} "
                         "with those that are no embedding, and {} with all.",
                         share_of_exact(six.active, exact),
                         share_of_exact(six.without_embedding, exact),
                         share_of_exact(six.all, exact)),
             Tone::plain, 2}}};
}

PageSection checkpoint_section(const CheckpointComparison& comparison) {
    PageSection section{"checkpoint", "Checkpoint", {}};
    section.blocks.emplace_back(PageParagraph{comparison.file, Tone::faint, 2});
    PageTable table{"checkpoint", "", {{"what", ""}, {"numbers", "", true}}, {}};
    if (comparison.tensors > 0) {
        table.rows.push_back(row_of(
            fmt::format("numbers in {} of {}", counted(comparison.tensors, "tensor", "tensors"),
                        counted(comparison.files, "file", "files")),
            {grouped(comparison.stored)}));
        for (const StoredNumbers& besides : comparison.besides) {
            table.rows.push_back(row_of("  " + besides.what, {grouped(besides.numbers)}));
        }
        section.blocks.emplace_back(std::move(table));
    }
    section.blocks.emplace_back(
        PageNotes{{{std::string(comparison.finding.name.text), comparison.finding.message}}});
    return section;
}

PageSubject model_subject(const CountedModel& counted) {
    const ModelBreakdown& breakdown = counted.breakdown;
    PageSubject subject{model_title(counted.file), "", counted.file, {}};
    std::vector<PageSection>& sections = subject.sections;
    sections.push_back(head_section(counted));
    PageTable answer = models_table({counted});
    answer.shown = ShownIn::csv;
    sections.back().blocks.emplace_back(std::move(answer));
    sections.push_back(parameters_section(breakdown));
    sections.push_back(flop_section(breakdown));
    sections.push_back(tree_section(breakdown));
    if (auto rule = rule_section(breakdown)) sections.push_back(std::move(*rule));
    if (counted.checkpoint) sections.push_back(checkpoint_section(*counted.checkpoint));
    if (!counted.model->notes.empty()) {
        PageNotes notes;
        for (const std::string& note : counted.model->notes) {
            notes.notes.push_back({"", "- " + note});
        }
        sections.push_back({"notes", "Notes", {std::move(notes)}});
    }
    if (!counted.model->findings.empty()) {
        sections.push_back({"findings", "Findings", {notes_of(counted.model->findings)}});
    }
    return subject;
}

}  // namespace

std::string model_title(const std::string& file) {
    const std::filesystem::path path(file);
    if (path.filename() == "config.json" && path.has_parent_path()) {
        return path.parent_path().filename().string();
    }
    return path.stem().string();
}

Page model_page(const std::vector<CountedModel>& models) {
    Page page;
    page.head.title = "Parameters and FLOP of a configuration";
    for (const CountedModel& counted : models) page.subjects.push_back(model_subject(counted));
    return page;
}

}  // namespace flopledger
