// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/capacity_page.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/tools/amount_lines.hpp"
#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

std::string share_text(const Range& share) {
    return share.is_point() ? percent(share.best)
                            : fmt::format("{} .. {}", percent(share.low), percent(share.high));
}

std::string time_text(const ChipHolding& holding) {
    if (!holding.period) return "as logged";
    return fmt::format("{}..{}", to_text(holding.period->from), to_text(holding.period->to));
}

PageSection chips_section(const CapacityResult& result) {
    PageTable table{"chips",
                    "",
                    {{"site", "site"},
                     {"chip", "chip", false, true},
                     {"chips", "chips", true},
                     {"time", "time"},
                     {"at-work", "at work", true},
                     {"flop-at-peak", "FLOP at peak", true}},
                    {}};
    for (std::size_t row = 0; row < result.plan.holdings.size(); ++row) {
        const ChipHolding& holding = result.plan.holdings[row];
        table.rows.push_back(
            {{holding.site},
             {fmt::format("{}{} {}", holding.chip->id, mark_of(holding.chip->origin),
                          word(holding.precision))},
             {holding.count.is_zero() ? "?" : grouped(holding.count)},
             {time_text(holding)},
             {holding.active_source.empty() ? "?" : share_text(holding.active.value)},
             {span_text(result.count.rows[row].value)}});
    }
    return {"chips", "Chips declared", {std::move(table)}};
}

PageSection work_section(const CapacityResult& result) {
    PageTable table{"work",
                    "",
                    {{"work", "work", false, true},
                     {"kind", "kind"},
                     {"flop", "FLOP", true},
                     {"utilization", "utilization", true},
                     {"flop-at-peak", "FLOP at peak", true}},
                    {}};
    for (std::size_t row = 0; row < result.plan.work.size(); ++row) {
        const DeclaredWork& work = result.plan.work[row];
        const Derivation& accounted = result.count.work_rows[row];
        table.rows.push_back({{work.name},
                              {std::string(word(work.kind))},
                              {span_text(accounted.inputs[0].value)},
                              {share_text(accounted.inputs[1].value)},
                              {span_text(accounted.value)}});
    }
    return {"work", "Work declared", {std::move(table)}};
}

Tone tone_of(CapacityVerdict verdict) {
    switch (verdict) {
        case CapacityVerdict::explained:
            return Tone::not_reached;
        case CapacityVerdict::unexplained:
            return Tone::undetermined;
        case CapacityVerdict::impossible:
            break;
    }
    return Tone::reached;
}

PageSection amounts_section(const CapacityResult& result) {
    PageTable table{"amounts", "", {{"flop", "a run of"}, {"verdict", ""}}, {}};
    for (const HiddenAmount& amount : result.amounts) {
        const AmountLine& line = amount.line;
        PageRow row{{amount_text(line) + " FLOP"},
                    {std::string(word(amount.verdict)), tone_of(amount.verdict)}};
        row.notes = amount_notes(line);
        table.rows.push_back(std::move(row));
    }
    return {"amounts", "Whether what is left could hold a run", {std::move(table)}};
}

}  // namespace

Page capacity_page(const CapacityResult& result, bool explain) {
    const std::string title = "Declared chips against declared work";
    const auto groups = capacity_answers(result.count);
    if (explain) return plain_page(title, answer_sections(groups, true));
    std::vector<PageSection> sections;
    PageNotes verdict{{{std::string(word(result.verdict)), result.why, tone_of(result.verdict)}},
                      0};
    sections.push_back({"verdict", "", {std::move(verdict)}});
    sections.push_back(chips_section(result));
    if (!result.plan.work.empty()) sections.push_back(work_section(result));
    for (PageSection& section : answer_sections(groups, false)) {
        sections.push_back(std::move(section));
    }
    sections.push_back(amounts_section(result));
    PageSection closing{"notes", "", {}};
    closing.blocks.emplace_back(notes_of(result.count.findings, 0));
    for (const std::string& note : result.notes) closing.blocks.emplace_back(PageParagraph{note});
    sections.push_back(std::move(closing));
    return plain_page(title, std::move(sections));
}

}  // namespace flopledger
