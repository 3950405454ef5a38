// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/meter/readings/log_format.hpp"
#include "core/meter/series/job_table.hpp"

namespace flopledger {

// What one export of jobs says, its jobs joined.
struct ReadJobs {
    Usage usage;
    std::uint64_t rows = 0;
    bool zone_assumed = false;

    const std::vector<JobUsage>& jobs() const { return usage.jobs; }
    std::uint64_t rejected(std::string_view reason) const {
        return rows_of(usage.rejected, reason);
    }
    std::uint64_t found(std::string_view finding) const { return rows_of(usage.findings, finding); }
    std::uint64_t rejected() const {
        std::uint64_t all = 0;
        for (const auto& [reason, count] : usage.rejected) all += count.rows;
        return all;
    }
    // Chips times seconds of all jobs.
    std::uint64_t chip_seconds() const {
        std::uint64_t sum = 0;
        for (const JobUsage& job : usage.jobs) sum += job.chips * job.seconds;
        return sum;
    }

  private:
    static std::uint64_t rows_of(const std::map<std::string, RowCount, std::less<>>& counts,
                                 std::string_view name) {
        const auto found = counts.find(name);
        return found == counts.end() ? 0 : found->second.rows;
    }
};

// Reads a text by a format, in pieces of so many lines; 0 is all at once.
inline ReadJobs read_jobs(const LogFormat& format, std::string_view text,
                          const MeterOptions& options = {}, std::size_t lines_at_once = 0) {
    DeviceTable devices;
    Meter meter{options, 0, "", devices, {}, 0, {}, {}};
    const std::unique_ptr<LogParser> parser = format.parser(meter);
    while (true) {
        std::size_t end = lines_at_once == 0 ? text.rfind('\n') : 0;
        for (std::size_t line = 0; line < lines_at_once && end != std::string_view::npos; ++line) {
            end = text.find('\n', line == 0 ? 0 : end + 1);
        }
        if (end == std::string_view::npos) break;
        parser->take(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    parser->end(text);
    ReadJobs read;
    read.rows = meter.row_count;
    read.zone_assumed = meter.zone_assumed;
    read.usage.jobs = std::move(meter.jobs);
    meter.rows.move_to(read.usage, 0, 0);
    join_jobs(read.usage);
    return read;
}

}  // namespace flopledger
