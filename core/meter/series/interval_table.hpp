// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// Sums by distinct interval: a hash table of few slots, because logs have few distinct intervals.
class IntervalTable {
  public:
    // Adds one interval with the value that held through it; `missing_value` counts as missing.
    void add(std::uint32_t milliseconds, std::uint32_t value) {
        Slot& slot = find(milliseconds);
        ++slot.count;
        take(slot, 0, value);
    }

    // The same of a series with two metrics.
    void add(std::uint32_t milliseconds, std::uint32_t first, std::uint32_t second) {
        Slot& slot = find(milliseconds);
        ++slot.count;
        take(slot, 0, first);
        take(slot, 1, second);
    }

    // Adds one interval in which a counter counted so much, and whether it was reset.
    void add_counted(std::uint32_t milliseconds, std::uint64_t counted, bool reset);

    // Adds the interval between two neighbouring readings of a series.
    void add(Shape shape, const Sample& from, const Sample& to);

    // Adds all of another table.
    void add(const IntervalTable& other);

    // All intervals, in order of their length.
    std::vector<Interval> intervals() const;

    // Empties the table.
    void clear();

    // Brings the slot of the last interval near: the next one mostly has the same length.
    void expect() const { __builtin_prefetch(slots() + last_, 1); }

    // Whether no interval was added.
    bool empty() const { return used_ == 0; }

  private:
    struct Slot {
        std::uint32_t milliseconds = 0;  // 0: free
        std::uint32_t count = 0;
        std::array<std::uint64_t, 2> sums{};
        std::array<std::uint32_t, 2> zeros{};
    };
    // Missing values of intervals of one length; few series have any.
    struct Missing {
        std::uint32_t milliseconds = 0;
        std::array<std::uint64_t, 2> counts{};
    };

    // Most series need so few that a trip to the heap for each would cost more than all the rest.
    static constexpr std::uint32_t first_slots = 8;

    Slot* slots() { return more_ == nullptr ? first_.data() : more_.get(); }
    const Slot* slots() const { return more_ == nullptr ? first_.data() : more_.get(); }

    Slot& find(std::uint32_t milliseconds) {
        Slot* const slots = this->slots();
        std::uint32_t at = place(milliseconds);
        while (slots[at].milliseconds != 0) {
            if (slots[at].milliseconds == milliseconds && slots[at].count < most_count) {
                last_ = at;
                return slots[at];
            }
            at = (at + 1) & mask_;
        }
        return insert(milliseconds);
    }
    std::uint32_t place(std::uint32_t milliseconds) const {
        // Neighbouring lengths, and multiples of a second, each get a place of their own.
        return (milliseconds + (milliseconds >> 3)) & mask_;
    }
    Slot& insert(std::uint32_t milliseconds);
    void take(Slot& slot, std::size_t side, std::uint32_t value) {
        if (value == missing_value) [[unlikely]] {
            ++missing_of(slot.milliseconds)[side];
        } else {
            slot.sums[side] += value;
            slot.zeros[side] += value == 0 ? 1 : 0;
        }
    }
    std::array<std::uint64_t, 2>& missing_of(std::uint32_t milliseconds);
    void grow();

    static constexpr std::uint32_t most_count = 0xffff'fff0U;  // then a second slot begins

    std::unique_ptr<Slot[]> more_;  // instead of the first, where those did not suffice
    std::uint32_t mask_ = first_slots - 1;
    std::uint32_t used_ = 0;
    std::uint32_t last_ = 0;
    std::array<Slot, first_slots> first_{};
    std::unique_ptr<std::vector<Missing>> missing_;
};

// The longest time that an interval may have in a table: gaps between runs are not kept in one.
static_assert(longest_interval <= 0xffff'ffff);

// What a counter counted between two readings, and whether it was reset: where it fell, it began
// again at zero and counted up to the second reading.
struct Counted {
    std::uint64_t amount = 0;
    bool reset = false;
};

// What an energy counter counted between two neighbouring readings.
Counted counted_between(const Sample& from, const Sample& to);

// What the series of one chip's devices share: from which length on a gap is noted, and the
// interior intervals of all of them by day and shape.
class DayTotals {
  public:
    explicit DayTotals(std::int64_t gap_milliseconds = 60'000)
        : gap_milliseconds_(gap_milliseconds) {}
    DayTotals(const DayTotals&) = delete;
    DayTotals& operator=(const DayTotals&) = delete;
    DayTotals(DayTotals&&) = default;
    DayTotals& operator=(DayTotals&&) = default;
    ~DayTotals() = default;

    // Silence longer than so many milliseconds is a gap to be listed.
    std::int64_t gap_milliseconds() const { return gap_milliseconds_; }

    // Adds the intervals that began on a day.
    void add(int day, Shape shape, const IntervalTable& intervals);

    // Adds one interval between two neighbouring readings.
    void add(Shape shape, const Sample& from, const Sample& to);

    // Adds the totals to those a usage has.
    void move_to(const std::string& chip, std::vector<DayUsage>& days) const;

    // Whether nothing was added.
    bool empty() const { return totals_.empty(); }

  private:
    IntervalTable& of(int day, Shape shape) {
        if (last_ == nullptr || last_day_ != day || last_shape_ != shape) {
            last_ = &totals_[{day, shape}];
            last_day_ = day;
            last_shape_ = shape;
        }
        return *last_;
    }

    std::int64_t gap_milliseconds_;
    std::map<std::pair<int, Shape>, IntervalTable> totals_;
    // The one asked for last: readings that follow one another are mostly of one day.
    IntervalTable* last_ = nullptr;
    int last_day_ = 0;
    Shape last_shape_ = Shape::utilization_and_power;
};

// The days since 1970 of a time in milliseconds.
inline int day_number(std::int64_t time) { return static_cast<int>(time / 86'400'000); }

// Adds intervals in order of their length to others in that order.
void add_intervals(std::vector<Interval>& into, const std::vector<Interval>& from);

}  // namespace flopledger
