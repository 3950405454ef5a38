// SPDX-License-Identifier: Apache-2.0
#include "core/read/activity_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/read/bounds.hpp"
#include "core/read/source_reader.hpp"

namespace flopledger {

namespace {

// The phases of a method: a mapping, or a list of mappings.
template <typename Phase, typename Read>
std::vector<Phase> read_phases(Mapping& mapping, std::string_view key, const Read& read) {
    std::vector<Phase> phases;
    const Node* node = mapping.find(key, Presence::optional);
    if (node == nullptr) {
        return phases;
    }
    const auto nodes = one_or_several(*node);
    if (nodes.empty()) {
        mapping.report("wrong-type", key, fmt::format("'{}' is an empty list", key),
                       "give it a phase, or leave the key out");
    }
    for (const Node* phase_node : nodes) {
        if (auto phase = read(*phase_node)) {
            phases.push_back(std::move(*phase));
        }
    }
    return phases;
}

// Evidence is for people: a file that is not there is worth a warning. Links and absolute paths
// lie outside what the ledger's author packs together, so they are not looked up.
void read_evidence(Mapping& mapping, Surroundings& surroundings, Activity& activity) {
    const Reading& reading = mapping.reading();
    for (const Node* node : mapping.list("evidence", Presence::optional)) {
        Mapping row(reading, *node, "a row of 'evidence'");
        auto file = row.text("file", Presence::required);
        std::string note = row.text_or_empty("note");
        row.finish();
        if (!file) {
            continue;
        }
        const bool is_local = file->find("://") == std::string::npos && file->front() != '/';
        const Node& file_node = *node->find("file");
        if (is_local &&
            !surroundings.files.exists(resolved_path(Reference{reading, file_node}, *file))) {
            reading.diagnostics.add({"evidence-missing", Severity::warning,
                                     reading.place(file_node), file_node.length,
                                     line_of(reading.source, file_node.line),
                                     fmt::format("there is no file '{}'", shown(*file)),
                                     "paths are seen from the folder of this ledger"});
        }
        activity.evidence.push_back({reading.place(*node), std::move(*file), std::move(note)});
    }
}

void read_methods(Mapping& mapping, Surroundings& surroundings, Activity& activity) {
    const Reading& reading = mapping.reading();
    activity.operations = read_phases<OperationsPhase>(
        mapping, "operations",
        [&](const Node& node) { return read_operations(reading, node, surroundings); });
    activity.chip_time = read_phases<ChipTimePhase>(mapping, "chip_time", [&](const Node& node) {
        return read_chip_time(reading, node, surroundings);
    });
    if (const Node* energy = mapping.find("energy", Presence::optional)) {
        activity.energy = read_energy(reading, *energy, surroundings);
    }
    if (const Node* reported = mapping.find("reported", Presence::optional)) {
        activity.reported = read_reported(reading, *reported);
    }
    mapping.find("logs", Presence::optional);
    if (mapping.has("logs")) {
        mapping.report("logs-not-supported", "logs", "utilization logs are not read yet",
                       "sum them up as `chip_time:` with chip_hours, utilization and "
                       "`utilization_kind: tensor-active`");
    }
    bool any = false;
    for (const Method method :
         {Method::operations, Method::logs, Method::chip_time, Method::energy, Method::reported}) {
        any = any || mapping.has(word(method));
    }
    if (!any && mapping.node().kind == Node::Kind::mapping) {
        reading.report("no-method", mapping.node(), "no FLOP follow from this activity",
                       "add operations, chip_time, energy or reported");
    }
    activity.use = mapping.word<Method>("use", Presence::optional);
    if (activity.use && !mapping.has(word(*activity.use))) {
        mapping.report("method-not-stated", "use",
                       fmt::format("the activity does not state {}", word(*activity.use)),
                       "name a method that stands in this activity");
    }
}

}  // namespace

Activity read_activity(const Reading& reading, const Node& node, Surroundings& surroundings) {
    Mapping mapping(reading, node, "an activity");
    Activity activity;
    activity.place = reading.place(node);
    activity.name = mapping.text("name", Presence::required).value_or("");
    activity.kind =
        mapping.word<ActivityKind>("kind", Presence::required).value_or(ActivityKind::pre_training);
    activity.period = mapping.period("period", Presence::optional);
    activity.outcome = mapping.word<Outcome>("outcome", Presence::optional);
    activity.is_public = mapping.truth("public", Presence::optional);
    activity.passes = mapping.word<Passes>("passes", Presence::optional);
    activity.trainable_parameters =
        mapping.stated<Parameters>("trainable_parameters", Dimension::parameters, "parameters");
    activity.recomputation = mapping.word<Recomputation>("recomputation", Presence::optional);
    read_methods(mapping, surroundings, activity);
    read_evidence(mapping, surroundings, activity);
    mapping.finish();
    return activity;
}

}  // namespace flopledger
