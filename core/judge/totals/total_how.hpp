// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/count/figures/derivation.hpp"
#include "core/judge/totals/total.hpp"

namespace flopledger {

// A total under its standard as a tree: what each activity and each model built on brings, by which
// rule, and how its figure was reached; the inputs are the contributions and then the open parts,
// each in its order. `model` is the ledger's own, whose name is not repeated.
Derivation total_how(const Total& total, const std::string& model);

// The whole total of one of the models that a ledger is built on, likewise.
Derivation base_total_how(const Total& total, const std::string& model);

// What a standard does with a contribution: `counted`, `left out (1e22 FLOP)`.
std::string rule_text(const Contribution& contribution);

}  // namespace flopledger
