// SPDX-License-Identifier: Apache-2.0
#include "core/meter/usage_result.hpp"

#include <algorithm>

#include "core/meter/edge_days.hpp"
#include "core/meter/run_all.hpp"
#include "core/usage/fleet_findings.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_fleet_gaps = 5;

// What devices that stand one after the other add up to.
struct Stretch {
    FleetSums fleet;
    EdgeDays edges;
    std::vector<DeviceGap> gaps;  // the longest
};

// Leaves the longest gaps, of equal ones those met first.
void keep_longest(std::vector<DeviceGap>& gaps) {
    std::stable_sort(gaps.begin(), gaps.end(), [](const DeviceGap& left, const DeviceGap& right) {
        return left.gap.to - left.gap.from > right.gap.to - right.gap.from;
    });
    if (gaps.size() > most_fleet_gaps) gaps.resize(most_fleet_gaps);
}

void take_gaps(std::vector<DeviceGap>& gaps, const DeviceUsage& device, const DeviceSums& sums) {
    constexpr std::size_t most_waiting = 1000;
    for (const Gap& gap : sums.principal.longest_gaps) gaps.push_back({gap, &device});
    if (gaps.size() > most_waiting) keep_longest(gaps);
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

// Adds up a stretch of devices, each into its place if `by_device` has places.
Stretch add_stretch(const std::vector<DeviceUsage>& devices, std::size_t begin, std::size_t end,
                    const HoldRule& hold, std::vector<DeviceSums>& by_device) {
    Stretch stretch;
    for (std::size_t place = begin; place < end; ++place) {
        bring_near(devices, place, end);
        DeviceSums sums = sums_of(devices[place], hold);
        add(stretch.fleet, sums);
        stretch.edges.add(devices[place]);
        take_gaps(stretch.gaps, devices[place], sums);
        if (!by_device.empty()) by_device[place] = std::move(sums);
    }
    return stretch;
}

// The devices by themselves and together, and the days with what lies at the edges of runs.
std::vector<DayUsage> add_devices(UsageResult& result, const SumRequest& request) {
    constexpr std::size_t worth_a_thread = 1024;
    const std::vector<DeviceUsage>& devices = result.usage->devices;
    const std::size_t count = devices.size();
    if (request.by_device) result.devices.resize(count);
    const std::size_t parts =
        std::clamp<std::size_t>(count / worth_a_thread, 1, std::max(request.threads, 1U));
    std::vector<Stretch> stretches(parts);
    run_all(request.threads, parts, [&](std::size_t part) {
        stretches[part] = add_stretch(devices, count * part / parts, count * (part + 1) / parts,
                                      result.hold, result.devices);
    });
    std::vector<DayUsage> days = result.usage->days;
    for (const Stretch& stretch : stretches) {
        add(result.fleet, stretch.fleet);
        days = stretch.edges.with(days);
        result.longest_gaps.insert(result.longest_gaps.end(), stretch.gaps.begin(),
                                   stretch.gaps.end());
    }
    keep_longest(result.longest_gaps);
    return days;
}

// The usage's own days are in the same order as those with the edges, and all of them among those.
void add_days(UsageResult& result, const std::vector<DayUsage>& days) {
    auto interior = result.usage->days.begin();
    for (const DayUsage& day : days) {
        const bool has_interior = interior != result.usage->days.end() &&
                                  interior->chip == day.chip && interior->day == day.day &&
                                  interior->shape == day.shape;
        result.days.push_back({day.chip, day.day, day.shape, sums_of(day, result.hold),
                               has_interior ? &*interior : nullptr});
        if (has_interior) ++interior;
        std::vector<ChipDay>& chip_days = result.chip_days;
        if (chip_days.empty() || chip_days.back().chip != day.chip ||
            chip_days.back().day != day.day) {
            chip_days.push_back({day.chip, day.day, {}});
        }
        add(chip_days.back().sums, result.days.back().sums);
    }
}

}  // namespace

std::optional<Exact> UsageResult::rejected_share() const {
    if (rows == 0) return std::nullopt;
    return exact_of(rejected_rows) / exact_of(rows);
}

UsageResult add_up(const Usage& usage, const SumRequest& request) {
    UsageResult result;
    result.usage = &usage;
    result.hold = {request.longest_hold, usage.gap_milliseconds};
    add_days(result, add_devices(result, request));
    result.training = training_by_format(usage.training);
    result.jobs = jobs_by_chip(usage.jobs);
    for (const InputFile& input : usage.inputs) {
        result.rows += input.rows;
        result.rejected_rows += input.rejected_rows;
    }
    result.findings = fleet_findings(usage);
    return result;
}

}  // namespace flopledger
