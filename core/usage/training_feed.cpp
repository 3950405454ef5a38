// SPDX-License-Identifier: Apache-2.0
#include "core/usage/training_feed.hpp"

#include <charconv>
#include <map>
#include <tuple>
#include <utility>

namespace flopledger {

namespace {

// The phase of `operations` that a stretch belongs to: the only one, or the one of its sequence
// length.
const OperationsPhase* phase_of(const Activity& activity, const TrainingStretch& stretch) {
    if (activity.operations.size() == 1) return &activity.operations.front();
    const OperationsPhase* found = nullptr;
    for (const OperationsPhase& phase : activity.operations) {
        const auto& length = phase.lengths.text;
        if (!length || length->value != exact_of(stretch.sequence_length)) continue;
        if (found != nullptr) return nullptr;
        found = &phase;
    }
    return found;
}

// A model of parameters alone, as the log states them.
OperationsPhase bare_phase(const LogsStatement& logs, const TrainingStretch& stretch) {
    OperationsPhase phase;
    phase.place = logs.place;
    phase.parameters = Stated<Parameters>{{point(exact_of(stretch.parameters))}, logs.place};
    return phase;
}

// Fills in what the ledger knows and the log does not.
TrainingStretch completed(TrainingStretch stretch, const Activity& activity) {
    const OperationsPhase* phase =
        activity.operations.size() == 1 ? &activity.operations.front() : nullptr;
    if (stretch.sequence_length == 0 && phase != nullptr && phase->lengths.text) {
        const std::string length = phase->lengths.text->value.text();
        std::from_chars(length.data(), length.data() + length.size(), stretch.sequence_length);
    }
    return stretch;
}

}  // namespace

bool is_fed_by_examples(const OperationsPhase& phase) {
    return phase.flop_per_example || (phase.model && phase.model->file.empty());
}

std::vector<TrainingStretch> stretches_of(const Activity& activity) {
    std::vector<TrainingStretch> stretches;
    for (const TrainingStretch& stretch : activity.logs->usage->training) {
        stretches.push_back(completed(stretch, activity));
    }
    return stretches;
}

std::optional<std::vector<TrainingFeed>> feeds_of(const Activity& activity) {
    std::map<std::tuple<const OperationsPhase*, std::uint64_t, std::uint64_t>, TrainingFeed> feeds;
    for (const TrainingStretch& stretch : stretches_of(activity)) {
        const OperationsPhase* phase = phase_of(activity, stretch);
        const bool bare = activity.operations.empty() && stretch.parameters != 0;
        if (phase == nullptr && !bare) return std::nullopt;
        const bool own_length =
            phase != nullptr && phase->model && !phase->lengths.text && !is_fed_by_examples(*phase);
        TrainingFeed& feed =
            feeds[{phase, bare ? stretch.parameters : 0, own_length ? stretch.sequence_length : 0}];
        feed.phase = bare ? bare_phase(*activity.logs, stretch) : *phase;
        if (own_length && stretch.sequence_length != 0) {
            feed.phase.lengths.text =
                Stated<Exact>{exact_of(stretch.sequence_length), activity.logs->place};
        }
        feed.stretches.push_back(stretch);
    }
    std::vector<TrainingFeed> list;
    for (auto& [key, feed] : feeds) {
        feed.sums = sums_of(feed.stretches);
        const bool by_examples = is_fed_by_examples(feed.phase);
        if ((by_examples ? feed.sums.executed_samples : feed.sums.executed_tokens) == 0) {
            return std::nullopt;
        }
        list.push_back(std::move(feed));
    }
    return list;
}

}  // namespace flopledger
