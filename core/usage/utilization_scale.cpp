// SPDX-License-Identifier: Apache-2.0
#include "core/usage/utilization_scale.hpp"

namespace flopledger {

namespace {

constexpr std::uint32_t one_percent = 100;  // in the unit of Metric

// What the values of a series look like.
struct Values {
    bool any = false;       // above zero
    bool small = true;      // none of those kept is above 1 %
    bool decimals = false;  // of a per cent
};

void look_at(const Track& track, Values& values) {
    for (const Run& run : track.runs) {
        for (const std::vector<Sample>* edge : {&run.head, &run.tail}) {
            for (const Sample& sample : *edge) {
                if (sample.first == missing_value) continue;
                values.any = values.any || sample.first != 0;
                values.small = values.small && sample.first <= one_percent;
                values.decimals = values.decimals || sample.first % one_percent != 0;
                if (!values.small) return;
            }
        }
    }
    for (const Interval& interval : track.interior) {
        const std::uint64_t present = interval.count - interval.missing[0];
        values.any = values.any || interval.sums[0] != 0;
        values.small = values.small && interval.sums[0] <= present * one_percent;
        values.decimals = values.decimals || interval.sums[0] % one_percent != 0;
    }
}

Values values_of(const DeviceUsage& device) {
    Values values;
    for (const Track& track : device.tracks) {
        if (metrics_of(track.shape).first == Metric::gpu_utilization) look_at(track, values);
        if (!values.small) break;
    }
    return values;
}

}  // namespace

bool may_be_ratio(const DeviceUsage& device) {
    const Values values = values_of(device);
    return values.any && values.small;
}

bool is_ratio_for_percent(const DeviceUsage& device, const DeviceSums& sums,
                          const std::optional<Exact>& board_watts) {
    const Values values = values_of(device);
    if (!values.any || !values.small) return false;
    const auto& power = sums.metric(Metric::power);
    const auto mean = power ? power->mean() : std::nullopt;
    if (!mean) return values.decimals;
    const Exact whole = board_watts.value_or(Exact(800)) * 100;
    return whole < *mean * (values.decimals ? 4 : 2);
}

}  // namespace flopledger
