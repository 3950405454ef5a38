// SPDX-License-Identifier: Apache-2.0
#include "core/report/total_resources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace flopledger {

std::vector<Resources> counted_resources(const LedgerResult& result,
                                         const std::vector<Resources>& resources,
                                         std::string_view standard) {
    const auto& totals = result.judgement.totals;
    const auto total = std::find_if(totals.begin(), totals.end(),
                                    [&](const Total& one) { return one.standard->id == standard; });
    std::vector<Resources> counted;
    for (const Resources& one : resources) {
        const bool left_out =
            total != totals.end() &&
            rule_for(*total->standard, *one.activity, *result.count->ledger)->rule ==
                Rule::leave_out;
        if (!left_out) counted.push_back(one);
    }
    return counted;
}

std::vector<Derivation> form_resources(const LedgerResult& result) {
    std::vector<Resources> all;
    for (const ActivityCount& activity : result.count->activities) {
        all.push_back(resources_of(*activity.activity));
    }
    const std::vector<Resources> counted = counted_resources(result, all, form_standard);
    std::vector<Derivation> figures;
    const auto add = [&](std::optional<Derivation> figure, std::string name) {
        if (!figure) return;
        figure->label = fmt::format("{} under {}", name, form_standard);
        figures.push_back(std::move(*figure));
    };
    add(wall_clock_days(counted), "wall-clock days");
    for (HardwareDays& hardware : hardware_days(counted)) {
        add(std::move(hardware.days), fmt::format("days of {}", hardware.chip->name));
    }
    add(energy_of_all(counted), "energy");
    return figures;
}

}  // namespace flopledger
