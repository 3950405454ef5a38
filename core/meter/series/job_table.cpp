// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/job_table.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "core/facts/machines/job_names.hpp"

namespace flopledger {

namespace {

bool same_start(const JobUsage& left, const JobUsage& right) {
    return left.start == right.start && left.job == right.job;
}

// Whether two rows, in their order, may be about one allocation.
bool may_be_one(const JobUsage& left, const JobUsage& right) {
    return same_start(left, right) && (right.cluster.empty() || left.cluster == right.cluster);
}

// A total order, in which the row that stays comes first of its allocation.
bool stands_before(const JobUsage& left, const JobUsage& right) {
    const auto allocation = [](const JobUsage& job) { return std::tie(job.job, job.start); };
    if (!same_start(left, right)) return allocation(left) < allocation(right);
    // Rows that do not say their cluster come last: they may be about any of those before.
    if (left.cluster.empty() != right.cluster.empty()) return right.cluster.empty();
    if (left.cluster != right.cluster) return left.cluster < right.cluster;
    if ((left.end != 0) != (right.end != 0)) return left.end != 0;
    if (left.seconds != right.seconds) return left.seconds > right.seconds;
    if (left.chips != right.chips) return left.chips > right.chips;
    if (left.chip_type != right.chip_type) return left.chip_type > right.chip_type;
    const auto rest = [](const JobUsage& job) {
        return std::tie(job.input, job.line, job.end, job.joules, job.state, job.name);
    };
    return rest(left) < rest(right);
}

// The chips and types in rows of one job and start. Those that differ are of different clusters,
// which number their jobs alike, even where rows do not say so.
using Held = std::set<std::pair<std::uint64_t, std::string>>;

// Whether a row says nothing of what was held that those before it do not say.
bool says_no_more(const JobUsage& row, const Held& held) {
    if (row.chips == 0) return !held.empty();
    const auto known = held.lower_bound({row.chips, row.chip_type});
    return known != held.end() && known->first == row.chips &&
           (row.chip_type.empty() || known->second == row.chip_type);
}

}  // namespace

void join_jobs(Usage& usage) {
    std::vector<JobUsage>& jobs = usage.jobs;
    std::sort(jobs.begin(), jobs.end(), stands_before);
    std::vector<InputPlace> left_out;
    std::size_t kept = 0;
    Held held;
    for (std::size_t at = 0; at < jobs.size(); ++at) {
        if (kept != 0 && !may_be_one(jobs[kept - 1], jobs[at])) held.clear();
        if (says_no_more(jobs[at], held)) {
            left_out.push_back({jobs[at].input, jobs[at].line});
        } else {
            held.emplace(jobs[at].chips, jobs[at].chip_type);
            if (kept != at) jobs[kept] = std::move(jobs[at]);
            ++kept;
        }
    }
    if (left_out.empty()) return;
    jobs.resize(kept);
    RowCount& count = usage.findings[std::string(name::job_repeated.text)];
    count.rows += left_out.size();
    count.first.insert(count.first.end(), left_out.begin(), left_out.end());
    std::sort(count.first.begin(), count.first.end());
    if (count.first.size() > most_places) count.first.resize(most_places);
}

}  // namespace flopledger
