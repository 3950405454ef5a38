// SPDX-License-Identifier: Apache-2.0
#include "core/report/export_control.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/report/check_json.hpp"
#include "core/report/derivation_text.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

std::string figure_cell(const std::optional<Derivation>& figure, int places) {
    return figure ? figure->value.best.fixed(places) : "-";
}

std::string within_text(const ExportFinding& finding) {
    if (!finding.within) return "?";
    const std::string near = finding.is_near ? " ~" : "";
    return (*finding.within ? "yes" : "no") + near;
}

Ink ink_of(const ExportFinding& finding) {
    if (!finding.within || finding.is_near) return Ink::yellow;
    return *finding.within ? Ink::bold : Ink::plain;
}

std::string sources_text(const ExportRule& rule, const Style& style) {
    std::string text;
    for (const Citation& source : rule.sources) {
        text += paragraph(style, "      source: ",
                          source.link.empty() ? source.text : source.text + " " + source.link);
    }
    return text;
}

// The rules that the page holds chips against, with what is unverified about them.
std::string rules_text(const ExportPage& page, const Style& style) {
    std::string text = inked(style, Ink::bold, "Rules on " + to_text(page.day)) + "\n";
    int in_force = 0;
    for (const std::shared_ptr<const ExportRule>& rule : page.rules) {
        if (page.day < rule->in_force_from) continue;
        ++in_force;
        text += indented(style, 2, fmt::format("{}: {}", rule->id, rule->title));
        text += paragraph(style, "      within it: ", rule->means);
        text += paragraph(style, "      status: ",
                          fmt::format("{} from {}, as of {}; {}", word(rule->status),
                                      to_text(rule->in_force_from), to_text(rule->as_of),
                                      rule->confidence == Verification::unverified
                                          ? "limits unverified"
                                          : fmt::format("limits {}", word(rule->confidence))));
        if (!rule->notes.empty()) text += paragraph(style, "      note: ", rule->notes);
        text += sources_text(*rule, style);
    }
    if (in_force == 0) text += "  none is known on that day\n";
    return text;
}

std::string closing(const Style& style) {
    return "\n" + inked(style, Ink::faint, "Figures held against limits; not legal advice.") + "\n";
}

std::string table_of(const std::vector<ExportStanding>& standings, const Style& style) {
    Table table{.columns = {{.title = "id", .wraps = true},
                            {.title = "TPP", .right = true},
                            {.title = "density", .right = true},
                            {.title = "GB/s", .right = true}},
                .rows = {},
                .indent = 0};
    if (!standings.empty()) {
        for (const ExportFinding& finding : standings.front().findings) {
            table.columns.push_back({.title = finding.rule->short_title});
        }
    }
    for (const ExportStanding& standing : standings) {
        const ExportMetrics& metrics = standing.metrics;
        Row row{.cells = {{standing.chip->id, Ink::bold},
                          {figure_cell(metrics.performance, 0)},
                          {figure_cell(metrics.density, 2)},
                          {figure_cell(metrics.memory_rate, 0)}},
                .note = ""};
        for (const ExportFinding& finding : standing.findings) {
            row.cells.push_back({within_text(finding), ink_of(finding)});
        }
        table.rows.push_back(std::move(row));
    }
    return table_text(table, style) +
           "\nTPP: total processing performance; density: TPP per mm2 of die. -, ?: not known.\n"
           "~: within 0.5% of a limit, and published figures are rounded.\n";
}

std::string one_text(const ExportStanding& standing, const ExportPage& page, const Style& style) {
    const ExportMetrics& metrics = standing.metrics;
    std::string text =
        fmt::format("{}\n{}\n\n", inked(style, Ink::bold, safe_text(standing.chip->name)),
                    inked(style, Ink::faint, safe_text(standing.chip->id)));
    const auto add = [&](std::string_view label, const std::optional<Derivation>& figure,
                         int places, std::string_view unit) {
        text += paragraph(
            style, fmt::format("  {}: ", label),
            figure ? fmt::format("{}{}", figure->value.best.fixed(places), unit) : "not known");
    };
    add("total processing performance", metrics.performance, 0, "");
    add("performance density", metrics.density, 2, " per mm2");
    add("memory rate", metrics.memory_rate, 0, " GB/s");
    for (const std::string& unknown : metrics.unknown) {
        text += paragraph(style, "  not known: ", unknown);
    }
    for (const std::string& note : metrics.notes) text += paragraph(style, "  note: ", note);
    text += "\n" + inked(style, Ink::bold, "Within the limits of") + "\n";
    for (const ExportFinding& finding : standing.findings) {
        std::string answer = finding.within ? (*finding.within ? "yes" : "no") : "not known";
        if (finding.is_near) {
            answer += "; a figure lies within 0.5% of a limit, and published figures are rounded";
        }
        text += paragraph(style, fmt::format("  {}: ", finding.rule->id), answer);
    }
    if (!page.explain) return text;
    DerivationWriter writer(style);
    for (const auto* figure : {&metrics.performance, &metrics.density, &metrics.memory_rate}) {
        if (*figure) text += "\n" + writer.text(**figure, 0);
    }
    return text;
}

Json figure_json(const std::optional<Derivation>& figure) {
    return figure ? derivation_json(*figure) : Json();
}

Json limit_json(const std::optional<Exact>& limit) {
    return limit ? Json(limit->nearest_double()) : Json();
}

Json rule_json(const ExportRule& rule) {
    Json::Array any;
    for (const ExportLimits& limits : rule.any) {
        any.push_back(Json::Object{{"tpp_at_least", limit_json(limits.tpp_at_least)},
                                   {"tpp_below", limit_json(limits.tpp_below)},
                                   {"density_at_least", limit_json(limits.density_at_least)},
                                   {"density_below", limit_json(limits.density_below)},
                                   {"memory_rate_below", limit_json(limits.memory_rate_below)}});
    }
    Json::Array sources;
    for (const Citation& source : rule.sources) {
        sources.push_back(Json::Object{{"text", source.text}, {"link", text_or_null(source.link)}});
    }
    return Json::Object{{"id", rule.id},
                        {"title", rule.title},
                        {"means", rule.means},
                        {"any", std::move(any)},
                        {"status", word(rule.status)},
                        {"in_force_from", to_text(rule.in_force_from)},
                        {"as_of", to_text(rule.as_of)},
                        {"confidence", word(rule.confidence)},
                        {"notes", text_or_null(rule.notes)},
                        {"sources", std::move(sources)}};
}

Json standing_json(const ExportStanding& standing) {
    Json::Array findings;
    for (const ExportFinding& finding : standing.findings) {
        findings.push_back(Json::Object{{"rule", finding.rule->id},
                                        {"within", finding.within ? Json(*finding.within) : Json()},
                                        {"near_a_limit", finding.is_near}});
    }
    const ExportMetrics& metrics = standing.metrics;
    return Json::Object{{"id", standing.chip->id},
                        {"name", standing.chip->name},
                        {"total_processing_performance", figure_json(metrics.performance)},
                        {"performance_density", figure_json(metrics.density)},
                        {"memory_rate", figure_json(metrics.memory_rate)},
                        {"not_known", texts_json(metrics.unknown)},
                        {"notes", texts_json(metrics.notes)},
                        {"findings", std::move(findings)}};
}

}  // namespace

std::string export_control_text(const std::vector<ExportStanding>& standings,
                                const ExportPage& page, const Style& style) {
    if (standings.empty()) return "";
    std::string text =
        page.one ? one_text(standings.front(), page, style) : table_of(standings, style);
    return text + "\n" + rules_text(page, style) + closing(style);
}

std::string export_control_json(const std::vector<ExportStanding>& standings,
                                const ExportPage& page, const Diagnostics& diagnostics,
                                std::string_view version) {
    Json::Array chips;
    for (const ExportStanding& standing : standings) chips.push_back(standing_json(standing));
    Json::Array rules;
    for (const std::shared_ptr<const ExportRule>& rule : page.rules) {
        if (page.day < rule->in_force_from) continue;
        rules.push_back(rule_json(*rule));
    }
    Json::Object document = document_head("flopledger/export-control/1", version);
    document.emplace_back("as_of", to_text(page.day));
    document.emplace_back("chips", std::move(chips));
    document.emplace_back("rules", std::move(rules));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
