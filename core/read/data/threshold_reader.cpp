// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/threshold_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/base/value_names.hpp"
#include "core/read/data/condition_reader.hpp"
#include "core/read/data/data_names.hpp"
#include "core/read/data/status_reader.hpp"
#include "core/read/keys/citation_reader.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

void read_base(Mapping& mapping, Threshold& threshold) {
    const Node* node = mapping.find("base", Presence::optional);
    if (node == nullptr) {
        return;
    }
    Mapping base(mapping.reading(), *node, "'base'");
    const std::vector<std::string_view> words{"known", "unknown"};
    const Node* total_node = base.find("total", Presence::required);
    const auto total = total_node != nullptr
                           ? read_word(mapping.reading(), *total_node, "total", words)
                           : std::nullopt;
    const auto systemic = base.truth("systemic_risk", Presence::optional);
    base.finish();
    threshold.base = BaseCondition{total.value_or(0) == 0, systemic};
    if (threshold.subject != Subject::modifier) {
        mapping.report(name::bad_data_file, "base", "only rules on modifiers ask about the base");
    }
}

// So many days to give notice, counted from the day a threshold is met or known to be met.
std::optional<int> read_notice(Mapping& mapping, std::string_view key) {
    const Node* node = mapping.find(key, Presence::optional);
    if (node == nullptr) return std::nullopt;
    constexpr std::int64_t longest = 366;
    const auto days = read_whole(mapping.reading(), *node, key, longest);
    return days ? std::optional(static_cast<int>(days->to_int64())) : std::nullopt;
}

std::optional<Condition> read_one_condition(Mapping& mapping, std::string_view key) {
    const Node* node = mapping.find(key, Presence::optional);
    return node == nullptr ? std::nullopt : read_condition(mapping.reading(), *node);
}

std::vector<Duty> read_duties(Mapping& mapping) {
    std::vector<Duty> duties;
    for (const Node* node : mapping.list("duties", Presence::optional)) {
        Mapping row(mapping.reading(), *node, "a row of 'duties'");
        Duty duty;
        duty.text = row.text("text", Presence::required).value_or("");
        duty.who = row.text_or_empty("who");
        duty.condition = read_one_condition(row, "if");
        duty.from = row.date("from", Presence::optional);
        row.finish();
        duties.push_back(std::move(duty));
    }
    return duties;
}

std::optional<Transition> read_transition(Mapping& mapping) {
    const Node* node = mapping.find("transition", Presence::optional);
    if (node == nullptr) return std::nullopt;
    Mapping row(mapping.reading(), *node, "'transition'");
    const auto placed_before = row.date("placed_before", Presence::required);
    const auto until = row.date("until", Presence::required);
    std::string source = row.text("source", Presence::required).value_or("");
    row.finish();
    if (!placed_before || !until) return std::nullopt;
    return Transition{*placed_before, *until, std::move(source)};
}

std::vector<Condition> read_conditions(Mapping& mapping, std::string_view key) {
    std::vector<Condition> conditions;
    for (const Node* node : mapping.list(key, Presence::required)) {
        if (auto condition = read_condition(mapping.reading(), *node)) {
            conditions.push_back(std::move(*condition));
        }
    }
    return conditions;
}

void read_standards(Mapping& mapping, Threshold& threshold) {
    const bool counts =
        threshold.measure == Measure::compute || threshold.measure == Measure::fraction_of_base;
    threshold.standard =
        mapping.text("standard", counts ? Presence::required : Presence::optional).value_or("");
    threshold.standard_if_base_systemic = mapping.text_or_empty("standard_if_base_systemic");
    if (!counts && mapping.has("standard")) {
        mapping.report(name::bad_data_file, "standard",
                       fmt::format("the measure {} needs no standard", word(threshold.measure)));
    }
    if (threshold.measure != Measure::fraction_of_base &&
        mapping.has("standard_if_base_systemic")) {
        mapping.report(name::bad_data_file, "standard_if_base_systemic",
                       "only a fraction of the base has a second standard");
    }
}

void read_line(Mapping& mapping, Threshold& threshold) {
    threshold.subject =
        mapping.word<Subject>("subject", Presence::required).value_or(Subject::developer);
    threshold.measure =
        mapping.word<Measure>("measure", Presence::required).value_or(Measure::compute);
    threshold.amount = mapping.positive("amount", Presence::required).value_or(0);
    threshold.comparison =
        mapping.word<Comparison>("comparison", Presence::required).value_or(Comparison::greater);
    threshold.unit = mapping.text("unit", Presence::required).value_or("");
    read_standards(mapping, threshold);
    threshold.third_party_base =
        mapping.word<ThirdPartyBase>("third_party_base", Presence::required)
            .value_or(ThirdPartyBase::either);
    read_base(mapping, threshold);
    threshold.model_kind = mapping.word<ModelKind>("model_kind", Presence::optional);
    threshold.open_base_reading = read_one_condition(mapping, "open_base_reading");
    threshold.tells_of = mapping.texts("tells_of", Presence::optional);
    threshold.conditions = read_conditions(mapping, "conditions");
    threshold.alternatives = read_conditions(mapping, "alternatives");
    const bool is_line = threshold.third_party_base == ThirdPartyBase::systemic_line ||
                         threshold.third_party_base == ThirdPartyBase::general_purpose_line;
    if (is_line &&
        (threshold.measure != Measure::compute || threshold.subject != Subject::developer)) {
        mapping.report(name::bad_data_file, "third_party_base",
                       "a line for models measures compute and binds developers");
    }
    for (const std::string& name : threshold.tells_of) {
        const auto& facts = known_facts();
        const bool known = std::any_of(facts.begin(), facts.end(),
                                       [&](const auto& fact) { return fact.name == name; });
        if (known) continue;
        mapping.report(name::unknown_word, "tells_of", fmt::format("no ledger states '{}'", name));
    }
    if (threshold.measure == Measure::fraction_of_base && threshold.amount > 1) {
        mapping.report(name::number_out_of_bounds, "amount", "a fraction is 1 at the most");
    }
}

}  // namespace

std::shared_ptr<const Threshold> read_threshold(std::shared_ptr<const Source> source,
                                                Diagnostics& diagnostics, Presence sources) {
    const std::size_t before = diagnostics.list.size();
    constexpr TextKind kind{"threshold file", "threshold", is_version, name::format_version,
                            "write `threshold: 1`"};
    const auto document = parse_as(kind, parse_yaml, std::move(source), diagnostics);
    if (!document) {
        return nullptr;
    }
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a threshold file");
    Threshold threshold;
    threshold.file = document->source->name;
    mapping.version("threshold");
    threshold.id = read_id(mapping);
    threshold.title = mapping.text("title", Presence::required).value_or("");
    threshold.jurisdiction = mapping.text("jurisdiction", Presence::required).value_or("");
    read_line(mapping, threshold);
    threshold.status = read_status(mapping);
    if (const Node* citation = mapping.find("citation", Presence::required)) {
        threshold.citation = read_citation(reading, *citation);
    }
    threshold.consequence = mapping.text("consequence", Presence::required).value_or("");
    threshold.duties = read_duties(mapping);
    threshold.deadline = mapping.text_or_empty("deadline");
    threshold.notice_days = read_notice(mapping, "notice_days");
    threshold.notice_days_if_base_systemic = read_notice(mapping, "notice_days_if_base_systemic");
    threshold.transition = read_transition(mapping);
    threshold.confidence = mapping.word<Verification>("confidence", Presence::required)
                               .value_or(Verification::unverified);
    for (const Node* node : mapping.list("sources", sources)) {
        threshold.sources.push_back(read_citation(reading, *node));
    }
    threshold.notes = mapping.text_or_empty("notes");
    mapping.finish();
    return diagnostics.list.size() == before
               ? std::make_shared<const Threshold>(std::move(threshold))
               : nullptr;
}

}  // namespace flopledger
