// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/standard_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/read/data/data_names.hpp"
#include "core/read/keys/citation_reader.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

constexpr int longest_recency = 1200;  // months: a century

// The months within which something must have been released.
std::optional<int> read_recency(Mapping& row) {
    const Node* node = row.find("released_within_months", Presence::optional);
    if (node == nullptr) return std::nullopt;
    const auto months =
        read_whole(row.reading(), *node, "released_within_months", Exact(longest_recency));
    return months ? std::optional(static_cast<int>(months->to_int64())) : std::nullopt;
}

void read_activities(Mapping& mapping, Standard& standard) {
    std::array<bool, activity_kind_count> has_general{};
    for (const Node* node : mapping.list("activities", Presence::required)) {
        Mapping row(mapping.reading(), *node, "a row of 'activities'");
        const auto kinds = row.words<ActivityKind>("kind", Presence::required);
        const auto is_public = row.truth("public", Presence::optional);
        const auto outcome = row.word<Outcome>("outcome", Presence::optional);
        const auto recency = read_recency(row);
        const SourcedRule rule = read_sourced_rule(row);
        row.finish();
        for (const ActivityKind kind : kinds) {
            bool& general = has_general.at(static_cast<std::size_t>(kind));
            if (general) {
                row.report(name::bad_data_file, "kind",
                           fmt::format("no activity reaches this row of {}", word(kind)),
                           "put rows with conditions before the general one");
            }
            general = general || (!row.has("public") && !row.has("outcome") &&
                                  !row.has("released_within_months"));
            standard.activities.push_back({kind, is_public, outcome, rule, recency});
        }
    }
    for (std::size_t index = 0; index < has_general.size() && mapping.has("activities"); ++index) {
        if (!has_general.at(index)) {
            mapping.report(name::bad_data_file, "activities",
                           fmt::format("the kind {} has no general row",
                                       word(static_cast<ActivityKind>(index))),
                           "add a row without conditions");
        }
    }
}

void read_base_models(Mapping& mapping, Standard& standard) {
    bool general = false;
    for (const Node* node : mapping.list("base_models", Presence::required)) {
        Mapping row(mapping.reading(), *node, "a row of 'base_models'");
        const auto relation = row.word<Relation>("relation", Presence::optional);
        const auto provider = row.word<Provider>("provider", Presence::optional);
        const auto is_public = row.truth("public", Presence::optional);
        const auto recency = read_recency(row);
        SourcedRule rule = read_sourced_rule(row);
        row.finish();
        if (general) {
            row.report(name::bad_data_file, "rule", "no base model reaches this row",
                       "put rows with conditions before the general one");
        }
        general = general || (!row.has("relation") && !row.has("provider") && !row.has("public") &&
                              !row.has("released_within_months"));
        standard.base_models.push_back({relation, provider, std::move(rule), is_public, recency});
    }
    if (!general && mapping.has("base_models")) {
        mapping.report(name::bad_data_file, "base_models", "there is no general row",
                       "end with a row without conditions");
    }
}

void read_margin(Mapping& mapping, Standard& standard) {
    const auto margin = mapping.measure("error_margin", Presence::optional, Dimension::ratio, "");
    standard.error_margin_source = mapping.text_or_empty("error_margin_source");
    if (!margin) {
        return;
    }
    if (!margin->is_point() || margin->best >= 1) {
        mapping.report(name::number_out_of_bounds, "error_margin",
                       "an error margin is one share below 1");
        return;
    }
    if (standard.error_margin_source.empty()) {
        mapping.report(name::missing_key, "error_margin",
                       "an error margin needs 'error_margin_source'");
    }
    standard.error_margin = margin->best;
}

}  // namespace

std::shared_ptr<const Standard> read_standard(std::shared_ptr<const Source> source,
                                              Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    constexpr TextKind kind{"standard file", "standard", is_version, name::format_version,
                            "write `standard: 1`"};
    const auto document = parse_as(kind, parse_yaml, std::move(source), diagnostics);
    if (!document) {
        return nullptr;
    }
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a standard file");
    Standard standard;
    standard.file = document->source->name;
    mapping.version("standard");
    standard.id = read_id(mapping);
    standard.title = mapping.text("title", Presence::required).value_or("");
    standard.jurisdiction = mapping.text("jurisdiction", Presence::required).value_or("");
    standard.version = mapping.text("version", Presence::required).value_or("");
    standard.date = mapping.date("date", Presence::optional);
    if (const Node* citation = mapping.find("citation", Presence::required)) {
        standard.citation = read_citation(reading, *citation);
    }
    read_margin(mapping, standard);
    if (const Node* node = mapping.find("recomputation", Presence::required)) {
        Mapping recomputation(reading, *node, "'recomputation'");
        standard.recomputation = read_sourced_rule(recomputation);
        recomputation.finish();
    }
    read_activities(mapping, standard);
    read_base_models(mapping, standard);
    standard.notes = mapping.text_or_empty("notes");
    mapping.finish();
    return diagnostics.list.size() == before ? std::make_shared<const Standard>(std::move(standard))
                                             : nullptr;
}

}  // namespace flopledger
