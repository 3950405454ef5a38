// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/utc_time.hpp"
#include "core/facts/usage_sums.hpp"
#include "core/meter/run_all.hpp"
#include "core/report/table.hpp"
#include "core/report/usage_days.hpp"
#include "core/report/usage_parts_text.hpp"

namespace flopledger {

namespace {

constexpr int bar_columns = 10;
constexpr std::size_t most_gaps_listed = 5;

using Metrics = std::array<std::optional<MetricSums>, metric_count>;

// A time without its milliseconds where they say nothing.
std::string time_text(std::int64_t milliseconds) {
    std::string text = utc_text(milliseconds);
    text[10] = ' ';
    text.pop_back();
    if (text.ends_with(".000")) text.resize(text.size() - 4);
    return text;
}

std::string duration_text(std::int64_t milliseconds) {
    const Exact seconds = Exact::ratio(milliseconds, 1000);
    if (seconds < 120) return plain_figure(seconds) + " s";
    if (seconds < 7200) return plain_figure(seconds / 60) + " min";
    return plain_figure(seconds / 3600) + " h";
}

std::string hours_text(const Exact& milliseconds) {
    const Exact hours = milliseconds / 3'600'000;
    return hours < 1000 ? hours.fixed(2) : grouped(hours.floor());
}

// The mean of a metric over the time for which it was present; nothing where it never was.
std::optional<Exact> mean(const Metrics& metrics, Metric metric) {
    const auto& sums = metrics[static_cast<std::size_t>(metric)];
    if (!sums || sums->present_milliseconds == 0) return std::nullopt;
    return sums->integral / exact_of(sums->present_milliseconds);
}

// A mean as a share of one: utilization is kept in 1/10,000, the others in 1/1,000,000.
std::optional<Exact> share(const Metrics& metrics, Metric metric) {
    const auto value = mean(metrics, metric);
    if (!value) return std::nullopt;
    return *value / (metric == Metric::gpu_utilization ? 10'000 : 1'000'000);
}

std::string share_text(const Metrics& metrics, Metric metric) {
    const auto value = share(metrics, metric);
    return value ? percent(*value) : "";
}

std::string power_text(const Metrics& metrics) {
    const auto value = mean(metrics, Metric::power);
    return value ? plain_figure(*value / 100) + " W" : "";
}

// What was looked at, of some devices that stand one after the other.
struct Gathered {
    FleetSums fleet;
    EdgeDays edges;
    std::vector<std::pair<Gap, std::string_view>> gaps;  // the longest, with their devices
    std::vector<Row> rows;                               // one for each device, if asked for
};

// Leaves the longest gaps, of equal ones those met first.
void keep_longest(Gathered& gathered) {
    auto& gaps = gathered.gaps;
    std::stable_sort(gaps.begin(), gaps.end(), [](const auto& left, const auto& right) {
        return left.first.to - left.first.from > right.first.to - right.first.from;
    });
    if (gaps.size() > most_gaps_listed) gaps.resize(most_gaps_listed);
}

void gather_gaps(Gathered& gathered, const DeviceUsage& device, const DeviceSums& sums) {
    constexpr std::size_t most_waiting = 1000;
    for (const Gap& gap : sums.principal.longest_gaps) {
        gathered.gaps.emplace_back(gap, device.device);
    }
    if (gathered.gaps.size() > most_waiting) keep_longest(gathered);
}

Row device_row(const DeviceUsage& device, const DeviceSums& sums) {
    const TrackSums& principal = sums.principal;
    return {.cells = {{device.device},
                      {grouped(exact_of(principal.samples))},
                      {hours_text(exact_of(principal.covered_milliseconds))},
                      {share_text(sums.metrics, Metric::gpu_utilization)},
                      {power_text(sums.metrics)},
                      {share_text(sums.metrics, Metric::tensor_active)},
                      {principal.gaps == 0 ? "" : grouped(exact_of(principal.gaps))}},
            .note = ""};
}

// Asks for the memory that devices further on need, as far as each step of the way there is near by
// now: what a device has lies nowhere near what the next one has.
void bring_near(const std::vector<DeviceUsage>& devices, std::size_t place, std::size_t end) {
    constexpr std::size_t step = 4;
    if (place + 3 * step >= end) return;
    __builtin_prefetch(devices[place + 3 * step].tracks.data());
    for (const Track& track : devices[place + 2 * step].tracks) {
        __builtin_prefetch(track.runs.data());
        __builtin_prefetch(track.interior.data());
    }
    const auto bring_samples = [](const std::vector<Sample>& samples) {
        constexpr std::size_t in_a_line = 64 / sizeof(Sample);
        for (std::size_t at = 0; at < samples.size(); at += in_a_line) {
            __builtin_prefetch(&samples[at]);
        }
    };
    for (const Track& track : devices[place + step].tracks) {
        for (const Run& run : track.runs) {
            bring_samples(run.head);
            bring_samples(run.tail);
        }
    }
}

// Looks at some devices of a usage.
void gather(Gathered& gathered, const Usage& usage, std::size_t begin, std::size_t end,
            const HoldRule& rule, bool by_device) {
    for (std::size_t place = begin; place < end; ++place) {
        bring_near(usage.devices, place, end);
        const DeviceUsage& device = usage.devices[place];
        const DeviceSums sums = sums_of(device, rule);
        add(gathered.fleet, sums);
        gathered.edges.add(device);
        gather_gaps(gathered, device, sums);
        if (by_device) gathered.rows.push_back(device_row(device, sums));
    }
}

// What all devices add up to, by so many threads, and the days with what lies at their edges.
Gathered gather_all(const Usage& usage, const HoldRule& rule, const UsageTextOptions& options,
                    std::vector<DayUsage>& days) {
    constexpr std::size_t worth_a_thread = 1024;
    const std::size_t devices = usage.devices.size();
    const std::size_t parts =
        std::clamp<std::size_t>(devices / worth_a_thread, 1, std::max(options.threads, 1U));
    std::vector<Gathered> gathered(parts);
    run_all(options.threads, parts, [&](std::size_t part) {
        gather(gathered[part], usage, devices * part / parts, devices * (part + 1) / parts, rule,
               options.by_device);
    });
    Gathered all;
    days = usage.days;
    for (Gathered& part : gathered) {
        add(all.fleet, part.fleet);
        days = part.edges.with(days);
        all.gaps.insert(all.gaps.end(), part.gaps.begin(), part.gaps.end());
        std::move(part.rows.begin(), part.rows.end(), std::back_inserter(all.rows));
    }
    keep_longest(all);
    return all;
}

// One line of the table by chip and day, which may come from several series.
struct DayLine {
    std::string chip;
    int day = 0;
    std::uint64_t covered = 0;
    Metrics metrics;
};

void take(Metrics& metrics, Metric metric, const MetricSums& sums) {
    if (sums.present_milliseconds == 0 && sums.integral.is_zero()) return;
    auto& place = metrics[static_cast<std::size_t>(metric)];
    if (!place || place->present_milliseconds < sums.present_milliseconds) place = sums;
}

std::vector<DayLine> day_lines(const std::vector<DayUsage>& days, const HoldRule& rule) {
    std::vector<DayLine> lines;
    for (const DayUsage& day : days) {
        if (lines.empty() || lines.back().chip != day.chip || lines.back().day != day.day) {
            lines.push_back({.chip = day.chip, .day = day.day, .metrics = {}});
        }
        const DaySums sums = sums_of(day, rule);
        const ShapeMetrics shape = metrics_of(day.shape);
        DayLine& line = lines.back();
        line.covered = std::max(line.covered, sums.covered_milliseconds);
        take(line.metrics, shape.first, sums.metrics[0]);
        if (shape.has_second) take(line.metrics, shape.second, sums.metrics[1]);
    }
    return lines;
}

std::string days_text(const std::vector<DayUsage>& days, const HoldRule& rule, const Style& style) {
    if (days.empty()) return "";
    Table table{.columns = {{.title = "chip", .wraps = true},
                            {.title = "day"},
                            {.title = "chip-hours", .right = true},
                            {.title = "busy"},
                            {.title = "", .right = true},
                            {.title = "power", .right = true},
                            {.title = "tensor", .right = true},
                            {.title = "SM", .right = true}},
                .rows = {}};
    const std::string* chip = nullptr;
    const std::vector<DayLine> lines = day_lines(days, rule);
    for (const DayLine& line : lines) {
        const bool same = chip != nullptr && *chip == line.chip;
        chip = &line.chip;
        const std::string name = line.chip.empty() ? "chip not named" : line.chip;
        const auto busy = share(line.metrics, Metric::gpu_utilization);
        table.rows.push_back({.cells = {{same ? "" : name},
                                        {to_text(day_of_number(line.day))},
                                        {hours_text(exact_of(line.covered))},
                                        {busy ? bar(style, *busy, bar_columns) : ""},
                                        {busy ? percent(*busy) : ""},
                                        {power_text(line.metrics)},
                                        {share_text(line.metrics, Metric::tensor_active)},
                                        {share_text(line.metrics, Metric::sm_active)}},
                              .note = ""});
    }
    return section_title(style, "By chip and day") + table_text(table, style);
}

// How much of the time a metric was known, where that is not all of it.
std::string known_text(const FleetSums& fleet, Metric metric) {
    const auto& sums = fleet.metrics[static_cast<std::size_t>(metric)];
    if (!sums || fleet.covered_milliseconds.is_zero()) return "";
    const Exact known = exact_of(sums->present_milliseconds) / fleet.covered_milliseconds;
    return known < 1 ? fmt::format("known for {} of the time", percent(known)) : "";
}

std::string totals_text(const FleetSums& fleet, const Style& style) {
    Table table{.columns = {{.title = ""}, {.title = "", .right = true}, {.title = ""}},
                .rows = {}};
    const auto add = [&](std::string name, std::string value, std::string note) {
        if (value.empty()) return;
        table.rows.push_back(
            {.cells = {{std::move(name)}, {std::move(value)}, {std::move(note)}}, .note = ""});
    };
    const auto add_count = [&](std::string name, std::uint64_t count) {
        if (count > 0) add(std::move(name), grouped(exact_of(count)), "");
    };
    add("time covered", hours_text(fleet.covered_milliseconds) + " chip-hours", "");
    add("GPU busy", share_text(fleet.metrics, Metric::gpu_utilization),
        known_text(fleet, Metric::gpu_utilization));
    add("tensor units busy", share_text(fleet.metrics, Metric::tensor_active),
        known_text(fleet, Metric::tensor_active));
    add("SM busy", share_text(fleet.metrics, Metric::sm_active),
        known_text(fleet, Metric::sm_active));
    add("power of a chip", power_text(fleet.metrics), known_text(fleet, Metric::power));
    if (const auto& energy = fleet.metrics[static_cast<std::size_t>(Metric::energy)]) {
        add("energy counted", plain_figure(energy->integral / 3'600'000'000) + " kWh",
            energy->resets == 0
                ? ""
                : counted(energy->resets, "reset of a counter", "resets of counters"));
    }
    add_count("samples", fleet.samples);
    add_count("duplicates", fleet.duplicates);
    add_count("times whose rows differ", fleet.conflicts);
    add_count("gaps", fleet.gaps);
    return section_title(style, "In all") + table_text(table, style);
}

std::string gaps_text(const Gathered& gathered, const Style& style) {
    if (gathered.gaps.empty()) return "";
    Table table{.columns = {{.title = "device", .wraps = true},
                            {.title = "silent from"},
                            {.title = "for", .right = true}},
                .rows = {}};
    for (const auto& [gap, device] : gathered.gaps) {
        table.rows.push_back({.cells = {{std::string(device)},
                                        {time_text(gap.from)},
                                        {duration_text(gap.to - gap.from)}},
                              .note = ""});
    }
    return section_title(style, "Longest gaps") + table_text(table, style);
}

std::string head_text(const FleetSums& fleet, const Usage& usage, const Style& style) {
    std::string text = counted(usage.devices.size(), "device", "devices");
    if (usage.devices.empty()) {
        text = counted(usage.inputs.size(), "log", "logs");
    } else if (fleet.samples > 0) {
        text += fmt::format(", {} to {} UTC", time_text(fleet.first), time_text(fleet.last));
    }
    return inked(style, Ink::bold, text) + "\n";
}

}  // namespace

std::string usage_text(const Usage& usage, const UsageTextOptions& options, const Style& style) {
    const HoldRule rule{options.longest_hold, usage.gap_milliseconds};
    std::vector<DayUsage> days;
    Gathered gathered = gather_all(usage, rule, options, days);
    const Table devices{.columns = {{.title = "device", .wraps = true},
                                    {.title = "samples", .right = true},
                                    {.title = "hours", .right = true},
                                    {.title = "busy", .right = true},
                                    {.title = "power", .right = true},
                                    {.title = "tensor", .right = true},
                                    {.title = "gaps", .right = true}},
                        .rows = std::move(gathered.rows)};
    std::string text = head_text(gathered.fleet, usage, style);
    text += days_text(days, rule, style);
    if (!usage.devices.empty()) text += totals_text(gathered.fleet, style);
    if (!devices.rows.empty()) {
        text += section_title(style, "By device") + table_text(devices, style);
    }
    text += gaps_text(gathered, style);
    text += training_text(usage, style);
    text += jobs_text(usage, style);
    text += inputs_text(usage, style);
    text += rejected_text(usage, style);
    return text + findings_text(usage, style);
}

}  // namespace flopledger
