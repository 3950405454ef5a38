// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/export_rule_reader.hpp"

#include <utility>

#include "core/base/embedded.hpp"
#include "core/read/data/data_file.hpp"
#include "core/read/data/status_reader.hpp"
#include "core/read/keys/citation_reader.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

ExportLimits read_limits(const Reading& reading, const Node& node) {
    Mapping mapping(reading, node, "limits");
    ExportLimits limits;
    limits.tpp_at_least = mapping.positive("tpp_at_least", Presence::optional);
    limits.tpp_below = mapping.positive("tpp_below", Presence::optional);
    limits.density_at_least = mapping.positive("density_at_least", Presence::optional);
    limits.density_below = mapping.positive("density_below", Presence::optional);
    limits.memory_rate_at_least = mapping.positive("memory_rate_at_least", Presence::optional);
    limits.memory_rate_below = mapping.positive("memory_rate_below", Presence::optional);
    limits.link_rate_at_least = mapping.positive("link_rate_at_least", Presence::optional);
    limits.rate_sum_at_least = mapping.positive("rate_sum_at_least", Presence::optional);
    limits.marketed_after = mapping.date("marketed_after", Presence::optional);
    mapping.finish();
    return limits;
}

// Which chips a rule leaves out whatever their figures.
void read_scope(Mapping& mapping, ExportRule& rule) {
    rule.link_rate_beside = mapping.positive("link_rate_beside", Presence::optional).value_or(0);
    rule.data_centres_only = mapping.truth("data_centres_only", Presence::optional).value_or(false);
    rule.data_centres_only_below_tpp =
        mapping.positive("data_centres_only_below_tpp", Presence::optional);
    rule.only_within = mapping.text_or_empty("only_within");
}

}  // namespace

std::shared_ptr<const ExportRule> read_export_rule(std::shared_ptr<const Source> source,
                                                   Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    const auto document = parse_yaml(std::move(source), diagnostics);
    if (!document) return nullptr;
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a file of an export rule");
    ExportRule rule;
    rule.file = document->source->name;
    mapping.version("export_rule");
    rule.id = read_id(mapping);
    rule.title = mapping.text("title", Presence::required).value_or("");
    rule.short_title = mapping.text("short_title", Presence::required).value_or("");
    rule.means = mapping.text("means", Presence::required).value_or("");
    rule.as_of = mapping.date("as_of", Presence::required).value_or(Date{});
    rule.status = read_status(mapping);
    rule.confidence = mapping.word<Verification>("confidence", Presence::required)
                          .value_or(Verification::unverified);
    for (const Node* node : mapping.list("any", Presence::required)) {
        rule.any.push_back(read_limits(reading, *node));
    }
    read_scope(mapping, rule);
    for (const Node* node : mapping.list("sources", Presence::required)) {
        rule.sources.push_back(read_citation(reading, *node));
    }
    rule.notes = mapping.text_or_empty("notes");
    mapping.finish();
    return diagnostics.list.size() == before ? std::make_shared<const ExportRule>(std::move(rule))
                                             : nullptr;
}

std::vector<std::shared_ptr<const ExportRule>> built_in_export_rules(Diagnostics& diagnostics) {
    std::vector<std::shared_ptr<const ExportRule>> rules;
    for (const EmbeddedFile& file : embedded_export_rules()) {
        auto rule = read_export_rule(
            std::make_shared<const Source>(Source{std::string(file.path), std::string(file.text)}),
            diagnostics);
        if (rule != nullptr) rules.push_back(std::move(rule));
    }
    return rules;
}

}  // namespace flopledger
