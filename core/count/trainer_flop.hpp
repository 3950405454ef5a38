// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/derivation.hpp"
#include "core/facts/activity.hpp"

namespace flopledger {

// The tokens for which the Trainer of transformers counts so many FLOP: 6 x tokens x parameters,
// embeddings left out, adapters counted, padding among the tokens. The phase must have a
// configuration or parameters.
Derived<Tokens> tokens_by_trainer_flop(const OperationsPhase& phase, const Derived<Flop>& flop);

// What must be known of tokens that follow from a trainer's count of FLOP.
Finding about_trainer_flop();

}  // namespace flopledger
