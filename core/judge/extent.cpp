// SPDX-License-Identifier: Apache-2.0
#include "core/judge/extent.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/joined.hpp"
#include "core/count/log_figure_names.hpp"
#include "core/judge/phrases.hpp"

namespace flopledger {

namespace {

bool is_unstated(const ActivityCount& activity) {
    return activity.used && activity.used->method == Method::logs &&
           std::any_of(
               activity.findings.begin(), activity.findings.end(),
               [](const Finding& finding) { return finding.name == name::extent_not_stated; });
}

}  // namespace

std::optional<Finding> unstated_extent(const LedgerCount& count, const Total* total) {
    std::vector<std::string> names;
    const auto add = [&](const ActivityCount& activity) {
        if (is_unstated(activity)) names.push_back(short_name(activity.activity->name));
    };
    if (total == nullptr) {
        for (const ActivityCount& activity : count.activities) add(activity);
    } else {
        for (const Contribution& part : total->contributions) {
            if (part.activity != nullptr && part.applied != Rule::leave_out) add(*part.activity);
        }
    }
    if (names.empty()) return std::nullopt;
    return Finding{name::extent_not_stated,
                   fmt::format("hangs on logs of {}, taken for all there is: state `period` or "
                               "`chip_time`",
                               joined(names))};
}

}  // namespace flopledger
