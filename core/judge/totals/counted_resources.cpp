// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/counted_resources.hpp"

#include <fmt/format.h>

#include <utility>

namespace flopledger {

CountedResources counted_resources(const Standard* standard, const LedgerCount& count) {
    CountedResources counted;
    for (const ActivityCount& activity : count.activities) {
        const bool left_out =
            standard != nullptr &&
            rule_for(*standard, *activity.activity, *count.ledger)->rule == Rule::leave_out;
        if (!left_out) counted.activities.push_back(&activity.resources);
    }
    counted.days = wall_clock_days(counted.activities);
    counted.hardware = hardware_days(counted.activities);
    counted.energy = energy_of_all(counted.activities);
    if (standard == nullptr) return counted;
    const auto label = [standard](Derivation& figure, const std::string& name) {
        figure.label = fmt::format("{} under {}", name, standard->id);
    };
    if (counted.days) label(*counted.days, "wall-clock days");
    for (HardwareDays& hardware : counted.hardware) {
        label(hardware.days, fmt::format("days of {}", hardware.chip->name));
    }
    if (counted.energy) label(*counted.energy, "energy");
    return counted;
}

}  // namespace flopledger
