// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/count/figures/derivation.hpp"
#include "core/facts/ledger/ledger.hpp"

namespace flopledger {

// What a ledger's activities cost: its fact `training_cost_usd`, else chip-hours x price over all
// of them. Nothing unless every phase of chip-time states a price, and there is one; open upwards
// where an activity states no chip-time.
std::optional<Derived<Dollars>> cost_of(const Ledger& ledger);

// The largest dense peak of the chips that a phase states at one time; nothing where no
// chip_time states chips.
std::optional<Derived<FlopPerSecond>> cluster_rate_of(const Ledger& ledger);

}  // namespace flopledger
