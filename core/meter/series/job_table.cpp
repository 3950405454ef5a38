// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/job_table.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
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
    if (left.nodes != right.nodes) return left.nodes > right.nodes;
    const auto rest = [](const JobUsage& job) {
        return std::tie(job.input, job.line, job.end, job.joules, job.state, job.name);
    };
    return rest(left) < rest(right);
}

// What rows of one job and start say was held: chips, type, nodes, and of a job that ended its end
// and seconds. Rows that differ in any of it are of different clusters, which number their jobs
// alike, even where rows do not say so.
using Allocation = std::tuple<std::uint64_t, std::string, std::string, std::int64_t, std::uint64_t>;

// Allocations met, each also as rows tell it that leave out its type or nodes or were written while
// it ran, with the longest time for which it had run.
using Held = std::map<Allocation, std::uint64_t>;

Allocation allocation_of(const JobUsage& job) {
    return {job.chips, job.chip_type, job.nodes, job.end, job.end == 0 ? 0 : job.seconds};
}

void hold(Held& held, const JobUsage& job) {
    for (int left_out = 0; left_out < 8; ++left_out) {
        Allocation known = allocation_of(job);
        if ((left_out & 1) != 0) std::get<1>(known).clear();
        if ((left_out & 2) != 0) std::get<2>(known).clear();
        if ((left_out & 4) != 0) std::get<3>(known) = 0;
        if ((left_out & 4) != 0) std::get<4>(known) = 0;
        std::uint64_t& longest = held[known];
        longest = std::max(longest, job.seconds);
    }
}

// Whether a row says nothing of what was held that those before it do not say.
bool says_no_more(const JobUsage& row, const Held& held) {
    if (row.chips == 0) return !held.empty();
    const auto known = held.find(allocation_of(row));
    return known != held.end() && row.seconds <= known->second;
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
            hold(held, jobs[at]);
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
