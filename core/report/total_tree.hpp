// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/count/derivation.hpp"
#include "core/judge/total.hpp"

namespace flopledger {

// A total under its standard as a tree: what each activity and each model built on brings, by which
// rule, and how its figure was reached. `label` says what it is the total of; `model` is the
// ledger's own, whose name is not repeated.
Derivation total_tree(const Total& total, std::string label, const std::string& model);

// What a standard does with a contribution: `counted`, `left out (1e22 FLOP)`.
std::string rule_text(const Contribution& contribution);

}  // namespace flopledger
