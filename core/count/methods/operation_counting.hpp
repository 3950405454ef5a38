// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/count/models/configured_counting.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Operation counting: what the model multiplies times how much it was fed. From bare parameters
// 6 x P x D (2 for the forward pass, 2 for the gradients of activations, 2 for those of weights;
// Kaplan et al. 2020), with active parameters for mixtures of experts; from a configuration
// exactly, causal attention by T(T+1)/2 pairs. The activity must state operations.
MethodCount count_operations(const Activity& activity);

// A model of a phase, and what it was fed by whatever tells it.
struct FedPhase {
    const OperationsPhase& phase;
    Fed fed;
};

// The same of phases, at least one, that something else than the ledger's own words tells of: a
// trainer's log. How they were trained stands in the activity.
MethodCount count_fed(const Activity& activity, const std::vector<FedPhase>& phases);

}  // namespace flopledger
