// SPDX-License-Identifier: Apache-2.0
// Several configurations in one table, with what differs from row to row told below it.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/report/catalog/model_page.hpp"

namespace flopledger {

namespace {

// `406B`, `124M`: billions or millions to three digits; smaller numbers whole.
std::string short_count(const Exact& value) {
    if (value < 1'000'000) return value.fixed(0);
    return value < 1'000'000'000 ? plain_figure(value / 1'000'000) + "M"
                                 : plain_figure(value / 1'000'000'000) + "B";
}

// A figure that is known exactly.
PageValue exact_cell(std::string text, const Exact& figure, Tone tone = Tone::plain) {
    return exact_value(std::move(text), Range{figure, figure, figure}, "", tone);
}

PageRow table_row(const CountedModel& counted) {
    const ModelBreakdown& breakdown = counted.breakdown;
    const Exact& exact = breakdown.training.total;
    const std::string ratio = exact.is_zero() ? "" : (breakdown.six.active / exact).fixed(3);
    PageRow row{
        {model_title(counted.file)},
        {counted.model->type},
        exact_cell(grouped(breakdown.parameters.total), breakdown.parameters.total),
        exact_cell(short_count(breakdown.parameters.active), breakdown.parameters.active),
        exact_cell(figure(exact / breakdown.divisor()), exact / breakdown.divisor(), Tone::strong),
        {ratio}};
    if (counted.checkpoint && counted.checkpoint->finding.name == name::checkpoint_differs) {
        const Finding& finding = counted.checkpoint->finding;
        row.notes.push_back({std::string(finding.name.text), finding.message});
    }
    for (PageNote& note : notes_of(counted.model->findings).notes) {
        row.notes.push_back(std::move(note));
    }
    return row;
}

// The most frequent sequence length, which need not be told by row.
std::string usual_length(const std::vector<CountedModel>& models) {
    std::string usual;
    std::ptrdiff_t most = 0;
    for (const CountedModel& one : models) {
        if (!one.breakdown.per_token) continue;
        const Exact& length = one.breakdown.plan.lengths.text;
        const auto count =
            std::count_if(models.begin(), models.end(), [&](const CountedModel& other) {
                return other.breakdown.per_token && other.breakdown.plan.lengths.text == length;
            });
        if (count > most) {
            most = count;
            usual = length.text();
        }
    }
    return usual;
}

}  // namespace

PageTable models_table(const std::vector<CountedModel>& models) {
    PageTable table{"models",
                    "",
                    {{"model", "model", false, true},
                     {"type", "type"},
                     {"parameters", "parameters", true},
                     {"active", "active", true},
                     {"flop", "FLOP", true},
                     {"six-n", "6N", true}},
                    {}};
    table.depth = 0;
    table.is_answer = true;
    for (const CountedModel& one : models) table.rows.push_back(table_row(one));
    return table;
}

Page models_page(const std::vector<CountedModel>& models) {
    if (models.empty()) return {};
    const std::string usual = usual_length(models);
    std::string others;
    PageNotes examples;
    for (const CountedModel& one : models) {
        const std::string title = model_title(one.file);
        const std::string length = one.breakdown.plan.lengths.text.text();
        if (!one.breakdown.per_token) {
            examples.notes.push_back(
                {"", fmt::format("{}: {}", title, fmt::join(one.breakdown.lengths, "; "))});
        } else if (length != usual) {
            others += fmt::format("{}{} {}", others.empty() ? "" : ", ", title, length);
        }
    }
    const bool causal = models.front().breakdown.plan.attention == AttentionConvention::causal;
    const std::string of = usual.empty() ? "" : fmt::format(" of sequences of {} tokens", usual);
    PageSection legend{"legend", "", {}};
    legend.blocks.emplace_back(PageParagraph{
        fmt::format("FLOP: training, per token{}, {}; active: parameters that one token meets; "
                    "6N: what the rule of 6 x active parameters gives of the exact count.",
                    of,
                    causal ? "with causal attention over T(T+1)/2 pairs"
                           : "with attention over all T x T pairs")});
    if (!others.empty()) {
        legend.blocks.emplace_back(PageParagraph{"Other lengths: " + others + "."});
    }
    if (!examples.notes.empty()) {
        legend.blocks.emplace_back(PageParagraph{"Per example instead of per token:"});
        legend.blocks.emplace_back(std::move(examples));
    }
    return plain_page("Parameters and FLOP of configurations",
                      {{"models", "", {models_table(models)}}, std::move(legend)});
}

}  // namespace flopledger
