// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/count/method_count.hpp"
#include "core/facts/activity.hpp"

namespace flopledger {

// Chip-time: chips x time x dense peak x utilization (EU guidelines, Annex A.2.1: C = N L H U), by
// phases. What the utilization is the share of decides what comes out; kinds that only say that
// something ran bound from above. The activity must state chip_time.
MethodCount count_chip_time(const Activity& activity);

// Chip-seconds of a phase: as stated, or chips x time; nothing if neither is stated.
std::optional<Derivation> chip_seconds_of(const ChipTimePhase& phase);

// The dense peak of a phase's chips, FLOP/s for each chip: the chip's own, or the stated one.
Derivation peak_of(const ChipTimePhase& phase);

// The FLOP of all phases at their dense peaks: what no run can exceed.
Flop flop_at_peak(const Activity& activity);

}  // namespace flopledger
