// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/derivation.hpp"
#include "core/count/model_count.hpp"
#include "core/facts/activity.hpp"

namespace flopledger {

// What one phase of operation counting gives: model FLOP with the steps that led there, hardware
// FLOP, and what must be known about it.
struct PhaseCount {
    Derivation model;
    Range hardware;
    std::vector<Finding> findings;
    Range attention = {};  // of the model FLOP, what the scores of attention make
};

// Counts a phase whose model is described by a configuration: so many examples, each counted part
// by part. `tokens` are those of the phase; they are not used where it states examples alone.
PhaseCount count_configured(const Activity& activity, const OperationsPhase& phase);

// Tokens of a phase: as stated, or examples x tokens per example x epochs.
Derivation tokens_of(const OperationsPhase& phase);

// Examples of a phase: examples x epochs as stated.
Derivation examples_of(const OperationsPhase& phase);

// What one example of a phase consists of: as stated, or as the configuration fixes it. A model
// without a decoder takes one image or one recording where nothing is said.
Lengths lengths_of(const OperationsPhase& phase);

}  // namespace flopledger
