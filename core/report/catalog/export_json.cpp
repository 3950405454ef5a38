// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/report/catalog/export_page.hpp"
#include "core/report/catalog/threshold_description.hpp"
#include "core/report/words/derivation_description.hpp"

namespace flopledger {

namespace {

// A source of a rule, whose articles stand in its text.
struct RuleSource {
    const Citation* citation = nullptr;
};

struct ExportDocument {
    const std::vector<ExportStanding>* standings = nullptr;
    const ExportRequest* request = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

// The figure, or nullptr where it is not known.
template <typename Amount>
const Derivation* known(const std::optional<Derived<Amount>>& figure) {
    return figure ? &*figure : nullptr;
}

std::optional<LegalStatus> status_now(const ExportRule& rule) {
    const StatusPeriod* now = status_on(rule.status, rule.as_of);
    return now ? std::optional(now->status) : std::nullopt;
}

std::optional<Date> in_force_from(const ExportRule& rule) {
    const auto found = std::find_if(
        rule.status.begin(), rule.status.end(),
        [](const StatusPeriod& period) { return period.status == LegalStatus::in_force; });
    return found == rule.status.end() ? std::nullopt : std::optional(found->from);
}

std::vector<RuleSource> sources(const ExportRule& rule) {
    std::vector<RuleSource> list;
    for (const Citation& source : rule.sources) list.push_back({&source});
    return list;
}

std::vector<const ExportRule*> rules_of_day(const ExportDocument& document) {
    std::vector<const ExportRule*> list;
    for (const std::shared_ptr<const ExportRule>& rule : document.request->rules) {
        if (status_on(rule->status, document.request->day) != nullptr) list.push_back(rule.get());
    }
    return list;
}

}  // namespace

template <>
struct Description<RuleSource> {
    static constexpr std::string_view name = "rule_source";
    static constexpr auto keys = std::tuple{
        DescribedKey{"text", "The text cited.", path(&RuleSource::citation, &Citation::text)},
        DescribedKey{"link", "Where it can be read.",
                     as<TextOrNull>(&RuleSource::citation, &Citation::link)}};
};

template <>
struct Description<ExportLimits> {
    static constexpr std::string_view name = "limits";
    static constexpr auto keys = std::tuple{
        DescribedKey{"tpp_at_least", "Total processing performance, at least.",
                     &ExportLimits::tpp_at_least},
        DescribedKey{"tpp_below", "Total processing performance, below.", &ExportLimits::tpp_below},
        DescribedKey{"density_at_least", "Performance density, at least.",
                     &ExportLimits::density_at_least},
        DescribedKey{"density_below", "Performance density, below.", &ExportLimits::density_below},
        DescribedKey{"memory_rate_at_least", "Rate of DRAM in 1e9 bytes a second, at least.",
                     &ExportLimits::memory_rate_at_least},
        DescribedKey{"memory_rate_below", "Rate of DRAM, below.", &ExportLimits::memory_rate_below},
        DescribedKey{"link_rate_at_least", "Rate of links, at least.",
                     &ExportLimits::link_rate_at_least},
        DescribedKey{"rate_sum_at_least", "Rates of DRAM and links together, at least.",
                     &ExportLimits::rate_sum_at_least},
        DescribedKey{"marketed_after", "Marketed after this day.", &ExportLimits::marketed_after}};
};

template <>
struct Description<ExportRule> {
    static constexpr std::string_view name = "rule";
    static constexpr auto keys = std::tuple{
        DescribedKey{"id", "Its id.", &ExportRule::id},
        DescribedKey{"title", "What it is called.", &ExportRule::title},
        DescribedKey{"means", "What it is to be within its limits.", &ExportRule::means},
        DescribedKey{"any", "Limits, of which one suffices.", &ExportRule::any},
        DescribedKey{"link_rate_beside", "What the rate of links as known here may lack.",
                     &ExportRule::link_rate_beside},
        DescribedKey{"data_centres_only", "Whether it covers chips for data centres alone.",
                     &ExportRule::data_centres_only},
        DescribedKey{"data_centres_only_below_tpp", "Or does so below this performance.",
                     &ExportRule::data_centres_only_below_tpp},
        DescribedKey{"only_within", "The rule that must cover a chip first.",
                     as<TextOrNull>(&ExportRule::only_within)},
        DescribedKey{"status", "Where it stands; null before it was proposed.", status_now},
        DescribedKey{"in_force_from", "The first day it is in force.", in_force_from},
        DescribedKey{"periods", "Where it stands from which day on.", &ExportRule::status},
        DescribedKey{"as_of", "The day on which that was looked up.", &ExportRule::as_of},
        DescribedKey{"confidence", "How well all this is known.", &ExportRule::confidence},
        DescribedKey{"notes", "What else is to be known.", as<TextOrNull>(&ExportRule::notes)},
        DescribedKey{"sources", "Where it stands.", sources}};
};

template <>
struct Description<ExportFinding> {
    static constexpr std::string_view name = "rule_finding";
    static constexpr auto keys = std::tuple{
        DescribedKey{"rule", "The id of the rule.", path(&ExportFinding::rule, &ExportRule::id)},
        DescribedKey{"status", "Where it stands on the day.",
                     path(&ExportFinding::status, &StatusPeriod::status)},
        DescribedKey{"within", "Whether the chip is within it; null where that is not known.",
                     &ExportFinding::within},
        DescribedKey{"within_limits", "What the figures alone say.", &ExportFinding::within_limits},
        DescribedKey{"reason", "What the answer rests on.", &ExportFinding::reason},
        DescribedKey{"near_a_limit", "Whether a figure lies within 0.5 % of a limit.",
                     &ExportFinding::is_near}};
};

template <>
struct Description<ExportStanding> {
    static constexpr std::string_view name = "chip";
    static constexpr auto keys = std::tuple{
        DescribedKey{"id", "Its id.", path(&ExportStanding::chip, &Chip::id)},
        DescribedKey{"name", "As its vendor calls it.", path(&ExportStanding::chip, &Chip::name)},
        DescribedKey{"total_processing_performance", "1e12 operations per second, times bits.",
                     [](const ExportStanding& one) { return known(one.metrics.performance); }},
        DescribedKey{"performance_density", "That by square millimetre.",
                     [](const ExportStanding& one) { return known(one.metrics.density); }},
        DescribedKey{"memory_rate", "Of DRAM.",
                     [](const ExportStanding& one) { return known(one.metrics.memory_rate); }},
        DescribedKey{"link_rate", "Of links, both directions.",
                     [](const ExportStanding& one) { return known(one.metrics.link_rate); }},
        DescribedKey{"market", "For whom it was designed.",
                     path(&ExportStanding::chip, &Chip::market)},
        DescribedKey{"not_known", "Figures that are not known.",
                     path(&ExportStanding::metrics, &ExportMetrics::unknown)},
        DescribedKey{"notes", "What is to be known of the figures.",
                     path(&ExportStanding::metrics, &ExportMetrics::notes)},
        DescribedKey{"findings", "What each rule says of it.", &ExportStanding::findings}};
};

template <>
struct Description<ExportDocument> {
    static constexpr std::string_view name = "export-control";
    static constexpr std::string_view sentence = "Chips held against rules of export control.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"as_of", "The day asked for.",
                     path(&ExportDocument::request, &ExportRequest::day)},
        DescribedKey{"chips", "The chips asked for.", pointed(&ExportDocument::standings)},
        DescribedKey{"rules", "The rules of the day.", rules_of_day},
        DescribedPart{as<DocumentFoot>(&ExportDocument::diagnostics)}};
};

constinit const DocumentSchema export_document = document_schema<ExportDocument>();

std::string export_control_json(const std::vector<ExportStanding>& standings,
                                const ExportRequest& request, const Diagnostics& diagnostics,
                                std::string_view version) {
    return document_text(ExportDocument{&standings, &request, &diagnostics}, version);
}

}  // namespace flopledger
