// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/facts/ledger/activity.hpp"
#include "core/usage/training_sums.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// What one model was fed, at one sequence length, by the log of a trainer.
struct TrainingFeed {
    OperationsPhase phase;  // what the ledger says of the model; or the parameters in the log
    std::vector<TrainingStretch> stretches;
    TrainingSums sums;
};

// From what follows how much a feed was.
enum class AmountSource {
    none,
    logged,         // the log's own tokens; sequences, where the phase is fed with examples
    per_iteration,  // iterations x what the ledger says of one
    up_to_length,   // sequences of the log or the ledger, none longer than the sequence length
    trainer_flop,   // the trainer's own count of FLOP
};

// From what the amount of a feed follows, the best that is there. Of the two last both may be.
AmountSource amount_source(const TrainingFeed& feed);

// Whether a trainer's own count of FLOP says how many tokens it was fed: it counted all, and the
// parameters are known.
bool tells_by_flop(const TrainingFeed& feed);

// Whether a phase is fed with examples (layers, figures by example) rather than with tokens.
bool is_fed_by_examples(const OperationsPhase& phase);

// The stretches in an activity's logs, with the sequence length of `operations` where a log has
// none.
std::vector<TrainingStretch> stretches_of(const Activity& activity);

// What each model of an activity was fed by its logs; or, where a stretch has no model or no
// amount, what is lacking and what helps.
struct TrainingFeeds {
    std::vector<TrainingFeed> list;
    std::string lacking;  // a sentence; empty where nothing is
    std::string remedy;
};

// The feeds of an activity. A single phase of `operations` takes all; of several each takes the
// stretches of its sequence length; without any the log must say the parameters.
TrainingFeeds feeds_of(const Activity& activity);

}  // namespace flopledger
