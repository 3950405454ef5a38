// SPDX-License-Identifier: Apache-2.0
// Totals against thresholds: the table, the picture, and each verdict in full.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/check_text.hpp"
#include "core/report/explanation.hpp"
#include "core/report/report_sections.hpp"
#include "core/report/totals_text.hpp"
#include "core/report/verdict_words.hpp"

namespace flopledger {

namespace {

std::string title_of(const ReportContext& context, const Verdict& verdict) {
    const std::string title = verdict.threshold->title + subject_text(verdict);
    if (verdict.base.empty()) return title;
    const bool nameless = context.secrets.hides(SecretField::base_models);
    return fmt::format("{} (base: {})", title,
                       nameless ? std::string(left_out_text) : context.secrets.text(verdict.base));
}

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

std::string unit_of(const Verdict& verdict) { return std::string(verdict.how.measured.unit()); }

ReportValue measured_value(ReportContext& context, const Verdict& verdict) {
    if (!verdict.measured_known && verdict.measured.low.is_zero()) {
        return said("unknown", Tone::missing);
    }
    if (is_hidden(context, verdict)) return hidden_value();
    if (!verdict.measured_known || !verdict.best_known) {
        return derived(measured_text(verdict), how_measured(context, verdict));
    }
    return figure_value(figure(verdict.measured.best), verdict.measured, unit_of(verdict),
                        how_measured(context, verdict));
}

ReportValue ratio_value(ReportContext& context, const Verdict& verdict) {
    if (!verdict.ratio) return said("");
    if (is_hidden(context, verdict)) return hidden_value();
    if (!verdict.best_known) {
        return derived("<= " + plain_figure(verdict.ratio->high) + " x",
                       how_verdict(context, verdict));
    }
    return figure_value(plain_figure(verdict.ratio->best) + " x", *verdict.ratio, "",
                        how_verdict(context, verdict));
}

// The amount of the law, with the figure that cites where it stands: the ratio's, if there is one.
ReportValue amount_value(ReportContext& context, const Verdict& verdict) {
    if (is_hidden(context, verdict)) return said(amount_text(verdict));
    if (verdict.ratio) return derived(amount_text(verdict), how_verdict(context, verdict));
    const std::string key = fmt::format("amount {} {}", verdict.threshold->id, verdict.base);
    return derived(amount_text(verdict), how(context, key, verdict.how.amount));
}

ReportTable thresholds_table(ReportContext& context, std::string id, std::string title,
                             const std::vector<Verdict>& verdicts) {
    ReportTable table{std::move(id),
                      std::move(title),
                      {{"title", "Threshold", false},
                       {"verdict", "Verdict", false},
                       {"amount", "Amount", true},
                       {"total", "Total", true},
                       {"range", "Range", true},
                       {"ratio", "Ratio", true},
                       {"standard", "Counted by", false},
                       {"threshold", "Id", false}},
                      {}};
    for (const Verdict& verdict : verdicts) {
        const bool told = verdict.measured_known && !is_hidden(context, verdict);
        table.rows.push_back(
            {said(title_of(context, verdict)),
             said(std::string(word(verdict.status)), tone_of(verdict.status)),
             amount_value(context, verdict), measured_value(context, verdict),
             told ? span_value(verdict.measured, how_measured(context, verdict)) : said(""),
             ratio_value(context, verdict), said(verdict.standard),
             said(verdict.threshold->id, Tone::faint)});
    }
    return table;
}

ReportPicture thresholds_picture(const ReportContext& context) {
    ReportPicture picture;
    picture.kind = ReportPicture::Kind::ranges;
    picture.id = "totals-and-thresholds";
    picture.title = "Totals and the amounts they are held against";
    picture.description =
        "One row a threshold, on a logarithmic axis of FLOP. The bar reaches from the low to the "
        "high end of the total, the dot is its best figure, the upright line the amount.";
    picture.table = "thresholds";
    for (const Verdict& verdict : context.result.judgement.verdicts) {
        const Measure measure = verdict.threshold->measure;
        const bool is_flop = measure == Measure::compute || measure == Measure::fraction_of_base;
        if (!is_flop || !verdict.measured_known || verdict.measured.high.is_zero()) continue;
        PictureRow row;
        row.label = title_of(context, verdict);
        row.figure = std::string(word(verdict.status));
        row.tone = tone_of(verdict.status);
        row.span = verdict.measured;
        if (verdict.amount_known && !verdict.amount.high.is_zero()) row.mark = verdict.amount;
        row.mark_text =
            fmt::format("{} FLOP against {}", figure(verdict.measured), amount_text(verdict));
        picture.rows.push_back(std::move(row));
    }
    return picture;
}

std::string count_sentence(const ReportContext& context) {
    std::array<int, 3> counts{};
    for (const Verdict& verdict : context.result.judgement.verdicts) {
        ++counts.at(static_cast<std::size_t>(verdict.status));
    }
    const auto of = [&](VerdictStatus status) { return counts[static_cast<std::size_t>(status)]; };
    std::string text =
        fmt::format("{} reached, {} undetermined, {} not reached", of(VerdictStatus::reached),
                    of(VerdictStatus::undetermined), of(VerdictStatus::not_reached));
    const auto idle = context.result.judgement.not_applicable.size();
    if (idle != 0) text += fmt::format("; {} not applicable", idle);
    return text + ".";
}

std::string status_text(const ReportContext& context, const Verdict& verdict) {
    const std::string text = law_text(verdict, context.request.as_of);
    if (!text.empty()) return text;
    const StatusPeriod& period = *verdict.threshold->status_on(context.request.as_of);
    return fmt::format("{} since {}", word(period.status), to_text(period.from));
}

ReportValue comparison_value(ReportContext& context, const Verdict& verdict) {
    ReportValue value = measured_value(context, verdict);
    if (!value.exact) return value;
    value.text = fmt::format("{} {}", figure(verdict.measured), unit_of(verdict));
    return value;
}

// What follows from a threshold, where it matters: one field a label.
void add_consequence(const ReportContext& context, const Verdict& verdict,
                     std::vector<ReportField>& fields) {
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

ReportEntry verdict_entry(ReportContext& context, const Verdict& verdict) {
    const Threshold& threshold = *verdict.threshold;
    ReportEntry entry{threshold.id,
                      title_of(context, verdict),
                      said(std::string(word(verdict.status)), tone_of(verdict.status)),
                      {}};
    std::vector<ReportField>& fields = entry.fields;
    fields.push_back({"total", "Total", {comparison_value(context, verdict)}});
    if (!verdict.standard.empty()) {
        fields.push_back({"standard", "Counted by", {said(verdict.standard)}});
    }
    fields.push_back({"amount", "Amount", {said(amount_text(verdict))}});
    ReportField why{"why", "Why", {}};
    for (const Finding& reason : verdict.reasons) {
        why.values.push_back(said(context.secrets.message(reason)));
    }
    if (verdict.within_margin) {
        why.values.push_back(said(fmt::format(
            "The amount lies within the error that {} permits a provider.", verdict.standard)));
    }
    fields.push_back(std::move(why));
    ReportField notes{"notes", "Notes", {}};
    for (const Finding& note : verdict.notes) {
        notes.values.push_back(said(context.secrets.message(note)));
    }
    if (!notes.values.empty()) fields.push_back(std::move(notes));
    ReportField conditions{"conditions", "Conditions", {}};
    for (const ConditionResult& condition : verdict.conditions) {
        conditions.values.push_back(said(holds_text(condition)));
    }
    for (const ConditionResult& alternative : verdict.alternatives) {
        conditions.values.push_back(said("or " + holds_text(alternative)));
    }
    if (!conditions.values.empty()) fields.push_back(std::move(conditions));
    fields.push_back({"status", "Law", {said(status_text(context, verdict))}});
    add_consequence(context, verdict, fields);
    ReportValue source = said(citation_text(threshold.citation));
    source.link = threshold.citation.link;
    fields.push_back({"source", "Source", {std::move(source)}});
    return entry;
}

ReportTable not_applicable_table(const ReportContext& context) {
    ReportTable table{"not-applicable",
                      "Thresholds that do not apply",
                      {{"threshold", "Id", false}, {"reason", "Why", false}},
                      {}};
    for (const NotApplicable& entry : context.result.judgement.not_applicable) {
        table.rows.push_back({said(entry.threshold->id),
                              said(context.secrets.any() ? "does not apply" : entry.reason)});
    }
    return table;
}

}  // namespace

ReportSection thresholds_section(ReportContext& context) {
    ReportSection section{"thresholds-at-a-glance", "Thresholds at a glance", {}};
    const auto& verdicts = context.result.judgement.verdicts;
    if (verdicts.empty()) {
        section.blocks.emplace_back(ReportParagraph{"No threshold applies."});
        return section;
    }
    section.blocks.emplace_back(ReportParagraph{count_sentence(context), Tone::strong});
    ReportPicture picture = thresholds_picture(context);
    const std::string day = to_text(context.request.as_of);
    ReportTable table = thresholds_table(
        context, "thresholds", fmt::format("Totals held against thresholds on {}", day), verdicts);
    if (!picture.rows.empty()) section.blocks.emplace_back(std::move(picture));
    section.blocks.emplace_back(std::move(table));
    if (const auto& also = context.result.judgement.also; !also.empty()) {
        section.blocks.emplace_back(thresholds_table(
            context, "also",
            "Also: law in force later, the original provider's line, and rules for others", also));
    }
    if (context.request.margin) {
        section.blocks.emplace_back(ReportParagraph{
            fmt::format("Verdicts are on totals widened by {} to both sides; the totals stand "
                        "here before that.",
                        percent(*context.request.margin))});
    }
    return section;
}

ReportSection verdicts_section(ReportContext& context) {
    ReportSection section{"verdicts", "Verdicts in full", {}};
    ReportEntries entries{"verdicts-in-full", {}};
    const Judgement& judgement = context.result.judgement;
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            entries.entries.push_back(verdict_entry(context, verdict));
        }
    }
    if (entries.entries.empty()) {
        section.blocks.emplace_back(ReportParagraph{"No threshold applies."});
    } else {
        section.blocks.emplace_back(std::move(entries));
    }
    if (!context.result.judgement.not_applicable.empty()) {
        section.blocks.emplace_back(not_applicable_table(context));
    }
    return section;
}

ReportSection totals_section(ReportContext& context) {
    ReportSection section{"totals", "Training compute by standard", {}};
    ReportTable table{"totals",
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
        ReportValue sum = flop_value(total.flop.value, how_total(context, total));
        sum.text = sum_text(total.flop.value, total.is_open(), total.best_known);
        ReportValue span = span_value(total.flop.value, how_total(context, total));
        span.text = sum_span_text(total.flop.value, total.is_open(), total.best_known);
        table.rows.push_back({said(total.standard->title), std::move(sum), std::move(span),
                              said(total.standard->id, Tone::faint),
                              said(held.empty() ? "no threshold chosen" : held,
                                   held.empty() ? Tone::faint : Tone::plain)});
    }
    section.blocks.emplace_back(std::move(table));
    for (const Total& total : context.result.judgement.totals) {
        for (const OpenPart& part : total.open_parts) {
            const bool nameless = part.what != OpenPart::What::activity &&
                                  context.secrets.hides(SecretField::base_models);
            section.blocks.emplace_back(ReportParagraph{
                fmt::format("Under {} it is unknown, and not in the sum, {}.", total.standard->id,
                            open_part_text(part, nameless ? "a base model"
                                                          : context.secrets.text(part.name)))});
        }
    }
    return section;
}

}  // namespace flopledger
