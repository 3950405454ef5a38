// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/activity_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/file_names.hpp"
#include "core/base/value_names.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/read/ledger/fingerprint_reader.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/usage/training_feed.hpp"

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
        mapping.report(name::wrong_type, key, fmt::format("'{}' is an empty list", key),
                       "give it a phase, or leave the key out");
    }
    for (const Node* phase_node : nodes) {
        if (auto phase = read(*phase_node)) {
            phases.push_back(std::move(*phase));
        }
    }
    return phases;
}

// Links are for people; nothing is fetched.
bool is_link(const std::string& file) { return file.find("://") != std::string::npos; }

// Holds a fingerprint that evidence states against the file. What cannot be read cannot be held.
void check_evidence(Mapping& row, Surroundings& surroundings, const std::string& file,
                    const std::string& stated) {
    if (is_link(file)) {
        row.report(name::conflicting_keys, "sha256",
                   "links are not looked up, so nothing can be held",
                   "keep a copy beside the ledger and name that file");
        return;
    }
    const Node& node = *row.node().find("file");
    const std::string path = resolved_path(Reference{row.reading(), node}, file);
    const std::string actual = file_digest(surroundings.files, path);
    if (actual.empty()) {
        row.report(name::file_unreadable, "file",
                   fmt::format("'{}' cannot be read, so its 'sha256' cannot be held", shown(file)),
                   "paths are seen from the folder of this ledger");
        return;
    }
    check_fingerprint(row, stated, actual, file);
}

// Evidence is for people: a file that is not there is worth a warning, unless its fingerprint is
// stated.
void read_evidence(Mapping& mapping, Surroundings& surroundings, Activity& activity) {
    const Reading& reading = mapping.reading();
    for (const Node* node : mapping.list("evidence", Presence::optional)) {
        Mapping row(reading, *node, "a row of 'evidence'");
        auto file = row.text("file", Presence::required);
        std::string note = row.text_or_empty("note");
        const auto fingerprint = read_fingerprint(row);
        row.finish();
        if (!file) {
            continue;
        }
        const Node& file_node = *node->find("file");
        const Reference reference{reading, file_node};
        const std::string path = resolved_path(reference, *file);
        if (!is_link(*file) && report_barred(surroundings.files, path, reference)) continue;
        if (fingerprint) check_evidence(row, surroundings, *file, *fingerprint);
        std::string digest = fingerprint.value_or("");
        if (digest.empty() && !is_link(*file) && surroundings.fingerprints) {
            digest = file_digest(surroundings.files, path);
        }
        if (!is_link(*file) && !row.has("sha256") && !surroundings.files.exists(path)) {
            reading.diagnostics.add({name::evidence_missing, Severity::warning,
                                     reading.place(file_node), file_node.length,
                                     line_of(reading.source, file_node.line),
                                     fmt::format("there is no file '{}'", shown(*file)),
                                     "paths are seen from the folder of this ledger"});
        }
        activity.evidence.push_back(
            {reading.place(*node), std::move(*file), std::move(note), std::move(digest)});
    }
}

// Whether readings of a device follow one another.
bool covers_time(const DeviceUsage& device) {
    return std::any_of(device.tracks.begin(), device.tracks.end(), [](const Track& track) {
        return track.runs.size() > 1 || (track.runs.size() == 1 && track.runs[0].head.size() > 1);
    });
}

// Phases that leave what they were fed to the logs do so all together.
void check_feeding(Mapping& mapping, const Activity& activity) {
    const auto& phases = activity.operations;
    const auto fed = std::count_if(phases.begin(), phases.end(), is_fed);
    if (fed != 0 && fed != static_cast<std::ptrdiff_t>(phases.size())) {
        mapping.report(name::missing_key, "operations",
                       "some phases lack 'tokens', and others do not",
                       "state tokens in all of them, or leave them all to the logs");
    }
}

// Whether something else than its logs says how much an activity was. Of logs that count nothing
// then a finding tells.
bool is_counted_otherwise(const Activity& activity) {
    const bool fed = !activity.operations.empty() && is_fed(activity.operations.front());
    return fed || !activity.chip_time.empty() || activity.energy || activity.reported;
}

// Logs must hold something to count, unless another method does.
void check_evidence_of_logs(Mapping& mapping, const Activity& activity) {
    if (!activity.logs) return;
    const Usage& usage = *activity.logs->usage;
    const auto ran = [](const JobUsage& job) { return job.chips != 0 && job.seconds != 0; };
    const bool machines = std::any_of(usage.devices.begin(), usage.devices.end(), covers_time) ||
                          std::any_of(usage.jobs.begin(), usage.jobs.end(), ran);
    const bool by_logs = activity.use == Method::logs;
    if (machines || (!by_logs && is_counted_otherwise(activity))) return;
    if (usage.training.empty()) {
        const bool outside = usage.rejected.contains("out-of-window");
        mapping.report(name::logs_without_evidence, "logs",
                       outside ? "these logs hold no reading within the activity's period"
                               : "these logs hold no reading of any time",
                       outside ? "correct `period`, or name the logs of that time"
                               : "`flopledger logs summarize` shows what is in them");
        return;
    }
    // What is wrong with `operations` was told where it stands.
    if (mapping.has("operations") && activity.operations.empty()) return;
    const TrainingFeeds feeds = feeds_of(activity);
    if (feeds.lacking.empty()) return;
    mapping.report(name::logs_without_evidence, "logs", feeds.lacking, feeds.remedy);
}

// What is decided on is done later; what was added to a running work is an activity of its own.
void check_planned_on(Mapping& mapping, const Activity& activity) {
    if (!activity.planned_on || !activity.period) return;
    if (*activity.planned_on <= activity.period->from) return;
    mapping.report(name::bad_date, "planned_on",
                   fmt::format("this activity began on {}, before it was decided on",
                               to_text(activity.period->from)),
                   "an extension decided on later is an activity of its own, with its own "
                   "`planned_on`");
}

void read_methods(Mapping& mapping, Surroundings& surroundings, Activity& activity) {
    const Reading& reading = mapping.reading();
    const bool beside_logs = mapping.has("logs");
    activity.operations =
        read_phases<OperationsPhase>(mapping, "operations", [&](const Node& node) {
            return read_operations(reading, node, surroundings, beside_logs);
        });
    if (const Node* logs = mapping.find("logs", Presence::optional)) {
        activity.logs = read_logs(reading, *logs, surroundings, activity.period);
    }
    activity.chip_time = read_phases<ChipTimePhase>(mapping, "chip_time", [&](const Node& node) {
        return read_chip_time(reading, node, surroundings);
    });
    if (const Node* energy = mapping.find("energy", Presence::optional)) {
        activity.energy = read_energy(reading, *energy, surroundings);
    }
    if (const Node* reported = mapping.find("reported", Presence::optional)) {
        activity.reported = read_reported(reading, *reported);
    }
    bool any = false;
    for (const Method method :
         {Method::operations, Method::logs, Method::chip_time, Method::energy, Method::reported}) {
        any = any || mapping.has(word(method));
    }
    if (!any && !may_lack_amount(activity.kind) && mapping.node().kind == Node::Kind::mapping) {
        reading.report(name::no_method, mapping.node(), "no FLOP follow from this activity",
                       "add operations, logs, chip_time, energy or reported");
    }
    check_feeding(mapping, activity);
    activity.use = mapping.word<Method>("use", Presence::optional);
    check_evidence_of_logs(mapping, activity);
    const bool unfed = !activity.operations.empty() && !is_fed(activity.operations.front());
    if (activity.use &&
        (!mapping.has(word(*activity.use)) || (activity.use == Method::operations && unfed))) {
        mapping.report(name::method_not_stated, "use",
                       fmt::format("the activity does not state {}", word(*activity.use)),
                       "name a method that stands in this activity");
    }
}

// What is said of reading a configuration stands beside it.
void check_choices(Mapping& mapping) {
    for (const std::string_view key : {"class", "ignore_keys"}) {
        if (!mapping.has(key)) continue;
        mapping.find(key, Presence::optional);  // told here, with its place
        mapping.report(name::unknown_key, key, fmt::format("an activity has no key '{}'", key),
                       "it belongs in `operations`, beside `model`");
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
    activity.from = mapping.text_or_empty("from");
    activity.planned_on = mapping.date("planned_on", Presence::optional);
    activity.period = mapping.period("period", Presence::optional, LastDay::included);
    check_planned_on(mapping, activity);
    activity.outcome = mapping.word<Outcome>("outcome", Presence::optional);
    activity.is_public = mapping.truth("public", Presence::optional);
    activity.public_since = mapping.date("public_since", Presence::optional);
    if (activity.public_since) {
        if (activity.is_public == false) {
            mapping.report(name::conflicting_keys, "public_since",
                           "what is not public has no day since when it is", "keep one of the two");
        }
        activity.is_public = true;
    }
    activity.passes = mapping.word<Passes>("passes", Presence::optional);
    activity.trainable_parameters =
        mapping.stated<Parameters>("trainable_parameters", Dimension::parameters, "parameters");
    activity.recomputation = mapping.word<Recomputation>("recomputation", Presence::optional);
    read_methods(mapping, surroundings, activity);
    read_evidence(mapping, surroundings, activity);
    check_choices(mapping);
    mapping.finish();
    return activity;
}

}  // namespace flopledger
