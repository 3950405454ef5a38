// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/evidence_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/base/joined.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/facts/machines/job_names.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/facts/models/model_finding_names.hpp"
#include "core/judge/verdicts/phrases.hpp"
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

// What says that logs held more than was read: it stands beside each verdict that may change by it.
constexpr std::array not_read{
    name::unknown_metrics,       name::log_not_read,    name::devices_without_readings,
    name::job_resource_not_read, name::job_row_missing, name::job_resources_unstated,
    name::no_chips_accounted,    name::damaged_archive, name::file_shrank,
    name::document_too_large,    name::partial_answer,  name::answer_failed};

const Finding* find(const ActivityCount& activity, const Name& name) {
    const auto found = std::find_if(activity.findings.begin(), activity.findings.end(),
                                    [&](const Finding& finding) { return finding.name == name; });
    return found == activity.findings.end() ? nullptr : &*found;
}

// One note a name; of several activities it says what the name says.
void tell_not_read(const std::vector<const ActivityCount*>& activities,
                   std::vector<Finding>& notes) {
    for (const Name& name : not_read) {
        std::vector<std::string> names;
        std::string text;
        for (const ActivityCount* activity : activities) {
            const Finding* finding = find(*activity, name);
            if (finding == nullptr) continue;
            names.push_back(short_name(activity->activity->name));
            text = names.size() == 1 ? finding->message : std::string(name.sentence);
        }
        if (names.empty()) continue;
        notes.push_back({name, fmt::format("hangs on logs of {}: {}", joined(names), text)});
    }
}

// What was passed over or chosen of the configurations that a sum is counted from; activities of
// one model are told together.
void note_models(const Total& total, std::vector<Finding>& notes) {
    static constexpr std::array told{name::keys_ignored, name::keys_not_there, name::keys_unknown,
                                     name::class_chosen};
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
    const std::vector<const ActivityCount*> activities = logged(count, total);
    for (const ActivityCount* activity : activities) {
        const std::string name = short_name(activity->activity->name);
        if (find(*activity, name::extent_not_stated) != nullptr) unstated.push_back(name);
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
    tell_not_read(activities, notes);
    return notes;
}

}  // namespace flopledger
