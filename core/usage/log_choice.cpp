// SPDX-License-Identifier: Apache-2.0
#include "core/usage/log_choice.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/base/figure_text.hpp"
#include "core/facts/machines/job_names.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_files_named = 10;

// Jobs are told to the second and readings hold on by three intervals, so of runs of hours they
// differ by a few per cent at the ends of jobs and where polls were lost; one node of sixteen that
// is too many or too few is more than this.
const Exact& tolerance() {
    static const Exact share = Exact::ratio(1, 20);
    return share;
}

std::string hours(const Exact& milliseconds) {
    return plain_figure(milliseconds / 3'600'000) + " chip-hours";
}

}  // namespace

std::string files_of_finding(const Usage& usage, std::string_view finding) {
    std::string text;
    std::size_t files = 0;
    for (const InputFile& input : usage.inputs) {
        if (input.format != finding || ++files > most_files_named) continue;
        text += fmt::format("{}{}", text.empty() ? "" : ", ", input.name);
    }
    if (files > most_files_named) text += fmt::format(" and {} more", files - most_files_named);
    return text;
}

std::string selection_text(const Usage& usage) {
    std::string text;
    std::string_view key;
    for (const SelectedBy& one : usage.selected) {
        const bool same = one.key == key;
        if (!text.empty()) text += same ? ", " : "; ";
        text += same ? one.value : fmt::format("{} {}", one.key, one.value);
        key = one.key;
    }
    return text;
}

std::optional<Finding> against_jobs(const Usage& usage, std::string_view chips,
                                    const Exact& readings, const Exact& jobs) {
    if (readings.is_zero() && jobs.is_zero()) return std::nullopt;
    const auto times = [](const Exact& more, const Exact& less) {
        return less.is_zero() ? std::string("none of it")
                              : fmt::format("{} times as much", (more / less).fixed(2));
    };
    if (readings > jobs * (1 + tolerance())) {
        const char* remedy = usage.selected.empty()
                                 ? "where other work ran there, say with `jobs`, `users`, "
                                   "`hosts`, `from` and `to` what this was"
                                 : "devices of a node that is shared count whole";
        return Finding{
            name::telemetry_exceeds_jobs,
            fmt::format(
                "readings of {} cover {}, and the scheduler's jobs held {}: {}; all that is "
                "taken counts; {}",
                chips, hours(readings), hours(jobs),
                jobs.is_zero() ? "no job held any" : times(readings, jobs), remedy)};
    }
    const bool bounds = usage.findings.contains(name::job_shares_boards.text);
    if (!bounds && jobs > readings * (1 + tolerance())) {
        return Finding{
            name::jobs_exceed_telemetry,
            fmt::format("the scheduler's jobs held {} of {}, and readings cover {}: {}; the time "
                        "without readings may have been any",
                        hours(jobs), chips, hours(readings),
                        readings.is_zero() ? "none is there" : times(jobs, readings))};
    }
    return std::nullopt;
}

}  // namespace flopledger
