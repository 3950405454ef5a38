// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/utc_time.hpp"
#include "core/report/table.hpp"
#include "core/report/usage_parts_text.hpp"
#include "core/usage/boards.hpp"

namespace flopledger {

namespace {

constexpr int bar_columns = 10;

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

std::optional<Exact> mean(const MetricTable& metrics, Metric metric) {
    const auto& sums = metrics[static_cast<std::size_t>(metric)];
    return sums ? sums->mean() : std::nullopt;
}

// A mean as a share of one: utilization is kept in 1/10,000, the others in 1/1,000,000.
std::optional<Exact> share(const MetricTable& metrics, Metric metric) {
    const auto value = mean(metrics, metric);
    if (!value) return std::nullopt;
    return *value / (metric == Metric::gpu_utilization ? 10'000 : 1'000'000);
}

std::string share_text(const MetricTable& metrics, Metric metric) {
    const auto value = share(metrics, metric);
    return value ? percent(*value) : "";
}

std::string power_text(const MetricTable& metrics) {
    const auto value = mean(metrics, Metric::power);
    return value ? plain_figure(*value / 100) + " W" : "";
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

std::string days_text(const std::vector<ChipDay>& days, const Style& style) {
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
    for (const ChipDay& day : days) {
        const MetricTable& metrics = day.sums.metrics;
        const bool same = chip != nullptr && *chip == day.chip;
        chip = &day.chip;
        const std::string name = day.chip.empty() ? "chip not named" : day.chip;
        const auto busy = share(metrics, Metric::gpu_utilization);
        // Hours of instances are not those of chips; their boards' stand among all.
        const bool parts = is_of_instances(day.chip);
        const std::uint64_t covered = day.sums.covered_milliseconds;
        table.rows.push_back({.cells = {{same ? "" : name},
                                        {to_text(day_of_number(day.day))},
                                        {parts ? "" : hours_text(exact_of(covered))},
                                        {busy ? bar(style, *busy, bar_columns) : ""},
                                        {busy ? percent(*busy) : ""},
                                        {power_text(metrics)},
                                        {share_text(metrics, Metric::tensor_active)},
                                        {share_text(metrics, Metric::sm_active)}},
                              .note = ""});
    }
    return section_title(style, "By chip and day") + table_text(table, style);
}

// How much of the time a metric was known, where that is not all of it.
std::string known_text(const FleetSums& fleet, Metric metric) {
    const auto known = fleet.known_share(metric);
    return known && *known < 1 ? fmt::format("known for {} of the time", percent(*known)) : "";
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

std::string gaps_text(const std::vector<DeviceGap>& gaps, const Style& style) {
    if (gaps.empty()) return "";
    Table table{.columns = {{.title = "device", .wraps = true},
                            {.title = "silent from"},
                            {.title = "for", .right = true}},
                .rows = {}};
    for (const auto& [gap, device] : gaps) {
        table.rows.push_back(
            {.cells = {{device->device}, {time_text(gap.from)}, {duration_text(gap.to - gap.from)}},
             .note = ""});
    }
    return section_title(style, "Longest gaps") + table_text(table, style);
}

std::string head_text(const FleetSums& fleet, const Usage& usage, const Style& style) {
    std::string text = counted(fleet.devices, "device", "devices");
    const auto instances =
        std::count_if(usage.devices.begin(), usage.devices.end(),
                      [](const DeviceUsage& device) { return is_instance(device); });
    if (instances > 0) {
        text += fmt::format(
            " with {}", counted(static_cast<std::uint64_t>(instances), "instance", "instances"));
    }
    if (usage.devices.empty()) {
        text = counted(usage.inputs.size(), "log", "logs");
    } else if (fleet.samples > 0) {
        text += fmt::format(", {} to {} UTC", time_text(fleet.first), time_text(fleet.last));
    }
    return inked(style, Ink::bold, text) + "\n";
}

}  // namespace

UsagePage::UsagePage()
    : devices_{.columns = {{.title = "device", .wraps = true},
                           {.title = "samples", .right = true},
                           {.title = "hours", .right = true},
                           {.title = "busy", .right = true},
                           {.title = "power", .right = true},
                           {.title = "tensor", .right = true},
                           {.title = "gaps", .right = true}},
               .rows = {}} {}

void UsagePage::add(const DeviceUsage& device, const DeviceSums& sums) {
    devices_.rows.push_back(device_row(device, sums));
}

std::string UsagePage::text(const UsageResult& result, const Style& style) const {
    const Usage& usage = *result.usage;
    std::string text = head_text(result.fleet, usage, style);
    text += days_text(result.chip_days, style);
    if (!usage.devices.empty()) text += totals_text(result.fleet, style);
    if (!devices_.rows.empty()) {
        text += section_title(style, "By device") + table_text(devices_, style);
    }
    text += gaps_text(result.longest_gaps, style);
    text += training_text(result, style);
    text += jobs_text(result, style);
    text += inputs_text(usage, style);
    text += rejected_text(result, style);
    return text + findings_text(result, style);
}

}  // namespace flopledger
