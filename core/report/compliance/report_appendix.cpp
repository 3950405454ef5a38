// SPDX-License-Identifier: Apache-2.0
// What a reader needs to follow and repeat a report: the ledger's own words, every figure unfolded,
// every file with its fingerprint, the data with their versions, the call.
#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/compliance/report_inputs.hpp"
#include "core/report/compliance/report_sections.hpp"
#include "core/text/files/sha256.hpp"

namespace flopledger {

namespace {

PageField optional_field(std::string id, std::string title, std::string text) {
    return {std::move(id),
            std::move(title),
            {text.empty() ? said("not stated", Tone::missing) : said(std::move(text))}};
}

PageTable facts_table(const ReportContext& context) {
    PageTable table{"facts",
                    "Facts stated besides compute",
                    {{"fact", "Fact", false}, {"value", "Value", false}, {"place", "Line", false}},
                    {}};
    const bool no_cost = context.secrets.hides(SecretField::cost);
    for (const Fact& fact : context.result.count->ledger->facts) {
        const bool hidden = no_cost && fact.name.find("_usd") != std::string::npos;
        table.rows.push_back({said(fact.name),
                              hidden ? hidden_value() : said(fact_text(context, fact)),
                              said(context.secrets.place(fact.place), Tone::faint)});
    }
    return table;
}

// A base's figure as it is stated, or where it comes from.
std::string base_flop(const ReportContext& context, const BaseModel& base) {
    if (base.flop) return fmt::format("{} FLOP", figure(base.flop->value.value));
    if (base.ledger == nullptr) return "unknown";
    const bool nameless = context.secrets.hides(SecretField::base_models) ||
                          context.secrets.hides(SecretField::sources);
    return nameless ? "by its own ledger" : "by " + context.secrets.text(base.ledger->file);
}

PageTable bases_table(const ReportContext& context) {
    PageTable table{"built-on",
                    "Models this one was built on",
                    {{"name", "Model", false},
                     {"relation", "Relation", false},
                     {"provider", "Provider", false},
                     {"flop", "Its compute", false}},
                    {}};
    const bool nameless = context.secrets.hides(SecretField::base_models);
    for (const BaseModel& base : context.result.count->ledger->built_on) {
        table.rows.push_back({nameless ? hidden_value() : said(context.secrets.text(base.name)),
                              said(std::string(word(base.relation))),
                              said(std::string(word(base.provider))),
                              said(base_flop(context, base))});
    }
    return table;
}

// Notes on evidence, where the ledger's author says what to look for.
PageTable evidence_table(const ReportContext& context) {
    PageTable table{"evidence",
                    "What the ledger names as evidence",
                    {{"activity", "Activity", false},
                     {"file", "File", false},
                     {"note", "What to look for", false}},
                    {}};
    const bool hidden = context.secrets.hides(SecretField::sources) ||
                        context.secrets.hides(SecretField::activities);
    if (hidden) return table;
    for (const Activity& activity : context.result.count->ledger->activities) {
        for (const EvidenceFile& evidence : activity.evidence) {
            // A note is the author's own words and may name any figure.
            table.rows.push_back({said(context.secrets.text(activity.name)),
                                  said(context.secrets.text(evidence.file)),
                                  context.secrets.any() ? hidden_value() : said(evidence.note)});
        }
    }
    return table;
}

bool is_hidden(const ReportContext& context, const ReportInput& input) {
    const Secrets& secrets = context.secrets;
    if (secrets.hides(SecretField::sources)) return true;
    const bool is_ledger = input.kind == "ledger" || input.kind == "base ledger";
    if (!is_ledger && secrets.hides(SecretField::activities)) return true;
    // Names of base models stand in the names of their ledgers; a log's name may be a chip's.
    return input.kind == "base ledger" && secrets.hides(SecretField::base_models);
}

PageTable inputs_table(const ReportContext& context) {
    PageTable table{
        "inputs",
        "Input files",
        {{"kind", "Kind", false}, {"file", "File", false}, {"sha256", "SHA-256", false}},
        {}};
    for (const ReportInput& input : inputs_of(context.result)) {
        std::string file = context.secrets.text(input.file);
        if (input.kind == "ledger") file = context.secrets.place(Place{input.file, 0, 0});
        // A published configuration is known by its fingerprint.
        const bool no_print =
            input.kind == "configuration" && context.secrets.hides(SecretField::parameters);
        PageValue digest = said(input.sha256, Tone::faint);
        if (input.sha256.empty()) digest = said("not read", Tone::missing);
        table.rows.push_back({said(input.kind),
                              is_hidden(context, input) ? hidden_value() : said(std::move(file)),
                              no_print ? hidden_value() : std::move(digest)});
    }
    return table;
}

PageRow data_row(std::string kind, const std::string& id, std::string version, std::string date,
                 std::string_view bytes) {
    return {said(std::move(kind)), said(id), said(std::move(version)), said(std::move(date)),
            said(sha256(bytes), Tone::faint)};
}

PageTable data_table(const ReportContext& context, const Catalog& catalog) {
    PageTable table{"data",
                    "Data of the tool, and of the folders that were named",
                    {{"kind", "Kind", false},
                     {"id", "Id", false},
                     {"version", "Version", false},
                     {"date", "Date", false},
                     {"sha256", "SHA-256", false}},
                    {}};
    for (const Total& total : context.result.judgement.totals) {
        const Standard& standard = *total.standard;
        table.rows.push_back(
            data_row("standard" + mark_of(standard.origin), standard.id, standard.version,
                     standard.date ? to_text(*standard.date) : "", catalog.text_of(standard.file)));
    }
    const auto add = [&](const Threshold& threshold) {
        const StatusPeriod* period = threshold.status_on(context.request.as_of);
        table.rows.push_back(data_row("threshold" + mark_of(threshold.origin), threshold.id,
                                      period == nullptr ? "" : std::string(word(period->status)),
                                      period == nullptr ? "" : to_text(period->from),
                                      catalog.text_of(threshold.file)));
    };
    std::string last;
    const Judgement& judgement = context.result.judgement;
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            if (verdict.threshold->id != last) add(*verdict.threshold);
            last = verdict.threshold->id;
        }
    }
    if (context.secrets.hides(SecretField::chips)) return table;
    for (const Chip* chip : chips_of(context.result)) {
        table.rows.push_back(data_row("chip" + mark_of(chip->origin), chip->id,
                                      fmt::format("{} confidence", word(chip->confidence)),
                                      chip->released ? to_text(*chip->released) : "",
                                      catalog.text_of(chip->file)));
    }
    return table;
}

PageFields call_fields(const ReportContext& context, std::string_view version) {
    const ReportRequest& request = context.request;
    const auto listed = [](const std::vector<std::string>& words) {
        return words.empty() ? std::string("none named") : joined(words);
    };
    PageFields fields{"call", {}};
    const auto add = [&](std::string id, std::string title, std::string text) {
        fields.fields.push_back({std::move(id), std::move(title), {said(std::move(text))}});
    };
    add("tool", "Tool", fmt::format("flopledger {}", version));
    add("as_of", "Judged by the law of", to_text(request.as_of));
    add("template", "Template", std::string(word(request.form)));
    add("thresholds", "Thresholds", listed(request.thresholds));
    add("jurisdictions", "Jurisdictions", listed(request.jurisdictions));
    add("standards", "Standards", listed(request.standards));
    if (request.all) add("all", "All", "thresholds of any subject and status");
    add("margin", "Margin", request.margin ? percent(*request.margin) : "none");
    if (!request.allowed.empty() && !context.secrets.hides(SecretField::sources)) {
        add("allowed_folders", "Folders that the ledger might read", listed(request.allowed));
    }
    return fields;
}

}  // namespace

PageSection ledger_section(ReportContext& context) {
    PageSection section{"ledger", "What the ledger states of the model", {}};
    const Ledger& ledger = *context.result.count->ledger;
    PageFields fields{"model", {}};
    fields.fields.push_back(
        optional_field("model", "Model", context.secrets.text(ledger.model_name)));
    fields.fields.push_back(
        optional_field("developer", "Developer", context.secrets.text(ledger.developer)));
    fields.fields.push_back(
        optional_field("released", "Released", ledger.released ? to_text(*ledger.released) : ""));
    section.blocks.emplace_back(std::move(fields));
    for (PageTable table : {facts_table(context), bases_table(context), evidence_table(context)}) {
        if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    }
    return section;
}

PageSection figures_section(const ReportContext& context) {
    PageSection section{"derivations", "How each figure was reached", {}};
    section.blocks.emplace_back(PageParagraph{
        "Every figure unfolds to its formula and its inputs, with the line of the ledger or the "
        "source that states them. `flopledger explain` unfolds the same from the ledger."});
    section.blocks.emplace_back(
        PageFigures{.figures = context.figures.all(), .each_in_full = true});
    return section;
}

PageSection appendix_section(const ReportContext& context, const Catalog& catalog,
                             std::string_view version) {
    PageSection section{"appendix", "Appendix: inputs, data and the tool", {}};
    section.blocks.emplace_back(call_fields(context, version));
    section.blocks.emplace_back(inputs_table(context));
    section.blocks.emplace_back(data_table(context, catalog));
    section.blocks.emplace_back(PageParagraph{
        "The same inputs and the same call give the same bytes. `flopledger verify` recomputes the "
        "report's JSON from the ledger and names what differs."});
    return section;
}

}  // namespace flopledger
