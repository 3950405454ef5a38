// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage/usage_page.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/utc_time.hpp"
#include "core/page/style.hpp"
#include "core/report/usage/usage_parts.hpp"
#include "core/usage/boards.hpp"

namespace flopledger {

namespace {

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

// A share as a bar, or an empty cell.
PageValue bar_of(const std::optional<Exact>& part) {
    if (!part) return {""};
    PageDetail behind;
    behind.share = part;
    return {"", std::move(behind)};
}

PageRow device_row(const DeviceUsage& device, const DeviceSums& sums) {
    const TrackSums& principal = sums.principal;
    return {{device.device},
            {grouped(exact_of(principal.samples))},
            {hours_text(exact_of(principal.covered_milliseconds))},
            {share_text(sums.metrics, Metric::gpu_utilization)},
            {power_text(sums.metrics)},
            {share_text(sums.metrics, Metric::tensor_active)},
            {principal.gaps == 0 ? "" : grouped(exact_of(principal.gaps))}};
}

std::string chip_name(const ChipDay& day) { return day.chip.empty() ? "chip not named" : day.chip; }

// How busy each chip was on each day, as a map; it begins with the first day and ends with the
// last.
PageHeatMap days_map(const std::vector<ChipDay>& days) {
    constexpr int most_days = 120;  // more would not be seen
    PageHeatMap map{"busy-by-day", "Busy by chip and day, in per cent", {}, {}};
    int first = days.front().day;
    int last = first;
    for (const ChipDay& day : days) {
        first = std::min(first, day.day);
        last = std::max(last, day.day);
    }
    first = std::max(first, last - most_days + 1);
    for (int day = first; day <= last; ++day) {
        map.days.push_back(to_text(day_of_number(day)).substr(5));
    }
    for (const ChipDay& day : days) {
        if (day.day < first) continue;
        if (map.rows.empty() || map.rows.back().label != chip_name(day)) {
            map.rows.push_back({chip_name(day), {}});
            map.rows.back().shares.resize(map.days.size());
        }
        map.rows.back().shares[static_cast<std::size_t>(day.day - first)] =
            share(day.sums.metrics, Metric::gpu_utilization);
    }
    return map;
}

PageSection days_section(const std::vector<ChipDay>& days) {
    PageTable table{"days",
                    "",
                    {{"chip", "chip", false, true},
                     {"day", "day"},
                     {"chip-hours", "chip-hours", true},
                     {"bar", "busy"},
                     {"busy", "", true},
                     {"power", "power", true},
                     {"tensor", "tensor", true},
                     {"sm", "SM", true}},
                    {}};
    const std::string* chip = nullptr;
    for (const ChipDay& day : days) {
        const MetricTable& metrics = day.sums.metrics;
        const bool same = chip != nullptr && *chip == day.chip;
        chip = &day.chip;
        const auto busy = share(metrics, Metric::gpu_utilization);
        // Hours of instances are not those of chips; their boards' stand among all.
        const bool parts = is_of_instances(day.chip);
        const std::uint64_t covered = day.sums.covered_milliseconds;
        table.rows.push_back({{same ? "" : chip_name(day)},
                              {to_text(day_of_number(day.day))},
                              {parts ? "" : hours_text(exact_of(covered))},
                              bar_of(busy),
                              {busy ? percent(*busy) : ""},
                              {power_text(metrics)},
                              {share_text(metrics, Metric::tensor_active)},
                              {share_text(metrics, Metric::sm_active)}});
    }
    return {"days", "By chip and day", {days_map(days), std::move(table)}};
}

// How much of the time a metric was known, where that is not all of it.
std::string known_text(const FleetSums& fleet, Metric metric) {
    const auto known = fleet.known_share(metric);
    return known && *known < 1 ? fmt::format("known for {} of the time", percent(*known)) : "";
}

PageSection totals_section(const FleetSums& fleet) {
    PageTable table{"totals", "", {{"what", ""}, {"figure", "", true}, {"note", ""}}, {}};
    const auto add = [&](std::string name, std::string value, std::string note) {
        if (value.empty()) return;
        table.rows.push_back({{std::move(name)}, {std::move(value)}, {std::move(note)}});
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
    return {"totals", "In all", {std::move(table)}};
}

void add_gaps(const std::vector<DeviceGap>& gaps, std::vector<PageSection>& sections) {
    if (gaps.empty()) return;
    PageTable table{
        "gaps",
        "",
        {{"device", "device", false, true}, {"from", "silent from"}, {"for", "for", true}},
        {}};
    for (const auto& [gap, device] : gaps) {
        table.rows.push_back(
            {{device->device}, {time_text(gap.from)}, {duration_text(gap.to - gap.from)}});
    }
    sections.push_back({"gaps", "Longest gaps", {std::move(table)}});
}

std::string head_text(const FleetSums& fleet, const Usage& usage) {
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
    return text;
}

}  // namespace

UsagePage::UsagePage()
    : devices_{"devices",
               "",
               {{"device", "device", false, true},
                {"samples", "samples", true},
                {"hours", "hours", true},
                {"busy", "busy", true},
                {"power", "power", true},
                {"tensor", "tensor", true},
                {"gaps", "gaps", true}},
               {}} {}

void UsagePage::add(const DeviceUsage& device, const DeviceSums& sums) {
    devices_.rows.push_back(device_row(device, sums));
}

Page UsagePage::page(const UsageResult& result) && {
    const Usage& usage = *result.usage;
    PageSubject subject{head_text(result.fleet, usage), "", "", {}};
    std::vector<PageSection>& sections = subject.sections;
    if (!result.chip_days.empty()) sections.push_back(days_section(result.chip_days));
    if (!usage.devices.empty()) sections.push_back(totals_section(result.fleet));
    if (!devices_.rows.empty()) {
        sections.push_back({"devices", "By device", {std::move(devices_)}});
    }
    add_gaps(result.longest_gaps, sections);
    add_training(result, sections);
    add_jobs(result, sections);
    add_inputs(usage, sections);
    add_rejected(result, sections);
    add_findings(result, sections);
    Page page;
    page.head.title = "Utilization logs";
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
