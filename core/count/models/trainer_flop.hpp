// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/count/figures/derivation.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What a log and the ledger say of one thing may differ by so much: logs print three digits, and
// pad vocabularies.
Exact log_tolerance();

// The tokens for which the Trainer of transformers counts so many FLOP: 6 x tokens x parameters,
// embeddings left out, adapters counted, padding among the tokens. The phase must have a
// configuration or parameters.
Derived<Tokens> tokens_by_trainer_flop(const OperationsPhase& phase, const Derived<Flop>& flop);

// That a trainer counted more FLOP than so many tokens make with all parameters, by how much;
// nothing where it did not.
std::optional<Finding> beside_trainer_flop(const OperationsPhase& phase, const Tokens& tokens,
                                           const Exact& flop);

// What must be known of tokens that follow from a trainer's count of FLOP.
Finding about_trainer_flop();

}  // namespace flopledger
