// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/catalog/export_page.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/words/derivation_page.hpp"

namespace flopledger {

namespace {

// The figure, or nullptr where it is not known.
template <typename Amount>
const Derivation* known(const std::optional<Derived<Amount>>& figure) {
    return figure ? &*figure : nullptr;
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

std::string export_control_json(const std::vector<ExportStanding>& standings,
                                const ExportRequest& request, const Diagnostics& diagnostics,
                                std::string_view version) {
    Json::Array chips;
    for (const ExportStanding& standing : standings) chips.push_back(standing_json(standing));
    Json::Array rules;
    for (const std::shared_ptr<const ExportRule>& rule : request.rules) {
        if (status_on(rule->status, request.day) != nullptr) rules.push_back(rule_json(*rule));
    }
    Json::Object document = document_head("flopledger/export-control/1", version);
    document.emplace_back("as_of", to_text(request.day));
    document.emplace_back("chips", std::move(chips));
    document.emplace_back("rules", std::move(rules));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
