// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/series/device_table.hpp"

namespace flopledger {

// Names of devices.
using DeviceNames = std::set<std::string, std::less<>>;

// Tables of devices, in the order of their inputs.
using DeviceTables = std::vector<std::unique_ptr<DeviceTable>>;

// Adds tables and usages to a usage, as many as there are; its devices are in order only when it
// has finished. Where a device has a series that only sorting can sum up, or that cannot be joined
// with what is there of it, it is named at the end, and what is there of it is of no use.
class UsageJoin {
  public:
    explicit UsageJoin(Usage& usage) : usage_(usage) {}

    // Ends all series of some tables, which are used up, with so many threads.
    void add(const DeviceTables& tables, unsigned threads);

    // The devices and days of a usage with the same ranks of inputs.
    void add(Usage&& from);

    // Puts the devices in order and names those that are of no use.
    void finish(DeviceNames& disordered);

  private:
    class Joiner;

    DeviceUsage* find(std::string_view name);
    void number_devices();

    Usage& usage_;
    NameIndex numbers_;  // of the usage's devices
    DeviceNames disordered_;
};

// Adds a usage to another, and no more.
void join_devices(Usage& into, Usage&& from, DeviceNames& disordered);

// The devices whose readings tables kept, their series sorted; the tables are used up. The same
// device in several tables is one, its readings in the order of the tables.
Usage sorted_usage(DeviceTables& tables, std::int64_t gap_milliseconds);

// Gives a usage other inputs, which must hold all that its readings come from: ranks follow.
void renumber_inputs(Usage& usage, std::vector<InputFile> inputs);

// Sorts and unites what a usage holds besides devices: training, jobs.
void put_in_order(Usage& usage);

}  // namespace flopledger
