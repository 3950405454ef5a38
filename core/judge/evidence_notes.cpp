// SPDX-License-Identifier: Apache-2.0
#include "core/judge/evidence_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/base/joined.hpp"
#include "core/count/log_figure_names.hpp"
#include "core/facts/model_finding_names.hpp"
#include "core/judge/phrases.hpp"
#include "core/usage/log_choice.hpp"

namespace flopledger {

namespace {

// The activities that a sum holds.
std::vector<const ActivityCount*> held(const Total& total) {
    std::vector<const ActivityCount*> activities;
    for (const Contribution& part : total.contributions) {
        if (part.activity != nullptr && part.applied != Rule::leave_out) {
            activities.push_back(part.activity);
        }
    }
    return activities;
}

// The activities of a sum that stand by their logs.
std::vector<const ActivityCount*> logged(const LedgerCount& count, const Total* total) {
    std::vector<const ActivityCount*> all;
    if (total != nullptr) {
        all = held(*total);
    } else {
        for (const ActivityCount& activity : count.activities) all.push_back(&activity);
    }
    std::vector<const ActivityCount*> activities;
    for (const ActivityCount* one : all) {
        if (one->used && one->used->method == Method::logs) activities.push_back(one);
    }
    return activities;
}

bool has(const ActivityCount& activity, const Name& name) {
    return std::any_of(activity.findings.begin(), activity.findings.end(),
                       [&](const Finding& finding) { return finding.name == name; });
}

// What was passed over or chosen of the configurations that a sum is counted from; activities of
// one model are told together.
void note_models(const Total& total, std::vector<Finding>& notes) {
    static constexpr std::array told{name::keys_ignored, name::keys_unknown, name::class_chosen};
    struct Note {
        Finding finding;
        std::vector<std::string> activities;
    };
    std::vector<Note> models;
    for (const ActivityCount* activity : held(total)) {
        for (const Finding& finding : activity->findings) {
            if (std::find(told.begin(), told.end(), finding.name) == told.end()) continue;
            auto same = std::find_if(models.begin(), models.end(),
                                     [&](const Note& one) { return one.finding == finding; });
            if (same == models.end()) same = models.insert(same, {finding, {}});
            same->activities.push_back(short_name(activity->activity->name));
        }
    }
    for (const Note& one : models) {
        notes.push_back(
            {one.finding.name, fmt::format("hangs on the configuration of {}: {}",
                                           joined(one.activities), one.finding.message)});
    }
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
    if (total != nullptr) note_models(*total, notes);
    return notes;
}

}  // namespace flopledger
