// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/count/derivation.hpp"
#include "core/facts/ledger.hpp"

namespace flopledger {

// Chip-hours x price over all activities, US dollars; nothing unless every phase of chip-time
// states a price, and there is one.
std::optional<Derivation> cost_of(const Ledger& ledger);

// The largest dense peak of the chips that a phase states at one time, FLOP/s; nothing where no
// chip_time states chips.
std::optional<Derivation> cluster_rate_of(const Ledger& ledger);

}  // namespace flopledger
