// SPDX-License-Identifier: Apache-2.0
#include "core/judge/counted_resources.hpp"

#include <fmt/format.h>

#include <utility>

namespace flopledger {

namespace {

void add_up(CountedResources& counted) {
    counted.days = wall_clock_days(counted.activities);
    counted.hardware = hardware_days(counted.activities);
    counted.energy = energy_of_all(counted.activities);
}

}  // namespace

CountedResources counted_resources(const Standard& standard, const LedgerCount& count) {
    CountedResources counted;
    for (const ActivityCount& activity : count.activities) {
        const RulePointer rule = rule_for(standard, *activity.activity, *count.ledger);
        if (rule->rule != Rule::leave_out) counted.activities.push_back(&activity.resources);
    }
    add_up(counted);
    const auto label = [&standard](Derivation& figure, const std::string& name) {
        figure.label = fmt::format("{} under {}", name, standard.id);
    };
    if (counted.days) label(*counted.days, "wall-clock days");
    for (HardwareDays& hardware : counted.hardware) {
        label(hardware.days, fmt::format("days of {}", hardware.chip->name));
    }
    if (counted.energy) label(*counted.energy, "energy");
    return counted;
}

CountedResources all_resources(const LedgerCount& count) {
    CountedResources all;
    for (const ActivityCount& activity : count.activities) {
        all.activities.push_back(&activity.resources);
    }
    add_up(all);
    return all;
}

}  // namespace flopledger
