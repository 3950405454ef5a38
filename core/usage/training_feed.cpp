// SPDX-License-Identifier: Apache-2.0
#include "core/usage/training_feed.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// Takes the sequence length that the logs agree on where the ledger states none.
void take_length(TrainingFeed& feed, const Place& place) {
    std::uint64_t length = 0;
    for (const TrainingStretch& stretch : feed.stretches) {
        if (stretch.sequence_length == 0) continue;
        if (length != 0 && stretch.sequence_length != length) return;
        length = stretch.sequence_length;
    }
    if (feed.phase.lengths.text || length == 0 || is_fed_by_examples(feed.phase)) return;
    feed.phase.lengths.text = Stated<Exact>{exact_of(length), place};
}

// Whether sequences of a feed may be shorter than the sequence length.
bool lengths_vary(const TrainingFeed& feed) {
    return std::any_of(feed.stretches.begin(), feed.stretches.end(),
                       [](const TrainingStretch& stretch) { return stretch.lengths_vary; });
}

// Whether lines of DeepSpeed stand without the configuration that it prints when it starts.
bool is_of_deepspeed(const TrainingFeed& feed) {
    return std::any_of(feed.stretches.begin(), feed.stretches.end(),
                       [](const TrainingStretch& stretch) {
                           return stretch.format == "deepspeed-log" && stretch.samples == 0;
                       });
}

// What is said where no model takes a stretch.
TrainingFeeds without_model(const Activity& activity, const TrainingStretch& stretch) {
    if (activity.operations.empty()) {
        return {{},
                "nothing says what model these logs trained",
                "add `operations:` with its configuration or its parameters"};
    }
    if (stretch.sequence_length == 0) {
        return {{},
                "these logs do not say to which phase of `operations` they belong",
                "make an activity of each phase, with its own logs, or state the `tokens` of each"};
    }
    return {{},
            fmt::format("these logs have sequences of {} tokens, and not just one phase of "
                        "`operations` has that sequence_length",
                        stretch.sequence_length),
            fmt::format("write `sequence_length: {}` in the phase they belong to, or make an "
                        "activity of each phase, with its own logs",
                        stretch.sequence_length)};
}

// What is said where nothing tells how much a model was fed: of what is there, nothing is asked
// for.
TrainingFeeds without_amount(const TrainingFeed& feed) {
    if (feed.phase.tokens || feed.phase.examples) {
        return {{},
                "these logs count iterations, but not the tokens or examples of each",
                "what `operations` states stands for them"};
    }
    if (is_fed_by_examples(feed.phase)) {
        return {{},
                "these logs count iterations, but not the examples of each",
                "add `global_batch_size` to `operations`, or its `examples`"};
    }
    if (feed.sums.executed_samples != 0 && !feed.phase.lengths.text) {
        return {{},
                "these logs count sequences, but not how long they are",
                "add `sequence_length` to `operations`, or its `tokens`"};
    }
    std::string remedy =
        feed.phase.lengths.text
            ? "add `tokens_per_iteration` or `global_batch_size` to `operations`, or its `tokens`"
            : "add `tokens_per_iteration` to `operations`, or `global_batch_size` with "
              "`sequence_length`, or its `tokens`";
    if (lengths_vary(feed)) {
        remedy += "; with `include_num_input_tokens_seen` the trainer counts them itself";
    }
    if (is_of_deepspeed(feed)) {
        remedy +=
            "; or name the log of the start as well, in which DeepSpeed prints its "
            "configuration with `train_batch_size`";
    }
    return {{}, "these logs count iterations, but not the tokens of each", std::move(remedy)};
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

bool tells_by_flop(const TrainingFeed& feed) {
    const OperationsPhase& phase = feed.phase;
    const bool sized = phase.parameters || (phase.model && !phase.model->file.empty());
    return sized && !feed.sums.executed_flop.is_zero();
}

AmountSource amount_source(const TrainingFeed& feed) {
    const OperationsPhase& phase = feed.phase;
    const bool batch = phase.global_batch_size.has_value();
    if (is_fed_by_examples(phase)) {
        if (feed.sums.executed_samples != 0) return AmountSource::logged;
        return batch ? AmountSource::per_iteration : AmountSource::none;
    }
    if (feed.sums.executed_tokens != 0) return AmountSource::logged;
    if (phase.tokens_per_iteration) return AmountSource::per_iteration;
    const bool varying = lengths_vary(feed);
    if (phase.lengths.text && (batch || (varying && feed.sums.executed_samples != 0))) {
        return varying ? AmountSource::up_to_length : AmountSource::per_iteration;
    }
    return tells_by_flop(feed) ? AmountSource::trainer_flop : AmountSource::none;
}

TrainingFeeds feeds_of(const Activity& activity) {
    std::map<std::tuple<const OperationsPhase*, std::uint64_t, std::uint64_t>, TrainingFeed> feeds;
    TrainingFeeds result;
    for (const TrainingStretch& stretch : stretches_of(activity)) {
        const OperationsPhase* phase = phase_of(activity, stretch);
        const bool bare = activity.operations.empty() && stretch.parameters != 0;
        if (phase == nullptr && !bare) return without_model(activity, stretch);
        const bool own_length =
            phase != nullptr && phase->model && !phase->lengths.text && !is_fed_by_examples(*phase);
        TrainingFeed& feed =
            feeds[{phase, bare ? stretch.parameters : 0, own_length ? stretch.sequence_length : 0}];
        feed.phase = bare ? bare_phase(*activity.logs, stretch) : *phase;
        feed.stretches.push_back(stretch);
    }
    for (auto& [key, feed] : feeds) {
        take_length(feed, activity.logs->place);
        feed.sums = sums_of(feed.stretches);
        if (amount_source(feed) == AmountSource::none) return without_amount(feed);
        result.list.push_back(std::move(feed));
    }
    return result;
}

}  // namespace flopledger
