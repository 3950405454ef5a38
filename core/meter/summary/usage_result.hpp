// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/usage/job_sums.hpp"
#include "core/usage/training_sums.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// How a usage is to be added up.
struct SumRequest {
    std::optional<std::int64_t> longest_hold;  // in milliseconds; nothing: as each series has it
    unsigned threads = 1;                      // that add up the devices; the result is the same
};

// A series of one chip on one day, all its readings in.
struct SeriesDay {
    std::string chip;
    int day = 0;  // days since 1970-01-01
    Shape shape = Shape::utilization_and_power;
    DaySums sums;
    const DayUsage* interior = nullptr;  // what the usage keeps of it; null where that is nothing
};

// A chip on one day, whatever series its readings came in.
struct ChipDay {
    std::string chip;
    int day = 0;  // days since 1970-01-01
    DaySums sums;
};

// A silence and whose it was.
struct DeviceGap {
    Gap gap;
    const DeviceUsage* device = nullptr;
};

// A usage and what it adds up to, devices one by one aside: what is printed of logs. It points into
// the usage, which must outlive it.
struct UsageResult {
    const Usage* usage = nullptr;
    HoldRule hold;
    FleetSums fleet;
    std::vector<SeriesDay> days;          // by chip, day, shape
    std::vector<ChipDay> chip_days;       // by chip and day
    std::vector<DeviceGap> longest_gaps;  // a few of all devices; of equal ones those first met
    std::vector<FormatTraining> training;
    std::vector<JobSums> jobs;
    std::uint64_t rows = 0;           // of all inputs
    std::uint64_t rejected_rows = 0;  // of all inputs
    std::vector<Finding> findings;    // of the whole fleet

    // The share of the rows that were rejected; nothing where there are no rows.
    std::optional<Exact> rejected_share() const;
};

// Told what each device adds up to, one after the other in the usage's order.
using DeviceListener = std::function<void(const DeviceUsage&, const DeviceSums&)>;

// Adds up a usage, once for whoever prints it. What the devices add up to one by one is told to the
// listener on the way and not kept: a fleet's would take a good part of the memory that it takes.
UsageResult add_up(const Usage& usage, const SumRequest& request,
                   const DeviceListener& listener = nullptr);

}  // namespace flopledger
