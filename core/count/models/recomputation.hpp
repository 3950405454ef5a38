// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/base/quantity.hpp"
#include "core/count/figures/derivation.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Hardware FLOP for each model FLOP. Full activation recomputation runs the forward pass twice:
// 4/3 (Narayanan et al. 2021). Selective recomputation measured 1.018 to 1.053 (Korthikanti et al.
// 2022); since the word is also used for recomputing some layers whole, its high end is 4/3.
Ratio hardware_per_model_flop(Recomputation recomputation);

// Model FLOP for each hardware FLOP, where a figure holds recomputation: 3/4 to 1; exactly 1 where
// the ledger says there is none.
Ratio model_per_hardware_flop(const std::optional<Recomputation>& recomputation);

// Where the ratio of a way of recomputing comes from.
const char* recomputation_source(const std::optional<Recomputation>& recomputation);

// The recomputation that a count goes by: none for forward passes alone, and none where it is not
// stated.
Recomputation assumed_recomputation(const Activity& activity);

// Whether a finding must say that recomputation is not stated.
bool lacks_recomputation(const Activity& activity);

// The derivation of model FLOP from hardware FLOP.
Derived<Flop> model_from_hardware(Derived<Flop> hardware, const Activity& activity);

}  // namespace flopledger
