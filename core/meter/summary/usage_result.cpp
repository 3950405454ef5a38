// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/usage_result.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/meter/series/run_all.hpp"
#include "core/meter/summary/edge_days.hpp"
#include "core/usage/boards.hpp"
#include "core/usage/fleet_findings.hpp"
#include "core/usage/log_choice.hpp"
#include "core/usage/seen_devices.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_fleet_gaps = 5;

// What devices that stand one after the other add up to.
struct DeviceRange {
    FleetSums fleet;
    EdgeDays edges;
    std::vector<DeviceGap> gaps;                           // the longest
    std::map<std::string, BoardTime, std::less<>> boards;  // of instances
};

// Leaves the longest gaps, of equal ones those that come first, whoever met them first.
void keep_longest(std::vector<DeviceGap>& gaps) {
    std::sort(gaps.begin(), gaps.end(), [](const DeviceGap& left, const DeviceGap& right) {
        const std::int64_t one = left.gap.to - left.gap.from;
        const std::int64_t other = right.gap.to - right.gap.from;
        if (one != other) return one > other;
        if (left.device != right.device) return left.device < right.device;
        return left.gap < right.gap;
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

// Takes the time of an instance of a board out of the sums, and keeps it with its board's.
void set_apart(DeviceRange& range, const DeviceUsage& device, const TrackSums& sums) {
    FleetSums& fleet = range.fleet;
    --fleet.devices;
    fleet.covered_milliseconds = fleet.covered_milliseconds - exact_of(sums.covered_milliseconds);
    range.boards[std::string(board_of(device))].add(sums.covered_milliseconds, sums.first,
                                                    sums.last);
}

// Adds the boards of instances to the sums, each once: with its own readings where there are any.
void add_boards(UsageResult& result, std::map<std::string, BoardTime, std::less<>>& boards) {
    const std::vector<DeviceUsage>& devices = result.usage->devices;
    FleetSums& fleet = result.fleet;
    for (auto& [name, time] : boards) {
        const auto whole = std::lower_bound(devices.begin(), devices.end(), name,
                                            [](const DeviceUsage& device, std::string_view wanted) {
                                                return device.device < wanted;
                                            });
        std::uint64_t counted = 0;
        if (whole != devices.end() && whole->device == name) {
            const TrackSums sums = sums_of(*whole, result.hold).principal;
            counted = sums.covered_milliseconds;
            time.add(counted, sums.first, sums.last);
        } else {
            ++fleet.devices;
        }
        fleet.covered_milliseconds =
            fleet.covered_milliseconds +
            (exact_of(std::max(time.milliseconds(), counted)) - exact_of(counted));
    }
}

// Adds up some more devices into a range, and each into a place of its own if there are places.
void add_devices(DeviceRange& range, const std::vector<DeviceUsage>& devices, std::size_t begin,
                 std::size_t end, const HoldRule& hold, DeviceSums* places) {
    for (std::size_t place = begin; place < end; ++place) {
        bring_near(devices, place, end);
        DeviceSums sums = sums_of(devices[place], hold);
        const bool has_readings = !devices[place].tracks.empty();
        if (has_readings) add(range.fleet, sums);
        if (has_readings && is_instance(devices[place])) {
            set_apart(range, devices[place], sums.principal);
        }
        range.edges.add(devices[place]);
        take_gaps(range.gaps, devices[place], sums);
        if (places != nullptr) places[place - begin] = std::move(sums);
    }
}

// The devices, in rounds if somebody listens: what a round adds up to is still near when it is
// told. Gives the days with what lies at the edges of runs.
std::vector<DayUsage> add_devices(UsageResult& result, unsigned threads,
                                  const DeviceListener& listener) {
    constexpr std::size_t worth_a_thread = 1024;
    const std::vector<DeviceUsage>& devices = result.usage->devices;
    const std::size_t parts =
        std::clamp<std::size_t>(devices.size() / worth_a_thread, 1, std::max(threads, 1U));
    const std::size_t round = listener ? parts * worth_a_thread : devices.size();
    std::vector<DeviceSums> told(listener ? std::min(round, devices.size()) : 0);
    std::vector<DeviceRange> ranges(parts);
    for (std::size_t begin = 0; begin < devices.size(); begin += round) {
        const std::size_t count = std::min(round, devices.size() - begin);
        run_all(threads, parts, [&](std::size_t part) {
            const std::size_t from = count * part / parts;
            add_devices(ranges[part], devices, begin + from, begin + count * (part + 1) / parts,
                        result.hold, listener ? told.data() + from : nullptr);
        });
        if (!listener) continue;
        for (std::size_t i = 0; i < count; ++i) listener(devices[begin + i], told[i]);
    }
    std::vector<DayUsage> days = result.usage->days;
    std::map<std::string, BoardTime, std::less<>> boards;
    for (const DeviceRange& range : ranges) {
        add(result.fleet, range.fleet);
        for (const auto& [name, time] : range.boards) {
            boards[name].add(time.covered, time.first, time.last);
        }
        days = range.edges.with(days);
        result.longest_gaps.insert(result.longest_gaps.end(), range.gaps.begin(), range.gaps.end());
    }
    keep_longest(result.longest_gaps);
    add_boards(result, boards);
    // What has readings under another name is there already.
    result.fleet.devices += boards_without_readings(*result.usage).size();
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

UsageResult add_up(const Usage& usage, const SumRequest& request, const DeviceListener& listener) {
    UsageResult result;
    result.usage = &usage;
    result.hold = {request.longest_hold, usage.gap_milliseconds};
    add_days(result, add_devices(result, request.threads, listener));
    result.training = training_by_format(usage.training);
    result.jobs = jobs_by_chip(usage.jobs);
    for (const InputFile& input : usage.inputs) {
        result.rows += input.rows;
        result.rejected_rows += input.rejected_rows;
    }
    result.findings = fleet_findings(usage);
    Exact held;
    for (const JobSums& jobs : result.jobs) held = held + jobs.chip_seconds * 1000;
    if (!usage.devices.empty() && !held.is_zero()) {
        auto finding = against_jobs(usage, "chips", result.fleet.covered_milliseconds, held);
        if (finding) result.findings.push_back(std::move(*finding));
    }
    return result;
}

}  // namespace flopledger
