// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/figures/derivation.hpp"
#include "core/count/logs/log_coverage.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// The time for which one kind of chip was held, in chip-seconds.
struct ChipTime {
    const Chip* chip = nullptr;
    Derived<ChipSeconds> seconds;
};

// Energy drawn, in joules.
struct EnergyUse {
    Derived<Joules> joules;
    EnergyScope scope = EnergyScope::chip;  // what drew it
    bool measured = false;                  // in logs; else as the ledger states it
    Exact covered = 1;      // of logs: the share of the chip-time for which they tell of energy
    bool is_least = false;  // the rest is not in the high end: the board's power is not known
};

// What an activity took besides FLOP, as far as the ledger and its logs say. Nothing is inferred
// from FLOP.
struct Resources {
    const Activity* activity = nullptr;
    std::optional<Derived<Seconds>> wall_clock;  // of the period, else of the chip-time's phases
    std::vector<ChipTime> chip_time;             // by chip, as stated, else as the logs show it
    std::optional<EnergyUse> energy;             // as stated, else as the logs show it
    std::optional<Derived<Seconds>> wall_clock_days;  // the three above in days, chip-days, MWh
    std::optional<Derived<ChipSeconds>> chip_days;
    std::optional<Derived<Joules>> energy_mwh;
    std::optional<Derived<Parameters>>
        parameters;  // all of the model, of operation counting's first phase
};

// The resources of an activity, which must outlive them. Pure: no input can fail here. `logs` is
// what its logs say, where it has any.
Resources resources_of(const Activity& activity, const LogReading* logs);

// The days on which any of some activities ran: those of their periods, each counted once, plus
// the time of activities that state only hours. Low takes the latter to have run at the same time
// as others, best and high one after another. Nothing where none states a time.
std::optional<Derived<Seconds>> wall_clock_days(const std::vector<const Resources*>& activities);

// Days of one kind of chip, in chip-days.
struct HardwareDays {
    const Chip* chip = nullptr;
    Derived<ChipSeconds> days;
};

// The time of the chips of all activities, by kind of chip in the order they come.
std::vector<HardwareDays> hardware_days(const std::vector<const Resources*>& activities);

// The energy of all activities in MWh; nothing where none states any.
std::optional<Derived<Joules>> energy_of_all(const std::vector<const Resources*>& activities);

}  // namespace flopledger
