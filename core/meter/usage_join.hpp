// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/facts/usage.hpp"
#include "core/meter/device_table.hpp"

namespace flopledger {

// Names of devices.
using DeviceNames = std::set<std::string, std::less<>>;

// Ends all series of tables and adds them to a usage, table after table, with so many threads; the
// tables are used up. Devices with a series that only sorting can sum up, or that cannot be joined
// with what is there of them, are named in `disordered`, and what is there of them is of no use.
void join_tables(Usage& into, const std::vector<std::unique_ptr<DeviceTable>>& tables,
                 unsigned threads, DeviceNames& disordered);

// The same of one table alone.
Usage usage_of(std::unique_ptr<DeviceTable> table, std::int64_t gap_milliseconds,
               DeviceNames& disordered);

// Adds the devices and days of one usage to those of another, both with the same ranks of inputs.
// Devices whose series overlap deeper than their edges are named in `disordered`, and what is there
// of them is of no use.
void join_devices(Usage& into, Usage&& from, DeviceNames& disordered);

// The devices whose readings tables kept, their series sorted; the tables are used up. The same
// device in several tables is one, its readings in the order of the tables.
Usage sorted_usage(std::vector<std::unique_ptr<DeviceTable>>& tables,
                   std::int64_t gap_milliseconds);

// Gives a usage other inputs, which must hold all that its readings come from: ranks follow.
void renumber_inputs(Usage& usage, std::vector<InputFile> inputs);

// Sorts and unites what a usage holds besides devices: training, jobs.
void put_in_order(Usage& usage);

}  // namespace flopledger
