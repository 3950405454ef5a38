// SPDX-License-Identifier: Apache-2.0
#include "core/report/export_control.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "core/base/figure_text.hpp"
#include "core/report/check_json.hpp"
#include "core/report/chips_text.hpp"
#include "core/report/derivation_text.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

// The figure, or nullptr where it is not known.
template <typename Amount>
const Derivation* known(const std::optional<Derived<Amount>>& figure) {
    return figure ? &*figure : nullptr;
}

std::string figure_cell(const Derivation* figure, int places) {
    return figure != nullptr ? figure->value.best.fixed(places) : "-";
}

std::string within_cell(const ExportFinding& finding) {
    if (finding.reason == ExportReason::market_not_known) return "market?";
    if (finding.reason == ExportReason::outside_other_rule) return "outside";
    if (!finding.within) return "?";
    const std::string near = finding.is_near ? " ~" : "";
    return (*finding.within ? "yes" : "no") + near;
}

// The same in words, with what it rests on.
std::string within_text(const ExportFinding& finding) {
    switch (finding.reason) {
        case ExportReason::limits:
            break;
        case ExportReason::not_for_data_centres:
            return "no: it was not designed or marketed for data centres";
        case ExportReason::market_not_known:
            return "yes if it was designed or marketed for data centres, else no; hardware-db does "
                   "not say which";
        case ExportReason::outside_other_rule:
            return fmt::format("outside {}, which this rule is about", finding.other->short_title);
        case ExportReason::other_rule_not_known:
            return fmt::format("not known, nor is whether {} covers it",
                               finding.other->short_title);
    }
    std::string answer = finding.within ? (*finding.within ? "yes" : "no") : "not known";
    if (finding.is_near) {
        answer += "; a figure lies within 0.5% of a limit, and published figures are rounded";
    }
    return answer;
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

// Where a rule stands on a day and stood before, and how well its dates and limits are known.
std::string status_text(const ExportRule& rule, const Date& day) {
    std::string text;
    for (const StatusPeriod& period : rule.status) {
        if (day < period.from) continue;
        text += fmt::format("{} from {}{}, ", word(period.status), to_text(period.from),
                            period.confidence == Verification::unverified ? " (unverified)" : "");
    }
    return text + fmt::format("as of {}; limits {}", to_text(rule.as_of), word(rule.confidence));
}

// The rules in force on the day of a page, or those that were or would be.
std::string rules_text(const ExportPage& page, bool in_force, const Style& style) {
    std::string text;
    for (const std::shared_ptr<const ExportRule>& rule : page.rules) {
        const StatusPeriod* status = status_on(rule->status, page.day);
        if (status == nullptr || (status->status == LegalStatus::in_force) != in_force) continue;
        text += indented(style, 2, fmt::format("{}: {}", rule->id, rule->title));
        text += paragraph(style, "      within it: ", rule->means);
        text += paragraph(style, "      status: ", status_text(*rule, page.day));
        if (!rule->notes.empty()) text += paragraph(style, "      note: ", rule->notes);
        text += sources_text(*rule, style);
    }
    return text;
}

std::string all_rules_text(const ExportPage& page, const Style& style) {
    const std::string day = to_text(page.day);
    std::string in_force = rules_text(page, true, style);
    if (in_force.empty()) in_force = "  none is known on that day\n";
    std::string text = inked(style, Ink::bold, "Rules on " + day) + "\n" + in_force;
    const std::string others = page.explain ? rules_text(page, false, style) : "";
    if (!others.empty()) {
        text += "\n" + inked(style, Ink::bold, "Rules past or proposed on " + day) + "\n" + others;
    }
    return text;
}

std::string closing(const Style& style) {
    return "\n" + inked(style, Ink::faint, "Figures held against limits; not legal advice.") + "\n";
}

// Whether a rule in force limits the rate of links, which else no reader needs.
bool asks_for_links(const ExportStanding& standing) {
    return std::any_of(standing.findings.begin(), standing.findings.end(), [](const auto& finding) {
        return finding.is_in_force() &&
               std::any_of(finding.rule->any.begin(), finding.rule->any.end(),
                           [](const auto& limits) { return limits.link_rate_at_least; });
    });
}

// The finding in force that is answered for this reason, of any chip; or nullptr.
const ExportFinding* find_reason(const std::vector<ExportStanding>& standings,
                                 ExportReason reason) {
    for (const ExportStanding& standing : standings) {
        for (const ExportFinding& finding : standing.findings) {
            if (finding.is_in_force() && finding.reason == reason) return &finding;
        }
    }
    return nullptr;
}

std::string legend(const std::vector<ExportStanding>& standings) {
    std::string text =
        "\nTPP: total processing performance; density: TPP per mm2 of die; GB/s: of DRAM.\n"
        "-, ?: not known. ~: within 0.5% of a limit, and published figures are rounded.\n";
    if (asks_for_links(standings.front())) {
        text += "links: GB/s, both directions together.\n";
    }
    if (find_reason(standings, ExportReason::market_not_known) != nullptr) {
        text +=
            "market?: yes if designed or marketed for data centres, else no; not known which.\n";
    }
    if (const auto* finding = find_reason(standings, ExportReason::outside_other_rule)) {
        text += fmt::format("outside: outside {}, which the rule is about.\n",
                            finding->other->short_title);
    }
    return text;
}

std::string table_of(const std::vector<ExportStanding>& standings, const Style& style) {
    Table table{.columns = {{.title = "id", .wraps = true},
                            {.title = "TPP", .right = true},
                            {.title = "density", .right = true},
                            {.title = "GB/s", .right = true}},
                .rows = {},
                .indent = 0};
    const bool has_links = asks_for_links(standings.front());
    if (has_links) table.columns.push_back({.title = "links", .right = true});
    for (const ExportFinding& finding : standings.front().findings) {
        if (finding.is_in_force()) table.columns.push_back({.title = finding.rule->short_title});
    }
    for (const ExportStanding& standing : standings) {
        const ExportMetrics& metrics = standing.metrics;
        Row row{.cells = {{standing.chip->id, Ink::bold},
                          {figure_cell(known(metrics.performance), 0)},
                          {figure_cell(known(metrics.density), 2)},
                          {figure_cell(known(metrics.memory_rate), 0)}},
                .note = ""};
        if (has_links) row.cells.push_back({figure_cell(known(metrics.link_rate), 0)});
        for (const ExportFinding& finding : standing.findings) {
            if (finding.is_in_force()) {
                row.cells.push_back({within_cell(finding), ink_of(finding)});
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table_text(table, style) + legend(standings);
}

// What rules say that are in force, or those that were or would be.
std::string findings_text(const ExportStanding& standing, bool in_force, const Style& style) {
    std::string text;
    for (const ExportFinding& finding : standing.findings) {
        if (finding.is_in_force() != in_force) continue;
        text += paragraph(style, fmt::format("  {}: ", finding.rule->id), within_text(finding));
    }
    return text;
}

std::string one_text(const ExportStanding& standing, const ExportPage& page, const Style& style) {
    const ExportMetrics& metrics = standing.metrics;
    std::string text =
        fmt::format("{}\n{}\n\n", inked(style, Ink::bold, safe_text(standing.chip->name)),
                    inked(style, Ink::faint, safe_text(standing.chip->id)));
    const auto add = [&](std::string_view label, const Derivation* figure, int places,
                         std::string_view unit) {
        text += paragraph(style, fmt::format("  {}: ", label),
                          figure != nullptr
                              ? fmt::format("{}{}", figure->value.best.fixed(places), unit)
                              : "not known");
    };
    add("total processing performance", known(metrics.performance), 0, "");
    add("performance density", known(metrics.density), 2, " per mm2");
    add("rate of DRAM", known(metrics.memory_rate), 0, " GB/s");
    add("rate of links", known(metrics.link_rate), 0, " GB/s, both directions together");
    text += paragraph(style, "  market: ",
                      standing.chip->market ? market_text(*standing.chip->market) : "not known");
    for (const std::string& unknown : metrics.unknown) {
        text += paragraph(style, "  not known: ", unknown);
    }
    for (const std::string& note : metrics.notes) text += paragraph(style, "  note: ", note);
    text += "\n" + inked(style, Ink::bold, "Within the limits of") + "\n";
    text += findings_text(standing, true, style);
    const std::string others = findings_text(standing, false, style);
    if (!page.explain) {
        return others.empty() ? text : text + "  --explain adds rules past or proposed\n";
    }
    if (!others.empty()) {
        text += "\n" + inked(style, Ink::bold, "Past or proposed") + "\n" + others;
    }
    DerivationWriter writer(style);
    for (const Derivation* figure : {known(metrics.performance), known(metrics.density),
                                     known(metrics.memory_rate), known(metrics.link_rate)}) {
        if (figure != nullptr) text += "\n" + writer.text(*figure, 0);
    }
    return text;
}

Json figure_json(const Derivation* figure) {
    return figure != nullptr ? derivation_json(*figure) : Json();
}

Json limit_json(const std::optional<Exact>& limit) {
    return limit ? Json(limit->nearest_double()) : Json();
}

Json period_json(const StatusPeriod& period) {
    return Json::Object{{"from", to_text(period.from)},
                        {"status", word(period.status)},
                        {"confidence", word(period.confidence)}};
}

Json truth_json(Truth truth) { return truth ? Json(*truth) : Json(); }

Json rule_json(const ExportRule& rule) {
    Json::Array any;
    for (const ExportLimits& limits : rule.any) {
        any.push_back(
            Json::Object{{"tpp_at_least", limit_json(limits.tpp_at_least)},
                         {"tpp_below", limit_json(limits.tpp_below)},
                         {"density_at_least", limit_json(limits.density_at_least)},
                         {"density_below", limit_json(limits.density_below)},
                         {"memory_rate_at_least", limit_json(limits.memory_rate_at_least)},
                         {"memory_rate_below", limit_json(limits.memory_rate_below)},
                         {"link_rate_at_least", limit_json(limits.link_rate_at_least)},
                         {"rate_sum_at_least", limit_json(limits.rate_sum_at_least)},
                         {"marketed_after",
                          limits.marketed_after ? Json(to_text(*limits.marketed_after)) : Json()}});
    }
    Json::Array periods;
    for (const StatusPeriod& period : rule.status) periods.push_back(period_json(period));
    Json::Array sources;
    for (const Citation& source : rule.sources) {
        sources.push_back(Json::Object{{"text", source.text}, {"link", text_or_null(source.link)}});
    }
    const StatusPeriod* now = status_on(rule.status, rule.as_of);
    const auto in_force = std::find_if(
        rule.status.begin(), rule.status.end(),
        [](const StatusPeriod& period) { return period.status == LegalStatus::in_force; });
    return Json::Object{
        {"id", rule.id},
        {"title", rule.title},
        {"means", rule.means},
        {"any", std::move(any)},
        {"link_rate_beside", rule.link_rate_beside.nearest_double()},
        {"data_centres_only", rule.data_centres_only},
        {"data_centres_only_below_tpp", limit_json(rule.data_centres_only_below_tpp)},
        {"only_within", text_or_null(rule.only_within)},
        {"status", now == nullptr ? Json() : Json(word(now->status))},
        {"in_force_from", in_force == rule.status.end() ? Json() : Json(to_text(in_force->from))},
        {"periods", std::move(periods)},
        {"as_of", to_text(rule.as_of)},
        {"confidence", word(rule.confidence)},
        {"notes", text_or_null(rule.notes)},
        {"sources", std::move(sources)}};
}

Json standing_json(const ExportStanding& standing) {
    Json::Array findings;
    for (const ExportFinding& finding : standing.findings) {
        findings.push_back(Json::Object{{"rule", finding.rule->id},
                                        {"status", word(finding.status.status)},
                                        {"within", truth_json(finding.within)},
                                        {"within_limits", truth_json(finding.within_limits)},
                                        {"reason", word(finding.reason)},
                                        {"near_a_limit", finding.is_near}});
    }
    const ExportMetrics& metrics = standing.metrics;
    return Json::Object{
        {"id", standing.chip->id},
        {"name", standing.chip->name},
        {"total_processing_performance", figure_json(known(metrics.performance))},
        {"performance_density", figure_json(known(metrics.density))},
        {"memory_rate", figure_json(known(metrics.memory_rate))},
        {"link_rate", figure_json(known(metrics.link_rate))},
        {"market", standing.chip->market ? Json(word(*standing.chip->market)) : Json()},
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
    return text + "\n" + all_rules_text(page, style) + closing(style);
}

std::string export_control_json(const std::vector<ExportStanding>& standings,
                                const ExportPage& page, const Diagnostics& diagnostics,
                                std::string_view version) {
    Json::Array chips;
    for (const ExportStanding& standing : standings) chips.push_back(standing_json(standing));
    Json::Array rules;
    for (const std::shared_ptr<const ExportRule>& rule : page.rules) {
        if (status_on(rule->status, page.day) != nullptr) rules.push_back(rule_json(*rule));
    }
    Json::Object document = document_head("flopledger/export-control/1", version);
    document.emplace_back("as_of", to_text(page.day));
    document.emplace_back("chips", std::move(chips));
    document.emplace_back("rules", std::move(rules));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
