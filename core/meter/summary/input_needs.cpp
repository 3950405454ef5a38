// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/input_needs.hpp"

#include <fmt/format.h>

#include "core/meter/files/input_names.hpp"

namespace flopledger {

void InputNeeds::add(const std::string& input, const Meter& meter) {
    if (meter.host_needed) hostless_.push_back(input);
    if (meter.columns_needed) headless_.push_back(input);
}

std::vector<FaultyInput> InputNeeds::faults() const {
    std::vector<FaultyInput> faults;
    const bool several = hostless_.size() > 1 && hostless_.front() != hostless_.back();
    for (const std::string& name : hostless_) {
        if (!several || name == hostless_.front()) continue;
        faults.push_back({name,
                          {name::host_unknown,
                           fmt::format("like '{}' it names devices without saying of which host",
                                       hostless_.front()),
                           "name the host with --host NAME, or with --host-from "
                           "'logs/{host}/*.csv' where paths tell it"}});
    }
    for (const std::string& name : headless_) {
        faults.push_back({name,
                          {name::columns_needed, "the table has no header that names its columns",
                           "name them with --columns, as in timestamp,uuid,utilization.gpu"}});
    }
    return faults;
}

std::vector<FaultyInput> InputNeeds::faults_of_all(const Usage& usage) const {
    const bool empty = usage.devices.empty() && usage.training.empty() && usage.jobs.empty();
    if (!empty || usage.inputs.empty()) return {};
    const std::string& first = usage.inputs.front().name;
    if (left_out_) {
        return {{first,
                 {name::nothing_in_window,
                  "no reading of any input lies within the time, jobs and hosts asked for",
                  "compare --from and --to, the `period`, or what is selected, with what the logs "
                  "hold"}}};
    }
    if (!usage.findings.empty()) return {};
    return {{first, {name::nothing_read, "the logs are empty", "name the logs of what ran"}}};
}

}  // namespace flopledger
