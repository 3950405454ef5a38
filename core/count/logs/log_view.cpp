// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/log_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/count/figures/log_figure_names.hpp"
#include "core/count/logs/failed_counters.hpp"
#include "core/count/logs/shared_board.hpp"
#include "core/facts/machines/log_findings.hpp"
#include "core/usage/boards.hpp"
#include "core/usage/fleet_findings.hpp"
#include "core/usage/log_choice.hpp"
#include "core/usage/seen_devices.hpp"
#include "core/usage/utilization_scale.hpp"

namespace flopledger {

namespace {

// The mean of a metric over the time for which it was present.
std::optional<Exact> mean_of(const std::optional<MetricSums>& sums, std::int64_t whole) {
    if (!sums || sums->present_milliseconds == 0) return std::nullopt;
    return sums->integral / (exact_of(sums->present_milliseconds) * whole);
}

// Nothing runs on matrix units or others while no kernel is resident, so a utilization far below
// the share of either is written in another scale; and so is one that no power goes with.
bool has_other_scale(const DeviceUsage& device, const Chip& chip, const DeviceSums& sums) {
    const auto busy = mean_of(sums.metric(Metric::gpu_utilization), 10'000);
    const auto tensor = mean_of(sums.metric(Metric::tensor_active), 1'000'000);
    const auto active = mean_of(sums.metric(Metric::sm_active), 1'000'000);
    const Exact least = larger(tensor.value_or(0), active.value_or(0));
    return (busy && least * 20 > 1 && *busy * 2 < least) ||
           is_ratio_for_percent(device, sums, chip.power_watts);
}

// What is odd, by how many devices.
struct Oddities {
    std::array<std::uint64_t, metric_count> failed{};  // by metric
    std::uint64_t other_scale = 0;
    std::uint64_t over_board = 0;
    std::uint64_t two_sources = 0;
    std::uint64_t by_index = 0;
    std::uint64_t instances = 0;
    std::uint64_t outside = 0;  // of the activity's period
};

std::string devices(std::uint64_t count) {
    return fmt::format("{} device{}", count, count == 1 ? "" : "s");
}

void tell(std::vector<Finding>& findings, Name name, std::uint64_t count, std::string_view what) {
    if (count != 0) findings.push_back({name, fmt::format("{}: {}", devices(count), what)});
}

void tell_failed(std::vector<Finding>& findings,
                 const std::array<std::uint64_t, metric_count>& failed) {
    const auto of = [&](Metric metric) { return failed[static_cast<std::size_t>(metric)]; };
    tell(findings, name::tensor_counter_frozen, of(Metric::tensor_active),
         "the counter of the matrix units stands at zero, below a hundredth or still while the "
         "device works; it counts as missing then");
    for (const Metric metric :
         {Metric::gpu_utilization, Metric::sm_active, Metric::power, Metric::energy}) {
        tell(findings, name::counter_failed, of(metric),
             fmt::format("{} stands at zero or still although the device works, or is on; it "
                         "counts as missing then",
                         word(metric)));
    }
}

std::vector<Finding> findings_of(const Oddities& odd) {
    std::vector<Finding> findings;
    tell_failed(findings, odd.failed);
    tell(findings, name::utilization_scale, odd.other_scale,
         "the utilization is far below the share of busy units, or never above 1 % at the power "
         "drawn, so it is not in per cent; it counts as missing");
    tell(findings, name::power_over_board, odd.over_board,
         "the mean power is above 1.1 times what the board may draw: is it another chip, or a "
         "node's power?");
    tell(findings, name::two_sources, odd.two_sources,
         "a metric is in the logs twice; the series that covers more time counts");
    tell(findings, name::device_by_index, odd.by_index,
         "known by host and index only, which a restart may give to another board");
    tell(findings, name::partitioned_device, odd.instances,
         "an instance of a board that is shared out (MIG); how much of the board it has is not in "
         "the logs: 1/7 to all of it");
    tell(findings, name::logs_outside_period, odd.outside,
         "its readings reach beyond the activity's period; raw logs are cut to it, summaries "
         "cannot be");
    return findings;
}

bool over_board(const Chip& chip, const DeviceSums& sums) {
    const auto watts = mean_of(sums.metric(Metric::power), 100);
    return chip.power_watts && watts && *watts * 10 > *chip.power_watts * 11;
}

// Milliseconds since 1970 at which a day begins.
std::int64_t start_of(const Date& date) {
    return std::int64_t{86'400'000} * days_between(Date{1970, 1, 1}, date);
}

// Adds up devices, chip by chip.
class Viewer {
  public:
    Viewer(const Activity& activity, const Usage& usage)
        : activity_(activity), logs_(*activity.logs) {
        for (const DeviceUsage& device : usage.devices) {
            if (is_instance(device)) boards_.try_emplace(std::string(board_of(device)));
        }
    }

    void add(const DeviceUsage& device) {
        const Chip* chip = logs_.chip_of(device.chip);
        if (chip == nullptr) return;
        DeviceSums sums = sums_of(device, logs_.hold);
        if (sums.principal.samples == 0) return;
        const std::vector<FailedCounter> failed = take_out_failed(device, *chip, sums);
        judge(device, *chip, sums);
        const auto shared = boards_.find(board_of(device));
        const bool whole = shared == boards_.end();
        tell_failed_counters(failed, entry(*chip, !whole));
        if (!whole) return add_shared_out(shared->second, device, *chip, sums);
        ChipLogs& logs = entry(*chip, false);
        ++logs.devices;
        ++logs.boards;
        const SeenTime span = heard_time(device);
        logs.seen = logs.seen + Exact(span.to - span.from);
        logs.covered = logs.covered + exact_of(sums.principal.covered_milliseconds);
        // Beyond its readings it was heard of, too.
        if (device.seen.known()) {
            const Exact beside(span.to - span.from - sums.principal.last + sums.principal.first);
            logs.covered = logs.covered + beside;
        }
        for (std::size_t i = 0; i < sums.metrics.size(); ++i) {
            if (sums.metrics[i]) add_to(logs.metrics[i], *sums.metrics[i]);
        }
    }

    // A board of which nothing could be used was there, and may have worked all the time.
    void add(const SeenBoard& board) {
        const Chip* chip = board.chip.empty() ? logs_.most_capable() : logs_.chip_of(board.chip);
        if (chip == nullptr) return;
        const auto shared = boards_.find(board.board);
        const bool partitioned =
            !board.apart && shared != boards_.end() && !shared->second.is_whole();
        ChipLogs& logs = entry(*chip, partitioned);
        logs.devices += board.apart ? 1 : 0;
        logs.boards += board.apart ? 1 : 0;
        const Exact time = exact_of(board.milliseconds);
        logs.seen = logs.seen + time;
        logs.covered = logs.covered + time;
    }

    LogView view() && {
        for (const auto& [name, board] : boards_) {
            if (board.chip != nullptr) add_board(board);
        }
        LogView view;
        for (auto& [key, logs] : chips_) {
            leave_out_idle_counters(logs);
            view.chips.push_back(std::move(logs));
        }
        view.findings = findings_of(odd_);
        return view;
    }

  private:
    // A counter of matrix units that counted nothing on any device of a chip is no count: the time
    // in which those were busy says how much they can have done.
    static void leave_out_idle_counters(ChipLogs& logs) {
        for (const Metric metric : {Metric::tensor_active, Metric::tensor_clock}) {
            auto& sums = logs.metrics[static_cast<std::size_t>(metric)];
            if (sums && sums->integral.is_zero()) sums.reset();
        }
    }

    void tell_failed_counters(const std::vector<FailedCounter>& failed, ChipLogs& logs) {
        for (const FailedCounter& counter : failed) {
            const auto metric = static_cast<std::size_t>(counter.metric);
            logs.failed[metric] = logs.failed[metric] + exact_of(counter.milliseconds);
            odd_.failed[metric] += counter.matters ? 1 : 0;
        }
    }

    ChipLogs& entry(const Chip& chip, bool partitioned) {
        ChipLogs& logs = chips_[{chip.id, partitioned}];
        logs.chip = &chip;
        logs.partitioned = partitioned;
        return logs;
    }

    void add_shared_out(SharedBoard& board, const DeviceUsage& device, const Chip& chip,
                        const DeviceSums& sums) {
        odd_.instances += is_instance(device) ? 1 : 0;
        const SeenTime span = heard_time(device);
        board.chip = &chip;
        board.add(is_instance(device), sums, span.from, span.to);
    }

    // A board counts once: its time with its own readings where it has any, and each metric of the
    // board or of its instances, whichever is there for longer.
    void add_board(const SharedBoard& board) {
        const std::uint64_t time = board.time().milliseconds();
        ChipLogs& held = entry(*board.chip, !board.is_whole());
        held.seen = held.seen + Exact(board.time().last - board.time().first);
        held.covered = held.covered + exact_of(time);
        held.devices += board.is_whole() ? 1 : 0;
        ChipLogs& shared = entry(*board.chip, true);
        shared.devices += board.instances();
        ++shared.boards;
        shared.shared_time = shared.shared_time + exact_of(time);
        if (board.is_whole()) {
            ++entry(*board.chip, false).boards;
            ++shared.boards_of_others;
        }
        for (std::size_t i = 0; i < shared.metrics.size(); ++i) {
            const auto metric = static_cast<Metric>(i);
            odd_.failed[i] += board.is_contradicted(metric) ? 1 : 0;
            if (const auto& whole = board.whole_metric(metric)) {
                add_to(entry(*board.chip, false).metrics[i], *whole);
            } else if (const auto sums = board.shared_metric(metric)) {
                add_to(shared.metrics[i], *sums);
            }
        }
    }

    // Leaves out what cannot be right, and counts what is odd.
    void judge(const DeviceUsage& device, const Chip& chip, DeviceSums& sums) {
        odd_.two_sources += sums.two_sources ? 1 : 0;
        odd_.by_index += device.identity == Identity::index ? 1 : 0;
        odd_.over_board += over_board(chip, sums) ? 1 : 0;
        if (has_other_scale(device, chip, sums)) {
            ++odd_.other_scale;
            sums.metrics[static_cast<std::size_t>(Metric::gpu_utilization)].reset();
        }
        if (activity_.period && (sums.principal.first < start_of(activity_.period->from) ||
                                 sums.principal.last > start_of(activity_.period->to))) {
            ++odd_.outside;
        }
    }

    const Activity& activity_;
    const LogsStatement& logs_;
    Oddities odd_;
    std::map<std::pair<std::string, bool>, ChipLogs> chips_;
    std::map<std::string, SharedBoard, std::less<>> boards_;  // that are shared out
};

std::vector<ChipJobs> jobs_of(const LogsStatement& logs) {
    std::map<std::string, ChipJobs> jobs;
    for (const JobUsage& job : logs.usage->jobs) {
        const Chip* chip = job.chips == 0 ? nullptr : logs.chip_of(job.chip_type);
        if (chip == nullptr) continue;
        ChipJobs& all = jobs[chip->id];
        all.chip = chip;
        ++all.jobs;
        all.milliseconds =
            all.milliseconds + Exact(1000) * exact_of(job.seconds) * exact_of(job.chips);
    }
    std::vector<ChipJobs> list;
    for (auto& [id, all] : jobs) list.push_back(all);
    return list;
}

// Telemetry and jobs, where both are there, chip by chip. An instance of a shared board is no
// board, and no job's chip either.
void hold_against_jobs(const Usage& usage, LogView& view) {
    std::map<std::string, std::pair<Exact, Exact>> chips;  // readings and jobs
    std::set<std::string> shared;
    for (const ChipLogs& logs : view.chips) {
        Exact& readings = chips[logs.chip->id].first;
        readings = readings + logs.covered;
        if (logs.partitioned) shared.insert(logs.chip->id);
    }
    if (view.chips.empty() || view.jobs.empty()) return;
    for (const ChipJobs& jobs : view.jobs) chips[jobs.chip->id].second = jobs.milliseconds;
    for (const auto& [id, sums] : chips) {
        if (shared.contains(id)) continue;
        if (auto finding = against_jobs(usage, id, sums.first, sums.second)) {
            view.findings.push_back(std::move(*finding));
        }
    }
}

// Where the first of some rows stand.
std::string places_of(const Usage& usage, const RowCount& rows) {
    std::string text;
    for (const InputPlace& place : rows.first) {
        if (place.input >= usage.inputs.size()) continue;
        text += fmt::format("{}{}", text.empty() ? "" : ", ", usage.inputs[place.input].name);
        if (place.line != 0) text += fmt::format(":{}", place.line);
    }
    return text.empty() ? text : "; first at " + text;
}

// What reading found, by its registered names.
void tell_reading(const Usage& usage, std::vector<Finding>& findings) {
    if (const std::string selected = selection_text(usage); !selected.empty()) {
        findings.push_back({name::logs_selected,
                            fmt::format("by the word of whoever wrote this, only what was selected "
                                        "of the logs counts: {}",
                                        selected)});
    }
    for (const auto& [text, rows] : usage.findings) {
        const std::string files = files_of_finding(usage, text);
        if (const Name* name = log_finding(text); name != nullptr && !files.empty()) {
            findings.push_back({*name, fmt::format("{} ({})", name->sentence, files)});
        } else if (name != nullptr) {
            findings.push_back({*name, fmt::format("{} ({} row{}{}){}", name->sentence, rows.rows,
                                                   rows.rows == 1 ? "" : "s",
                                                   places_of(usage, rows), words_text(rows))});
        }
    }
    std::uint64_t unused = 0;
    std::string reasons;
    for (const auto& [reason, rows] : usage.rejected) {
        unused += rows.rows;
        reasons += fmt::format("{}{} {}{}", reasons.empty() ? "" : "; ", reason, rows.rows,
                               places_of(usage, rows));
    }
    if (unused == 0) return;
    std::uint64_t all = 0;
    for (const InputFile& input : usage.inputs) all += input.rows;
    findings.push_back({name::rows_not_used,
                        fmt::format("{} of {} rows were not used: {}", unused, all, reasons)});
}

}  // namespace

std::optional<LoggedEnergy> energy_of(const ChipLogs& logs) {
    const auto& counter = logs.metric(Metric::energy);
    const auto& power = logs.metric(Metric::power);
    if (!counter && !power) return std::nullopt;
    const bool counted =
        counter && (!power || counter->present_milliseconds * 2 >= power->present_milliseconds);
    const MetricSums& sums = counted ? *counter : *power;
    // Millijoules, or hundredths of a watt times milliseconds.
    const Exact joules = sums.integral / (counted ? Exact(1000) : Exact(1000) * Exact(100));
    return LoggedEnergy{joules, counted, sums};
}

HeldTime held_time(const LogView& view, const Chip& chip) {
    Exact covered;
    std::uint64_t devices = 0;
    for (const ChipLogs& logs : view.chips) {
        if (logs.chip->id != chip.id) continue;
        covered = covered + logs.covered;
        devices += logs.boards - logs.boards_of_others;
    }
    Exact held;
    std::uint64_t count = 0;
    for (const ChipJobs& jobs : view.jobs) {
        if (jobs.chip->id != chip.id) continue;
        held = jobs.milliseconds;
        count = jobs.jobs;
    }
    if (devices == 0 && count == 0) return {};
    if (covered < held) return {held, fmt::format("{} jobs of the scheduler", count)};
    return {covered, fmt::format("readings of {} devices", devices)};
}

LogView view_of(const Activity& activity) {
    assert(activity.logs && activity.logs->usage);
    const Usage& usage = *activity.logs->usage;
    Viewer viewer(activity, usage);
    for (const DeviceUsage& device : usage.devices) viewer.add(device);
    for (const SeenBoard& board : seen_boards(usage)) viewer.add(board);
    LogView view = std::move(viewer).view();
    view.jobs = jobs_of(*activity.logs);
    hold_against_jobs(usage, view);
    tell_reading(usage, view.findings);
    for (Finding& finding : fleet_findings(usage)) view.findings.push_back(std::move(finding));
    return view;
}

bool is_matrix_rate(const Chip& chip, Precision precision) {
    const bool vector = precision == Precision::fp16_vector || precision == Precision::fp32 ||
                        precision == Precision::fp64;
    // Chips without vector rates of their own (TPU, Trainium) list what their matrix units do.
    return !vector && chip.peak_at(precision) != nullptr;
}

}  // namespace flopledger
