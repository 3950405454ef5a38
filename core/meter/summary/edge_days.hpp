// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/series/interval_table.hpp"

namespace flopledger {

// What the readings at the edges of runs add to the days. A usage keeps for its days only what lies
// between the edges, because only that is settled when summaries are added.
class EdgeDays {
  public:
    // Takes the edges of one device.
    void add(const DeviceUsage& device);

    // The days of a usage with everything in them.
    std::vector<DayUsage> with(const std::vector<DayUsage>& interior) const;

  private:
    std::map<std::string, DayTotals, std::less<>> chips_;
};

}  // namespace flopledger
