// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger/activity_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/count/doubt/plausibility.hpp"
#include "core/count/doubt/reconciliation.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/ledger/activity_how.hpp"
#include "core/count/logs/log_count.hpp"
#include "core/count/logs/logged_parameters.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/count/methods/energy_bound.hpp"
#include "core/count/methods/hardware_derivation.hpp"
#include "core/count/methods/operation_counting.hpp"
#include "core/count/methods/reported_total.hpp"

namespace flopledger {

namespace {

std::vector<MethodCount> count_methods(const Activity& activity, const LogReading* logged,
                                       std::vector<Finding>& findings) {
    std::vector<MethodCount> methods;
    if (!activity.operations.empty() && is_fed(activity.operations.front())) {
        methods.push_back(count_operations(activity));
    }
    if (logged != nullptr) {
        LogCounts logs = count_logs(activity, *logged);
        std::move(logs.counts.begin(), logs.counts.end(), std::back_inserter(methods));
        findings = std::move(logs.findings);
        hold_against_logged_parameters(activity, methods, findings);
    }
    if (!activity.chip_time.empty()) methods.push_back(count_chip_time(activity));
    if (activity.energy) methods.push_back(bound_by_energy(activity));
    if (activity.reported) methods.push_back(take_reported(activity));
    for (MethodCount& method : methods) {
        method.hardware_derivation = derived_hardware(activity, method);
    }
    return methods;
}

// Which method stands: as the ledger says, else the first in this order that is no bound, else the
// first that is one.
const MethodCount* standing(const std::vector<MethodCount>& methods,
                            const std::optional<Method>& use) {
    constexpr std::array order{Method::operations, Method::logs, Method::chip_time, Method::energy,
                               Method::reported};
    for (const bool bounds : {false, true}) {
        for (const Method method : order) {
            for (const MethodCount& count : methods) {
                const Method of = count.method.method;
                if (use ? of == *use : of == method && count.bound == bounds) {
                    return &count;
                }
            }
        }
    }
    return nullptr;
}

void take_standing(const MethodCount& stands, ActivityCount& count) {
    count.used = stands.method;
    count.flop = stands.model_flop;
    count.hardware_flop = stands.hardware_flop;
    count.findings = stands.findings;
    count.only_bound = stands.bound || stands.model_flop.value.is_bound();
    if (!stands.bound) return;
    count.findings.push_back(
        {name::upper_bound_only, fmt::format("{} only bounds the FLOP from above, and nothing "
                                             "else counts it",
                                             name_of(stands.method))});
}

}  // namespace

const MethodCount* ActivityCount::method(const MethodName& wanted) const {
    for (const MethodCount& count : methods) {
        if (count.method == wanted) return &count;
    }
    return nullptr;
}

ActivityCount count_activity(const Activity& activity, const std::optional<Flop>& inherited) {
    const auto logged = activity.logs ? std::optional(log_reading_of(activity)) : std::nullopt;
    const LogReading* logs = logged ? &*logged : nullptr;
    ActivityCount count;
    count.activity = &activity;
    count.resources = resources_of(activity, logs);
    std::vector<Finding> about_logs;
    count.methods = count_methods(activity, logs, about_logs);
    const auto implied = implied_utilizations(activity, count.methods);
    if (const MethodCount* stands = standing(count.methods, activity.use)) {
        take_standing(*stands, count);
        count.comparisons = compare_methods(activity, count.methods, *stands, inherited);
        for (const auto& findings : {about_logs, findings_of(count.comparisons),
                                     plausibility_findings(activity, count.methods, implied)}) {
            count.findings.insert(count.findings.end(), findings.begin(), findings.end());
        }
    } else if (count.methods.empty()) {
        count.findings.push_back({name::amount_not_stated,
                                  "nothing says how much compute this took: where it counts, "
                                  "totals are open upwards"});
    }
    count.how = activity_how(count, implied);
    return count;
}

}  // namespace flopledger
