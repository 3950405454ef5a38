// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/facts/activity.hpp"
#include "core/usage/training_sums.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// What one model was fed, at one sequence length, by the log of a trainer.
struct TrainingFeed {
    OperationsPhase phase;  // what the ledger says of the model; or the parameters in the log
    std::vector<TrainingStretch> stretches;
    TrainingSums sums;
};

// Whether a phase is fed with examples (layers, figures by example) rather than with tokens.
bool is_fed_by_examples(const OperationsPhase& phase);

// The stretches in an activity's logs, with the sequence length of `operations` where a log has
// none.
std::vector<TrainingStretch> stretches_of(const Activity& activity);

// What each model of an activity was fed by its logs. A single phase of `operations` takes all;
// of several each takes the stretches of its sequence length; without any the log must say the
// parameters. Nothing where a stretch has no model or no amount.
std::optional<std::vector<TrainingFeed>> feeds_of(const Activity& activity);

}  // namespace flopledger
