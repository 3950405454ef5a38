// SPDX-License-Identifier: Apache-2.0
#include "core/usage/job_sums.hpp"

#include <map>
#include <utility>

namespace flopledger {

std::vector<JobSums> jobs_by_chip(const std::vector<JobUsage>& jobs) {
    std::map<std::string, JobSums> types;
    for (const JobUsage& job : jobs) {
        JobSums& sums = types[job.chips == 0 ? "none" : job.chip_type];
        ++sums.jobs;
        sums.running += job.end == 0 ? 1 : 0;
        sums.chip_seconds = sums.chip_seconds + exact_of(job.chips) * exact_of(job.seconds);
        sums.joules = sums.joules + exact_of(job.joules);
    }
    std::vector<JobSums> list;
    for (auto& [type, sums] : types) {
        sums.chip_type = type;
        list.push_back(std::move(sums));
    }
    return list;
}

}  // namespace flopledger
