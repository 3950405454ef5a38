// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/usage.hpp"

namespace flopledger {

// Sums by distinct interval: a hash table of few slots, because logs have few distinct intervals.
class IntervalTable {
  public:
    // Adds one interval with the values that held through it; `missing_value` counts as missing.
    void add(std::uint32_t milliseconds, std::uint32_t first, std::uint32_t second) {
        Slot& slot = find(milliseconds);
        const bool no_first = first == missing_value;
        const bool no_second = second == missing_value;
        ++slot.count;
        slot.sums[0] += no_first ? 0 : first;
        slot.sums[1] += no_second ? 0 : second;
        slot.missing[0] += no_first ? 1 : 0;
        slot.missing[1] += no_second ? 1 : 0;
    }

    // Adds one interval in which a counter counted so much, and whether it was reset.
    void add_counted(std::uint32_t milliseconds, std::uint64_t counted, bool reset);

    // Adds all of another table.
    void add(const IntervalTable& other);

    // All intervals, in order of their length.
    std::vector<Interval> intervals() const;

    // Empties the table.
    void clear();

    // Whether no interval was added.
    bool empty() const { return used_ == 0; }

  private:
    struct Slot {
        std::uint32_t milliseconds = 0;  // 0: free
        std::uint32_t count = 0;
        std::array<std::uint64_t, 2> sums{};
        std::array<std::uint32_t, 2> missing{};
    };

    Slot& find(std::uint32_t milliseconds) {
        std::uint32_t at = place(milliseconds);
        while (slots_ != nullptr && slots_[at].milliseconds != 0) {
            if (slots_[at].milliseconds == milliseconds && slots_[at].count < most_count) {
                return slots_[at];
            }
            at = (at + 1) & mask_;
        }
        return insert(milliseconds);
    }
    std::uint32_t place(std::uint32_t milliseconds) const {
        return (milliseconds * 0x9e3779b1U >> 16) & mask_;
    }
    Slot& insert(std::uint32_t milliseconds);
    void grow();

    static constexpr std::uint32_t most_count = 0xffff'fff0U;  // then a second slot begins

    std::unique_ptr<Slot[]> slots_;
    std::uint32_t mask_ = 0;
    std::uint32_t used_ = 0;
};

// The longest time that an interval may have in a table: gaps between runs are not kept in one.
static_assert(longest_interval <= 0xffff'ffff);

// What a counter counted between two readings, and whether it was reset: where it fell, it began
// again at zero and counted up to the second reading.
struct Counted {
    std::uint64_t amount = 0;
    bool reset = false;
};
Counted counted_between(const Sample& from, const Sample& to);

// The interior intervals of one chip's devices, by day and shape.
class DayTotals {
  public:
    // Adds the intervals that began on a day.
    void add(int day, Shape shape, const IntervalTable& intervals);

    // Adds one interval between two neighbouring readings.
    void add(Shape shape, const Sample& from, const Sample& to);

    // Adds the totals to those a usage has.
    void move_to(const std::string& chip, std::vector<DayUsage>& days) const;

    // Whether nothing was added.
    bool empty() const { return totals_.empty(); }

  private:
    std::map<std::pair<int, Shape>, IntervalTable> totals_;
};

// The days since 1970 of a time in milliseconds.
inline int day_number(std::int64_t time) { return static_cast<int>(time / 86'400'000); }

// Adds intervals in order of their length to others in that order.
void add_intervals(std::vector<Interval>& into, const std::vector<Interval>& from);

}  // namespace flopledger
