// SPDX-License-Identifier: Apache-2.0
// Several configurations in one table, with what differs from row to row told below it.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/figure_text.hpp"
#include "core/count/figure_names.hpp"
#include "core/report/model_text.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

// `406B`, `124M`: billions or millions to three digits; smaller numbers whole.
std::string short_count(const Exact& value) {
    if (value < 1'000'000) return value.fixed(0);
    return value < 1'000'000'000 ? plain_figure(value / 1'000'000) + "M"
                                 : plain_figure(value / 1'000'000'000) + "B";
}

Row table_row(const CountedModel& counted, const Style& style) {
    const ModelBreakdown& breakdown = counted.breakdown;
    const Exact& exact = breakdown.training.total;
    const std::string ratio = exact.is_zero() ? "" : (breakdown.six.active / exact).fixed(3);
    const std::string flop = figure(exact / breakdown.divisor());
    Row row{.cells = {{model_title(counted.file)},
                      {counted.model->type},
                      {grouped(breakdown.parameters.total)},
                      {short_count(breakdown.parameters.active)},
                      {flop, Ink::bold},
                      {ratio}},
            .note = ""};
    if (counted.checkpoint && counted.checkpoint->finding.name == name::checkpoint_differs) {
        row.note = fmt::format("    {}: {}\n", counted.checkpoint->finding.name.text,
                               counted.checkpoint->finding.message);
    }
    for (const Finding& finding : counted.model->findings) {
        row.note += paragraph(style, fmt::format("    {}: ", finding.name.text), finding.message);
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

std::string models_table(const std::vector<CountedModel>& models, const Style& style) {
    if (models.empty()) return "";
    Table table{.columns = {{.title = "model", .wraps = true},
                            {.title = "type"},
                            {.title = "parameters", .right = true},
                            {.title = "active", .right = true},
                            {.title = "FLOP", .right = true},
                            {.title = "6N", .right = true}},
                .rows = {},
                .indent = 0};
    const std::string usual = usual_length(models);
    std::string others;
    std::string examples;
    for (const CountedModel& one : models) {
        table.rows.push_back(table_row(one, style));
        const std::string title = safe_text(model_title(one.file));
        const std::string length = one.breakdown.plan.lengths.text.text();
        if (!one.breakdown.per_token) {
            std::string lengths;
            for (const std::string& sentence : one.breakdown.lengths) {
                lengths += (lengths.empty() ? "" : "; ") + sentence;
            }
            examples += indented(style, 2, fmt::format("{}: {}", title, lengths));
        } else if (length != usual) {
            others += fmt::format("{}{} {}", others.empty() ? "" : ", ", title, length);
        }
    }
    const bool causal = models.front().breakdown.plan.attention == AttentionConvention::causal;
    const std::string of = usual.empty() ? "" : fmt::format(" of sequences of {} tokens", usual);
    std::string text = table_text(table, style) + "\n";
    text += paragraph(
        style, "",
        fmt::format("FLOP: training, per token{}, {}; active: parameters that one token meets; "
                    "6N: what the rule of 6 x active parameters gives of the exact count.",
                    of,
                    causal ? "with causal attention over T(T+1)/2 pairs"
                           : "with attention over all T x T pairs"));
    if (!others.empty()) text += paragraph(style, "", "Other lengths: " + others + ".");
    if (!examples.empty()) text += "Per example instead of per token:\n" + examples;
    return text;
}

}  // namespace flopledger
