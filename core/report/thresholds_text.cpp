// SPDX-License-Identifier: Apache-2.0
#include "core/report/thresholds_text.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/judge/condition.hpp"
#include "core/judge/law_day.hpp"
#include "core/report/explanation.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

std::string status_text(const Threshold& threshold, const Date& day) {
    const StatusPeriod* period = threshold.status_on(day);
    return period == nullptr ? "not yet" : std::string(word(period->status));
}

Ink status_ink(const Threshold& threshold, const Date& day) {
    const StatusPeriod* period = threshold.status_on(day);
    if (period == nullptr) return Ink::faint;
    switch (period->status) {
        case LegalStatus::in_force:
        case LegalStatus::guidance:
            return Ink::bold;
        case LegalStatus::enacted:
        case LegalStatus::proposed:
            return Ink::plain;
        default:
            return Ink::faint;
    }
}

// A line of a list; nothing where there is nothing to say.
std::string line(const Style& style, std::string_view name, const std::string& text) {
    return text.empty() ? "" : paragraph(style, fmt::format("  {}: ", name), text);
}

std::string citation_line(const Citation& citation) {
    std::string text = citation_text(citation);
    if (!citation.link.empty()) text += " " + citation.link;
    return text;
}

// For whom, and beside which conditions, the amount matters.
std::string scope_text(const Threshold& threshold, const Style& style) {
    std::string text = line(style, "binds", std::string(word(threshold.subject)));
    text += line(style, "measures", std::string(word(threshold.measure)));
    text += line(style, "unit in the text", threshold.unit);
    text += line(style, "counts by", threshold.standard);
    text += line(style, "counts by, base with systemic risk", threshold.standard_if_base_systemic);
    if (threshold.third_party_base == ThirdPartyBase::never) {
        text += line(style, "applies", "only to models not built on a third party's");
    } else if (threshold.third_party_base == ThirdPartyBase::only) {
        text += line(style, "applies", "only to models built on a third party's");
    }
    if (threshold.base) {
        std::string base = threshold.base->total_known ? "compute known" : "compute unknown";
        if (threshold.base->systemic_risk) {
            base += *threshold.base->systemic_risk ? ", with systemic risk" : ", no systemic risk";
        }
        text += line(style, "base model", base);
    }
    if (threshold.model_kind) {
        text += line(style, "kind of model", std::string(word(*threshold.model_kind)));
    }
    for (const Condition& condition : threshold.conditions) {
        text += line(style, "and", condition_text(condition));
    }
    for (const Condition& alternative : threshold.alternatives) {
        text += line(style, "or, whatever the compute", condition_text(alternative));
    }
    return text;
}

// Each duty, with for whom and since when it holds.
std::string duties_text(const Threshold& threshold, const Style& style) {
    std::string text;
    for (const Duty& duty : threshold.duties) {
        std::string head = duty.who;
        if (duty.condition) {
            head += fmt::format("{}where {}", head.empty() ? "" : ", ", asked(*duty.condition));
        }
        if (duty.from) {
            head += fmt::format("{}from {}", head.empty() ? "" : ", ", to_text(*duty.from));
        }
        text += line(style, "duty", head.empty() ? duty.text : head + ": " + duty.text);
    }
    if (const auto& transition = threshold.transition) {
        text += line(style, "time",
                     fmt::format("placed on the market before {}: until {} ({})",
                                 to_text(transition->placed_before), to_text(transition->until),
                                 transition->source));
    }
    return text;
}

}  // namespace

std::string amount_text(const Threshold& threshold) {
    const std::string_view sign = threshold.comparison == Comparison::greater ? ">" : ">=";
    switch (threshold.measure) {
        case Measure::compute:
            return fmt::format("{} {} FLOP", sign, figure(threshold.amount));
        case Measure::cluster_rate:
            return fmt::format("{} {} op/s", sign, figure(threshold.amount));
        case Measure::cost:
            return fmt::format("{} {} USD", sign, figure(threshold.amount));
        case Measure::fraction_of_base:
            break;
    }
    return fmt::format("{} {} of base", sign, threshold.amount.text());
}

std::string thresholds_text(const std::vector<std::shared_ptr<const Threshold>>& thresholds,
                            const Date& day, const Style& style) {
    Table table{.columns = {{.title = "id"}, {.title = "amount"}, {.title = "on " + to_text(day)}},
                .rows = {},
                .indent = 0};
    for (const std::shared_ptr<const Threshold>& threshold : thresholds) {
        table.rows.push_back(
            {.cells = {{threshold->id},
                       {amount_text(*threshold)},
                       {status_text(*threshold, day), status_ink(*threshold, day)}},
             .note = ""});
    }
    return table_text(table, style) + "\n" + counted(thresholds.size(), "threshold", "thresholds") +
           ", " + law_data_words() + "\n";
}

std::string threshold_text(const Threshold& threshold, const Date& day, const Style& style) {
    std::string text = paragraph(style, "", threshold.title);
    text += fmt::format("{}\n\n", inked(style, Ink::faint, safe_text(threshold.id)));
    text += line(style, "amount", amount_text(threshold)) + scope_text(threshold, style);
    text += line(style, "jurisdiction", threshold.jurisdiction);
    text += line(style, "text", citation_line(threshold.citation));
    text += line(style, "confidence", std::string(word(threshold.confidence)));
    text += line(style, "law data of", to_text(law_data_day));
    text += "\n" + inked(style, Ink::bold, "Status") + "\n";
    for (const StatusPeriod& period : threshold.status) {
        std::string status = fmt::format("from {}: {}", to_text(period.from), word(period.status));
        if (period.confidence != Verification::verified) {
            status += fmt::format(" ({})", word(period.confidence));
        }
        if (&period == threshold.status_on(day))
            status += fmt::format(", as it is on {}", to_text(day));
        text += indented(style, 2, status);
    }
    text += "\n" + inked(style, Ink::bold, "What follows") + "\n";
    text += line(style, "then", threshold.consequence) + duties_text(threshold, style) +
            line(style, "deadline", threshold.deadline);
    text += line(style, "note", threshold.notes);
    text += "\n" + inked(style, Ink::bold, "Sources") + "\n";
    for (const Citation& source : threshold.sources) {
        text += indented(style, 2, citation_line(source));
    }
    return text;
}

}  // namespace flopledger
