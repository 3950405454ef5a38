// SPDX-License-Identifier: Apache-2.0
#include "core/meter/job_table.hpp"

#include <algorithm>
#include <tuple>

#include "core/facts/job_names.hpp"

namespace flopledger {

namespace {

bool same_allocation(const JobUsage& left, const JobUsage& right) {
    return left.start == right.start && left.job == right.job;
}

// A total order, in which the row that stays comes first of its allocation.
bool stands_before(const JobUsage& left, const JobUsage& right) {
    const auto allocation = [](const JobUsage& job) { return std::tie(job.job, job.start); };
    if (!same_allocation(left, right)) return allocation(left) < allocation(right);
    if ((left.end != 0) != (right.end != 0)) return left.end != 0;
    if (left.seconds != right.seconds) return left.seconds > right.seconds;
    const auto rest = [](const JobUsage& job) {
        return std::tie(job.input, job.line, job.end, job.chips, job.joules, job.chip_type,
                        job.state, job.name);
    };
    return rest(left) < rest(right);
}

}  // namespace

void join_jobs(Usage& usage) {
    constexpr Name repeated = name::job_repeated;
    std::vector<JobUsage>& jobs = usage.jobs;
    std::sort(jobs.begin(), jobs.end(), stands_before);
    std::vector<InputPlace> left_out;
    std::size_t kept = 0;
    for (std::size_t at = 0; at < jobs.size(); ++at) {
        if (kept != 0 && same_allocation(jobs[kept - 1], jobs[at])) {
            left_out.push_back({jobs[at].input, jobs[at].line});
        } else {
            if (kept != at) jobs[kept] = std::move(jobs[at]);
            ++kept;
        }
    }
    if (left_out.empty()) return;
    jobs.resize(kept);
    RowCount& count = usage.findings[std::string(repeated.text)];
    count.rows += left_out.size();
    count.first.insert(count.first.end(), left_out.begin(), left_out.end());
    std::sort(count.first.begin(), count.first.end());
    if (count.first.size() > most_places) count.first.resize(most_places);
}

}  // namespace flopledger
