// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/failed_counters.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace flopledger {

namespace {

// No idle board draws a quarter of what it may: those measured draw from a tenth to a fifth. None
// draws more than a tenth above it.
const Exact& most_idle() {
    static const Exact share = Exact::ratio(1, 4);
    return share;
}
const Exact& most_working() {
    static const Exact share = Exact::ratio(11, 10);
    return share;
}

// All of the units, in the unit of their counters.
constexpr std::int64_t whole_share = 1'000'000;

// From how long on a counter that stands at one value has failed: the more it can hide, the sooner.
constexpr std::uint64_t long_enough = 3'600'000;
constexpr std::uint64_t long_enough_if_low = 600'000;
const Exact& low_share() {
    static const Exact share = Exact::ratio(1, 10);
    return share;
}

// Matrix units of a device that works for them are busy for more than that. Below it stand noise,
// work that ran on other units, and a ratio that is read as per cent.
const Exact& least_shown() {
    static const Exact share = Exact::ratio(1, 100);
    return share;
}

// For so long an energy counter may stand still, since sources renew it every half minute.
constexpr std::int64_t longest_still = 120'000;

// What tells whether a device worked. Each but the first is a profiling counter, which fails.
constexpr std::array workers{Metric::gpu_utilization, Metric::sm_active, Metric::tensor_active,
                             Metric::tensor_clock};

std::optional<MetricSums>& place_of(DeviceSums& sums, Metric metric) {
    return sums.metrics[static_cast<std::size_t>(metric)];
}

std::uint64_t moved(const MetricSums& sums) {
    return sums.present_milliseconds - std::min(sums.present_milliseconds, sums.zero_milliseconds);
}

// Says that a metric was not there for some of its time.
void take_out(DeviceSums& sums, Metric metric, std::uint64_t milliseconds,
              std::vector<FailedCounter>& failed) {
    auto& own = place_of(sums, metric);
    const std::uint64_t present = own->present_milliseconds;
    const std::uint64_t taken = std::min(present, milliseconds);
    if (taken == 0) return;
    own->present_milliseconds -= taken;
    own->zero_milliseconds -= std::min(own->zero_milliseconds, taken);
    if (taken == present) own.reset();
    failed.push_back({metric, taken, taken > present / 100});
}

// Watts on average, by power or else by the counter of energy.
std::optional<Exact> mean_watts(const DeviceSums& sums) {
    if (const auto& power = sums.metric(Metric::power)) {
        if (const auto mean = power->mean()) return *mean / 100;
    }
    const auto& energy = sums.metric(Metric::energy);
    return energy ? energy->mean() : std::nullopt;
}

// Whether a board draws more than it could if it had worked only while a metric was above zero.
bool draws_too_much(const DeviceSums& sums, const Chip& chip, const MetricSums& metric) {
    const auto watts = mean_watts(sums);
    if (!watts || !chip.power_watts || metric.present_milliseconds == 0) return false;
    const Exact present = exact_of(metric.present_milliseconds);
    const Exact worked = exact_of(moved(metric)) / present;
    const Exact most = worked * most_working() + (Exact(1) - worked) * most_idle();
    return *watts > *chip.power_watts * most;
}

// For how long at most another metric says that a device worked while one stood at zero. The share
// of busy time or units bounds what can have run then.
Exact worked_beside(const MetricSums& own, Metric other, const MetricSums& sums) {
    const std::uint64_t longer = moved(sums) - std::min(moved(sums), moved(own));
    if (other == Metric::gpu_utilization) return smaller(exact_of(longer), sums.integral / 10'000);
    if (other == Metric::sm_active) return smaller(exact_of(longer), sums.integral / 1'000'000);
    return exact_of(longer);
}

// For how long a metric stood at zero although the device worked.
std::uint64_t contradicted(const DeviceSums& sums, const Chip& chip, Metric metric) {
    const MetricSums& own = *sums.metric(metric);
    const std::uint64_t zero = std::min(own.zero_milliseconds, own.present_milliseconds);
    if (zero == 0) return 0;
    if (draws_too_much(sums, chip, own)) return zero;
    Exact worked;
    for (const Metric other : workers) {
        const auto& sums_there = sums.metric(other);
        if (other == metric || !sums_there) continue;
        worked = larger(worked, worked_beside(own, other, *sums_there));
    }
    // One that never showed anything, mostly while the device worked, has failed.
    const bool failed = moved(own) == 0 && worked * 2 > exact_of(zero);
    if (failed || worked >= exact_of(zero)) return zero;
    return static_cast<std::uint64_t>(worked.ceiling().to_int64());
}

// Whether all values of a series are one and the same, and not zero. What lies between the readings
// kept as they are shows in its sums.
bool never_moves(const Track& track) {
    std::optional<std::uint32_t> value;
    for (const Run& run : track.runs) {
        for (const std::vector<Sample>* edge : {&run.head, &run.tail}) {
            for (const Sample& sample : *edge) {
                if (sample.first == missing_value) continue;
                if (value.value_or(sample.first) != sample.first) return false;
                value = sample.first;
            }
        }
    }
    if (value.value_or(0) == 0) return false;
    return std::all_of(track.interior.begin(), track.interior.end(), [&](const Interval& interval) {
        return interval.sums[0] == (interval.count - interval.missing[0]) * *value;
    });
}

// Whether the device is more than half busy, or draws what no idle one does, by other metrics than
// one.
bool works_beside(const DeviceSums& sums, const Chip& chip, Metric metric) {
    const auto share_of = [&](Metric other, std::int64_t whole) {
        const auto& there = sums.metric(other);
        return there && other != metric ? there->mean().value_or(0) / whole : Exact(0);
    };
    return share_of(Metric::gpu_utilization, 10'000) * 2 > 1 ||
           share_of(Metric::sm_active, whole_share) * 2 > 1 ||
           (chip.power_watts && mean_watts(sums).value_or(0) > *chip.power_watts * most_idle());
}

// Whether the counter of matrix units is too low to prove anything while the device works.
bool shows_too_little(const DeviceSums& sums, const Chip& chip) {
    const auto& own = sums.metric(Metric::tensor_active);
    return own && own->mean().value_or(0) < least_shown() * whole_share &&
           works_beside(sums, chip, Metric::tensor_active);
}

// Whether a profiling counter stands at one value while the device works.
bool is_frozen(const DeviceUsage& device, const Chip& chip, const DeviceSums& sums, Metric metric) {
    const auto& own = sums.metric(metric);
    if (!own || own->present_milliseconds < long_enough_if_low) return false;
    const bool low = own->mean().value_or(0) < low_share() * whole_share;
    if (!low && own->present_milliseconds < long_enough) return false;
    if (!works_beside(sums, chip, metric)) return false;
    return std::all_of(device.tracks.begin(), device.tracks.end(), [&](const Track& track) {
        return metrics_of(track.shape).first != metric || never_moves(track);
    });
}

bool same_value(const Sample& left, const Sample& right) {
    return left.first == right.first && left.second == right.second;
}

// Whether a counter stood still at the end of a run for longer than its source takes to renew it.
bool ends_still(const Track& track) {
    return std::any_of(track.runs.begin(), track.runs.end(), [](const Run& run) {
        const std::vector<Sample>& end = run.tail.empty() ? run.head : run.tail;
        const auto last = std::find_if_not(end.rbegin(), end.rend(), [&](const Sample& sample) {
            return same_value(sample, end.back());
        });
        const Sample& first_still = last == end.rend() ? end.front() : *std::prev(last);
        return end.back().time() - first_still.time() > longest_still;
    });
}

// Boards that are on draw something, so that a counter of energy moves, and counts at least half of
// what their power comes to.
bool energy_failed(const DeviceUsage& device, const DeviceSums& sums) {
    const MetricSums& energy = *sums.metric(Metric::energy);
    if (energy.integral.is_zero()) return true;
    const auto& power = sums.metric(Metric::power);
    if (power) {
        const Exact joules = power->integral / (Exact(100) * Exact(1000));
        const Exact share = smaller(
            1, exact_of(energy.present_milliseconds) / exact_of(power->present_milliseconds));
        if (energy.integral / 1000 * 2 < joules * share) return true;
    }
    return std::any_of(device.tracks.begin(), device.tracks.end(), [](const Track& track) {
        return track.shape == Shape::energy_only && ends_still(track);
    });
}

}  // namespace

std::vector<FailedCounter> take_out_failed(const DeviceUsage& device, const Chip& chip,
                                           DeviceSums& sums) {
    std::vector<FailedCounter> failed;
    // A board that is on draws something.
    if (const auto& power = sums.metric(Metric::power)) {
        take_out(sums, Metric::power, power->zero_milliseconds, failed);
    }
    if (sums.metric(Metric::energy) && energy_failed(device, sums)) {
        take_out(sums, Metric::energy, sums.metric(Metric::energy)->present_milliseconds, failed);
    }
    const DeviceSums told = sums;  // what one metric says of another does not hang on their order
    for (const Metric metric : workers) {
        const auto& own = told.metric(metric);
        if (!own) continue;
        const bool profiled = metric == Metric::sm_active || metric == Metric::tensor_active;
        const bool proves_nothing =
            (metric == Metric::tensor_active && shows_too_little(told, chip)) ||
            (profiled && is_frozen(device, chip, told, metric));
        take_out(sums, metric,
                 proves_nothing ? own->present_milliseconds : contradicted(told, chip, metric),
                 failed);
    }
    // The clock adds nothing to a counter that stands still.
    const auto& clock = sums.metric(Metric::tensor_clock);
    if (clock && told.metric(Metric::tensor_active) && !sums.metric(Metric::tensor_active)) {
        take_out(sums, Metric::tensor_clock, clock->present_milliseconds, failed);
    }
    return failed;
}

}  // namespace flopledger
