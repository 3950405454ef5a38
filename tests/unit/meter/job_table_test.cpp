// SPDX-License-Identifier: Apache-2.0
#include "core/meter/job_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace flopledger {

namespace {

JobUsage job(std::string id, std::int64_t start, std::int64_t end, std::uint64_t seconds,
             std::uint32_t input, std::uint64_t line) {
    JobUsage result;
    result.job = std::move(id);
    result.start = start;
    result.end = end;
    result.seconds = seconds;
    result.chips = 8;
    result.input = input;
    result.line = line;
    return result;
}

// A job that two months hold, one that ran in the first and ended in the second, one requeued.
std::vector<JobUsage> exports() {
    return {job("11", 1000, 2000, 1000, 0, 2), job("11", 1000, 2000, 1000, 1, 2),
            job("12", 1500, 0, 500, 0, 3),     job("12", 1500, 9000, 7500, 1, 3),
            job("13", 1600, 1700, 100, 0, 4),  job("13", 1800, 2100, 300, 0, 5),
            job("11", 1000, 2000, 1000, 2, 9), job("12", 1500, 0, 400, 2, 8)};
}

}  // namespace

TEST_CASE("an allocation that stands in two exports counts once") {
    Usage usage;
    usage.jobs = exports();
    join_jobs(usage);
    REQUIRE(usage.jobs.size() == 4);
    CHECK(usage.jobs[0] == job("11", 1000, 2000, 1000, 0, 2));
    CHECK(usage.jobs[1] == job("12", 1500, 9000, 7500, 1, 3));
    CHECK(usage.jobs[2].seconds == 100);
    CHECK(usage.jobs[3].seconds == 300);
    const RowCount& repeated = usage.findings.at("job-repeated");
    CHECK(repeated.rows == 4);
    CHECK(repeated.first == std::vector<InputPlace>{{0, 3}, {1, 2}, {2, 8}});
    const Usage once = usage;
    join_jobs(usage);
    CHECK(usage == once);
}

TEST_CASE("jobs join to the same in any order and any tree") {
    Usage whole;
    whole.jobs = exports();
    join_jobs(whole);
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Usage> parts;
        std::vector<JobUsage> rows = exports();
        std::shuffle(rows.begin(), rows.end(), random);
        for (const JobUsage& row : rows) {
            if (parts.empty() || random() % 2 == 0) parts.emplace_back();
            parts.back().jobs.push_back(row);
        }
        for (Usage& part : parts) join_jobs(part);
        while (parts.size() > 1) {
            const std::size_t into = random() % (parts.size() - 1);
            const Usage from = parts.back();
            parts.pop_back();
            Usage& usage = parts[into];
            usage.jobs.insert(usage.jobs.end(), from.jobs.begin(), from.jobs.end());
            for (const auto& [name, count] : from.findings) {
                RowCount& total = usage.findings[name];
                total.rows += count.rows;
                total.first.insert(total.first.end(), count.first.begin(), count.first.end());
                std::sort(total.first.begin(), total.first.end());
                if (total.first.size() > most_places) total.first.resize(most_places);
            }
            join_jobs(usage);
        }
        CHECK(parts.front() == whole);
    }
}

}  // namespace flopledger
