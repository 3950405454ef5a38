// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/machines/chip.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// For how long a metric of a device said nothing although the device worked.
struct FailedCounter {
    Metric metric = Metric::gpu_utilization;
    std::uint64_t milliseconds = 0;
    bool matters = false;  // more than a hundredth of the time for which it was there
};

// Takes out of a device's sums what its other readings contradict: the time for which a metric
// stood at zero or still while the device worked, which is then time for which the metric was not
// there. Gives what was taken, by metric. flopledger-method(7) states the rule and why its figures
// are what they are.
std::vector<FailedCounter> take_out_failed(const DeviceUsage& device, const Chip& chip,
                                           DeviceSums& sums);

}  // namespace flopledger
