// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <variant>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/figures/derivation.hpp"
#include "core/count/models/model_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What one phase of operation counting gives: model FLOP with the steps that led there, hardware
// FLOP, and what must be known about it.
struct PhaseCount {
    Derived<Flop> model;
    Flop hardware;
    std::vector<Finding> findings;
    Flop attention;  // of the model FLOP, what the scores of attention make
};

// What a model was fed: tokens, or examples where those are no runs of tokens.
using Fed = std::variant<Derived<Tokens>, Derived<Examples>>;

// What the ledger says that the model of a phase was fed.
Fed fed_as_stated(const OperationsPhase& phase);

// Counts a phase whose model is described by a configuration: so many examples, each counted part
// by part.
PhaseCount count_configured(const Activity& activity, const OperationsPhase& phase, const Fed& fed);

// Tokens of a phase: as stated, or examples x tokens per example x epochs.
Derived<Tokens> tokens_of(const OperationsPhase& phase);

// Examples of a phase: examples x epochs as stated.
Derived<Examples> examples_of(const OperationsPhase& phase);

// What one example of a phase consists of: as stated, or as the configuration fixes it. A model
// without a decoder takes one image or one recording where nothing is said.
Lengths lengths_of(const OperationsPhase& phase);

}  // namespace flopledger
