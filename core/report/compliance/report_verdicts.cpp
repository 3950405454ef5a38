// SPDX-License-Identifier: Apache-2.0
// Totals against thresholds: the table, the picture, and each verdict in full.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/compliance/report_sections.hpp"
#include "core/report/words/explanation.hpp"
#include "core/report/words/totals_page.hpp"
#include "core/report/words/verdict_table.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

bool is_hidden(const ReportContext& context, const Verdict& verdict) {
    switch (verdict.threshold->measure) {
        case Measure::cost:
            return context.secrets.hides(SecretField::cost);
        case Measure::cluster_rate:
            return context.secrets.hides(SecretField::chips) ||
                   context.secrets.hides(SecretField::chip_hours);
        case Measure::compute:
        case Measure::fraction_of_base:
            break;
    }
    return false;
}

// Tells what the report does not leave out, and unfolds it among the report's figures.
class ReportTeller : public VerdictTeller {
  public:
    explicit ReportTeller(ReportContext& context) : context_(context) {}

    std::string base_of(const Verdict& verdict) const override {
        const bool nameless = context_.secrets.hides(SecretField::base_models);
        return nameless ? std::string(left_out_text) : context_.secrets.text(verdict.base);
    }

    bool hides(const Verdict& verdict) const override { return is_hidden(context_, verdict); }

    std::string how_amount(const Verdict& verdict) override {
        if (hides(verdict)) return "";
        if (verdict.ratio) return how_verdict(context_, verdict);
        const std::string key = fmt::format("amount {} {}", verdict.threshold->id, verdict.base);
        return how(context_, key, verdict.how.amount);
    }

    std::string how_measured(const Verdict& verdict) override {
        return flopledger::how_measured(context_, verdict);
    }

    std::string how_ratio(const Verdict& verdict) override {
        return how_verdict(context_, verdict);
    }

  private:
    ReportContext& context_;
};

PageTable thresholds_table(ReportContext& context, std::string id, std::string title,
                           const std::vector<Verdict>& verdicts) {
    ReportTeller teller(context);
    return verdict_table(
        std::move(id), std::move(title), verdicts,
        {"title", "verdict", "amount", "total", "range", "ratio", "standard", "threshold"}, teller);
}

std::string count_sentence(const ReportContext& context) {
    const Judgement& judgement = context.result.judgement;
    const auto idle = judgement.not_applicable.size();
    const std::string counts = verdict_counts(judgement);
    return idle == 0 ? counts + "." : fmt::format("{}; {} not applicable.", counts, idle);
}

std::string status_text(const ReportContext& context, const Verdict& verdict) {
    const std::string text = law_text(verdict, context.request.as_of);
    if (!text.empty()) return text;
    const StatusPeriod& period = *verdict.threshold->status_on(context.request.as_of);
    return fmt::format("{} since {}", word(period.status), to_text(period.from));
}

PageValue comparison_value(ReportContext& context, const Verdict& verdict) {
    ReportTeller teller(context);
    PageValue value = measured_value(verdict, teller);
    if (!value.behind().exact) return value;
    value.text = fmt::format("{} {}", figure(verdict.known()), value.behind().unit);
    return value;
}

// What follows from a threshold, where it matters: one field a label.
void add_consequence(const ReportContext& context, const Verdict& verdict,
                     std::vector<PageField>& fields) {
    for (const VerdictLine& line : consequence_lines(verdict, context.request.as_of, true)) {
        std::string label = line.label;
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
        if (fields.back().title != label) {
            std::string id = line.label;
            std::replace(id.begin(), id.end(), ' ', '-');
            id.erase(std::remove(id.begin(), id.end(), ','), id.end());
            fields.push_back({id, label, {}});
        }
        fields.back().values.push_back(said(
            context.secrets.any() && line.label == "who" ? std::string("left out") : line.text));
    }
}

PageEntry verdict_entry(ReportContext& context, const Verdict& verdict) {
    const Threshold& threshold = *verdict.threshold;
    PageEntry entry{threshold.id,
                    verdict_title(verdict, ReportTeller(context)),
                    said(std::string(word(verdict.status)), tone_of(verdict.status)),
                    {}};
    std::vector<PageField>& fields = entry.fields;
    fields.push_back({"total", "Total", {comparison_value(context, verdict)}});
    if (!verdict.standard.empty()) {
        fields.push_back({"standard", "Counted by", {said(verdict.standard)}});
    }
    fields.push_back({"amount", "Amount", {said(amount_text(verdict))}});
    PageField why{"why", "Why", {}};
    for (const std::string& reason : messages(context, verdict.reasons)) {
        why.values.push_back(said(reason));
    }
    if (verdict.within_margin) {
        why.values.push_back(said(fmt::format(
            "The amount lies within the error that {} permits a provider.", verdict.standard)));
    }
    fields.push_back(std::move(why));
    PageField notes{"notes", "Notes", {}};
    for (const std::string& note : messages(context, verdict.notes)) {
        notes.values.push_back(said(note));
    }
    if (!notes.values.empty()) fields.push_back(std::move(notes));
    PageField conditions{"conditions", "Conditions", {}};
    for (const ConditionResult& condition : verdict.conditions) {
        conditions.values.push_back(said(holds_text(condition)));
    }
    for (const ConditionResult& alternative : verdict.alternatives) {
        conditions.values.push_back(said("or " + holds_text(alternative)));
    }
    if (!conditions.values.empty()) fields.push_back(std::move(conditions));
    fields.push_back({"status", "Law", {said(status_text(context, verdict))}});
    add_consequence(context, verdict, fields);
    fields.push_back({"source", "Source", {citation_value(threshold.citation)}});
    return entry;
}

PageTable not_applicable_table(const ReportContext& context) {
    PageTable table{"not-applicable",
                    "Thresholds that do not apply",
                    {{"threshold", "Id", false}, {"reason", "Why", false}},
                    {}};
    for (const NotApplicable& entry : context.result.judgement.not_applicable) {
        table.rows.push_back({said(entry.threshold->id + mark_of(entry.threshold->origin)),
                              said(context.secrets.any() ? "does not apply" : entry.reason)});
    }
    return table;
}

}  // namespace

PageSection thresholds_section(ReportContext& context) {
    PageSection section{"thresholds-at-a-glance", "Thresholds at a glance", {}};
    const auto& verdicts = context.result.judgement.verdicts;
    if (verdicts.empty()) {
        section.blocks.emplace_back(PageParagraph{"No threshold applies."});
        return section;
    }
    section.blocks.emplace_back(PageParagraph{count_sentence(context), Tone::strong});
    PagePicture picture = verdict_picture(verdicts, "thresholds", ReportTeller(context));
    const std::string day = to_text(context.request.as_of);
    PageTable table = thresholds_table(
        context, "thresholds", fmt::format("Totals held against thresholds on {}", day), verdicts);
    if (!picture.rows.empty()) section.blocks.emplace_back(std::move(picture));
    section.blocks.emplace_back(std::move(table));
    if (const auto& also = context.result.judgement.also; !also.empty()) {
        section.blocks.emplace_back(thresholds_table(
            context, "also",
            "Also: law in force later, the original provider's line, and rules for others", also));
    }
    if (context.request.margin) {
        section.blocks.emplace_back(PageParagraph{
            fmt::format("Verdicts are on totals widened by {} to both sides; the totals stand "
                        "here before that.",
                        percent(*context.request.margin))});
    }
    return section;
}

PageSection verdicts_section(ReportContext& context) {
    PageSection section{"verdicts", "Verdicts in full", {}};
    PageEntries entries{"verdicts-in-full", {}};
    const Judgement& judgement = context.result.judgement;
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            entries.entries.push_back(verdict_entry(context, verdict));
        }
    }
    if (entries.entries.empty()) {
        section.blocks.emplace_back(PageParagraph{"No threshold applies."});
    } else {
        section.blocks.emplace_back(std::move(entries));
    }
    if (!context.result.judgement.not_applicable.empty()) {
        section.blocks.emplace_back(not_applicable_table(context));
    }
    return section;
}

PageSection totals_section(ReportContext& context) {
    PageSection section{"totals", "Training compute by standard", {}};
    PageTable table{"totals",
                    "The total under each standard",
                    {{"title", "What it is", false},
                     {"flop", "FLOP", true},
                     {"range", "Range", true},
                     {"standard", "Id", false},
                     {"thresholds", "Held against", false}},
                    {}};
    for (const Total& total : context.result.judgement.totals) {
        std::string held;
        for (const Verdict& verdict : context.result.judgement.verdicts) {
            if (verdict.standard != total.standard->id) continue;
            held += fmt::format("{}{}: {}", held.empty() ? "" : "; ", verdict.threshold->id,
                                word(verdict.status));
        }
        const std::string how = how_total(context, total);
        table.rows.push_back({said(total.standard->title), flop_value(total.known(), how),
                              span_value(total.known(), how), said(total.standard->id, Tone::faint),
                              said(held.empty() ? "no threshold chosen" : held,
                                   held.empty() ? Tone::faint : Tone::plain)});
    }
    section.blocks.emplace_back(std::move(table));
    for (const Total& total : context.result.judgement.totals) {
        for (const std::string& open : open_texts(context, total)) {
            section.blocks.emplace_back(PageParagraph{fmt::format(
                "Under {} it is unknown, and not in the sum, {}.", total.standard->id, open)});
        }
    }
    return section;
}

}  // namespace flopledger
