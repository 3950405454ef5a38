// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Chip-time: chips x time x dense peak x utilization (EU guidelines, Annex A.2.1: C = N L H U), by
// phases. What the utilization is the share of decides what comes out; kinds that only say that
// something ran bound from above. The activity must state chip_time.
MethodCount count_chip_time(const Activity& activity);

// Chip-seconds of a phase: as stated, or chips x time; nothing if neither is stated.
std::optional<Derived<ChipSeconds>> chip_seconds_of(const ChipTimePhase& phase);

// The dense peak of a phase's chips, FLOP/s for each chip: the chip's own, or the stated one.
Derived<FlopPerChipSecond> peak_of(const ChipTimePhase& phase);

// The dense peak of a chip, which must have one at this precision, with its sources.
Derived<FlopPerChipSecond> peak_of(const Chip& chip, Precision precision);

// The highest utilization ever measured on a chip; 1 where none is cited.
Derived<Ratio> best_utilization_of(const Chip& chip, Precision precision);

// The most that the highest clock of any chip of hardware-db is above the clock at which its peak
// is quoted: 1785 MHz against 1545 of the H100 NVL and the H200 NVL.
Exact most_clock_headroom();

// How far a share of busy matrix units without the clock may be from the share of the peak of a
// chip, which is nullptr where only a peak is stated: as low as throttled chips were seen, as high
// as its highest clock is above the one at which the peak is quoted.
Derived<Ratio> tensor_active_error(const Chip* chip);

// What must be known about the figures of a chip.
std::vector<Finding> chip_findings(const Chip& chip, Precision precision);

// The share of wall-clock time that large runs spend stepping, where a ledger states only the
// utilization while stepping.
Derived<Ratio> assumed_goodput();

// The FLOP of all phases at their dense peaks: what no run can exceed.
Flop flop_at_peak(const Activity& activity);

// The same with its steps. Some phase must state its chip-time.
Derived<Flop> derived_flop_at_peak(const Activity& activity);

}  // namespace flopledger
