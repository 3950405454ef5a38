// SPDX-License-Identifier: Apache-2.0
#include "core/judge/evidence_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/base/joined.hpp"
#include "core/count/log_figure_names.hpp"
#include "core/judge/phrases.hpp"
#include "core/usage/log_choice.hpp"

namespace flopledger {

namespace {

// The activities of a sum that stand by their logs.
std::vector<const ActivityCount*> logged(const LedgerCount& count, const Total* total) {
    std::vector<const ActivityCount*> activities;
    const auto add = [&](const ActivityCount& one) {
        if (one.used && one.used->method == Method::logs) activities.push_back(&one);
    };
    if (total == nullptr) {
        for (const ActivityCount& activity : count.activities) add(activity);
        return activities;
    }
    for (const Contribution& part : total->contributions) {
        if (part.activity != nullptr && part.applied != Rule::leave_out) add(*part.activity);
    }
    return activities;
}

bool has(const ActivityCount& activity, const Name& name) {
    return std::any_of(activity.findings.begin(), activity.findings.end(),
                       [&](const Finding& finding) { return finding.name == name; });
}

}  // namespace

std::vector<Finding> evidence_notes(const LedgerCount& count, const Total* total) {
    std::vector<std::string> unstated;
    std::vector<std::string> selected;
    for (const ActivityCount* activity : logged(count, total)) {
        const std::string name = short_name(activity->activity->name);
        if (has(*activity, name::extent_not_stated)) unstated.push_back(name);
        const std::string choice = selection_text(*activity->activity->logs->usage);
        if (!choice.empty()) selected.push_back(fmt::format("{} ({})", name, choice));
    }
    std::vector<Finding> notes;
    if (!unstated.empty()) {
        notes.push_back({name::extent_not_stated,
                         fmt::format("hangs on logs of {}, taken for all there is: state `period` "
                                     "or `chip_time`",
                                     joined(unstated))});
    }
    if (!selected.empty()) {
        notes.push_back({name::logs_selected,
                         fmt::format("hangs on what was selected of logs: {}", joined(selected))});
    }
    return notes;
}

}  // namespace flopledger
