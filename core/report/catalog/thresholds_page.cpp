// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/thresholds_page.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/judge/verdicts/condition.hpp"
#include "core/page/style.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

namespace {

std::string status_text(const Threshold& threshold, const Date& day) {
    const StatusPeriod* period = threshold.status_on(day);
    return period == nullptr ? "not yet" : std::string(word(period->status));
}

Tone status_tone(const Threshold& threshold, const Date& day) {
    const StatusPeriod* period = threshold.status_on(day);
    if (period == nullptr) return Tone::faint;
    switch (period->status) {
        case LegalStatus::in_force:
        case LegalStatus::guidance:
            return Tone::strong;
        case LegalStatus::enacted:
        case LegalStatus::proposed:
            return Tone::plain;
        default:
            return Tone::faint;
    }
}

// A line of a list; nothing where there is nothing to say.
void line(PageNotes& notes, std::string name, std::string text) {
    if (!text.empty()) notes.notes.push_back({std::move(name), std::move(text)});
}

std::string citation_line(const Citation& citation) {
    std::string text = citation_text(citation);
    if (!citation.link.empty()) text += " " + citation.link;
    return text;
}

// For whom, and beside which conditions, the amount matters.
void add_scope(const Threshold& threshold, PageNotes& notes) {
    line(notes, "binds", std::string(word(threshold.subject)));
    line(notes, "measures", std::string(word(threshold.measure)));
    line(notes, "unit in the text", threshold.unit);
    line(notes, "counts by", threshold.standard);
    line(notes, "counts by, base with systemic risk", threshold.standard_if_base_systemic);
    if (threshold.third_party_base == ThirdPartyBase::never) {
        line(notes, "applies", "only to models not built on a third party's");
    } else if (threshold.third_party_base == ThirdPartyBase::only) {
        line(notes, "applies", "only to models built on a third party's");
    }
    if (threshold.base) {
        std::string base = threshold.base->total_known ? "compute known" : "compute unknown";
        if (threshold.base->systemic_risk) {
            base += *threshold.base->systemic_risk ? ", with systemic risk" : ", no systemic risk";
        }
        line(notes, "base model", base);
    }
    if (threshold.model_kind) {
        line(notes, "kind of model", std::string(word(*threshold.model_kind)));
    }
    for (const Condition& condition : threshold.conditions) {
        line(notes, "and", condition_text(condition));
    }
    for (const Condition& alternative : threshold.alternatives) {
        line(notes, "or, whatever the compute", condition_text(alternative));
    }
}

// Each duty, with for whom and since when it holds.
void add_duties(const Threshold& threshold, PageNotes& notes) {
    for (const Duty& duty : threshold.duties) {
        std::string head = duty.who;
        if (duty.condition) {
            head += fmt::format("{}where {}", head.empty() ? "" : ", ", asked(*duty.condition));
        }
        if (duty.from) {
            head += fmt::format("{}from {}", head.empty() ? "" : ", ", to_text(*duty.from));
        }
        line(notes, "duty", head.empty() ? duty.text : head + ": " + duty.text);
    }
    if (const auto& transition = threshold.transition) {
        line(notes, "time",
             fmt::format("placed on the market before {}: until {} ({})",
                         to_text(transition->placed_before), to_text(transition->until),
                         transition->source));
    }
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

Page thresholds_page(const std::vector<std::shared_ptr<const Threshold>>& thresholds,
                     const Date& day) {
    PageTable table{"thresholds",
                    "",
                    {{"id", "id"}, {"amount", "amount"}, {"status", "on " + to_text(day)}},
                    {}};
    table.depth = 0;
    table.is_answer = true;
    for (const std::shared_ptr<const Threshold>& threshold : thresholds) {
        table.rows.push_back({{threshold->id + mark_of(threshold->origin)},
                              {amount_text(*threshold)},
                              {status_text(*threshold, day), status_tone(*threshold, day)}});
    }
    return plain_page("Thresholds",
                      {{"thresholds", "", {std::move(table)}},
                       {"count",
                        "",
                        {PageParagraph{counted(thresholds.size(), "threshold", "thresholds") +
                                       ", " + law_data_words()}}}});
}

Page threshold_page(const Threshold& threshold, const Date& day) {
    PageSubject subject{threshold.title, "", threshold.id, {}};
    PageNotes facts;
    line(facts, "amount", amount_text(threshold));
    add_scope(threshold, facts);
    line(facts, "jurisdiction", threshold.jurisdiction);
    line(facts, "text", citation_line(threshold.citation));
    line(facts, "confidence", std::string(word(threshold.confidence)));
    line(facts, "law data of", to_text(law_data_day));
    subject.sections.push_back({"facts", "", {std::move(facts)}});
    PageNotes periods;
    for (const StatusPeriod& period : threshold.status) {
        std::string status = fmt::format("from {}: {}", to_text(period.from), word(period.status));
        if (period.confidence != Verification::verified) {
            status += fmt::format(" ({})", word(period.confidence));
        }
        if (&period == threshold.status_on(day)) {
            status += fmt::format(", as it is on {}", to_text(day));
        }
        periods.notes.push_back({"", std::move(status)});
    }
    subject.sections.push_back({"status", "Status", {std::move(periods)}});
    PageNotes follows;
    line(follows, "then", threshold.consequence);
    add_duties(threshold, follows);
    line(follows, "deadline", threshold.deadline);
    line(follows, "note", threshold.notes);
    subject.sections.push_back({"follows", "What follows", {std::move(follows)}});
    PageNotes sources;
    for (const Citation& source : threshold.sources) {
        sources.notes.push_back({"", citation_line(source)});
    }
    subject.sections.push_back({"sources", "Sources", {std::move(sources)}});
    Page page;
    page.head.title = "Threshold";
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
