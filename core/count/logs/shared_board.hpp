// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/facts/machines/chip.hpp"
#include "core/usage/boards.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// Adds what a device has of a metric to what others have of it.
void add_to(std::optional<MetricSums>& sums, const MetricSums& more);

// A board that is shared out: its instances, and itself where it has readings of its own.
class SharedBoard {
  public:
    const Chip* chip = nullptr;  // nullptr before the first readings

    // Adds an instance, or the board as a whole, from its first reading to its last.
    void add(bool instance, const DeviceSums& sums, std::int64_t first, std::int64_t last);

    const BoardTime& time() const { return time_; }
    std::uint64_t instances() const { return instances_; }
    bool is_whole() const { return is_whole_; }

    // Whether a metric of the board itself is below what its instances say: each has a seventh of
    // the board or more, and where one worked the board did.
    bool is_contradicted(Metric metric) const;

    // A metric of the board itself, where it is there for as long as that of its instances and they
    // do not contradict it.
    std::optional<MetricSums> whole_metric(Metric metric) const;

    // A metric of its instances: side by side they are no longer there than their board. How busy
    // the units of each were is of its own units, so that only a share of all of them counts.
    std::optional<MetricSums> shared_metric(Metric metric) const;

  private:
    BoardTime time_;
    std::uint64_t instances_ = 0;
    bool is_whole_ = false;
    MetricTable whole_;
    MetricTable shared_;
};

}  // namespace flopledger
