// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/job_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

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

// The same, with rows that say less and rows of other clusters among them.
std::vector<JobUsage> exports_of_clusters() {
    std::vector<JobUsage> rows = exports();
    for (const std::uint64_t chips : {std::uint64_t{0}, std::uint64_t{512}}) {
        for (JobUsage row : exports()) {
            row.chips = chips;
            row.line += 100 + chips;
            if (row.input == 0) row.chip_type = "h100";
            rows.push_back(row);
        }
    }
    return rows;
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

TEST_CASE("jobs of one number and start that differ in their chips are of different clusters") {
    const auto joined = [](std::vector<std::pair<std::uint64_t, std::string>> rows) {
        Usage usage;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            usage.jobs.push_back(job("7", 1000, 2000, 1000, i, 2));
            usage.jobs.back().chips = rows[i].first;
            usage.jobs.back().chip_type = rows[i].second;
        }
        join_jobs(usage);
        std::uint64_t chips = 0;
        for (const JobUsage& one : usage.jobs) chips += one.chips;
        return chips;
    };
    CHECK(joined({{8, "h100"}, {512, "h100"}}) == 520);
    CHECK(joined({{8, "h100"}, {8, "a100"}}) == 16);
    CHECK(joined({{8, "h100"}, {512, "h100"}, {8, "h100"}, {512, "h100"}}) == 520);
    // A row that does not say its chips, or their type, says nothing else.
    CHECK(joined({{8, "h100"}, {0, ""}}) == 8);
    CHECK(joined({{0, ""}, {8, "h100"}, {8, ""}}) == 8);
    CHECK(joined({{8, ""}, {4, "h100"}}) == 12);
}

TEST_CASE("a row that knows more of a job's end does not take its chips away") {
    Usage usage;
    usage.jobs = {job("7", 1000, 0, 600, 0, 2), job("7", 1000, 2000, 1000, 1, 2)};
    usage.jobs[1].chips = 0;
    join_jobs(usage);
    std::uint64_t most = 0;
    for (const JobUsage& one : usage.jobs) most = std::max(most, one.chips * one.seconds);
    CHECK(most == 8 * 600);
}

namespace {

void check_any_tree(std::vector<JobUsage> (*made)()) {
    Usage whole;
    whole.jobs = made();
    join_jobs(whole);
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Usage> parts;
        std::vector<JobUsage> rows = made();
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

}  // namespace

TEST_CASE("jobs join to the same in any order and any tree") {
    check_any_tree(exports);
    check_any_tree(exports_of_clusters);
}

}  // namespace flopledger
