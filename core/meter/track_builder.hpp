// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
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

    bool empty() const { return used_ == 0; }

  private:
    struct Slot {
        std::uint32_t milliseconds = 0;  // 0: free
        std::uint32_t count = 0;
        std::array<std::uint64_t, 2> sums{};
        std::array<std::uint32_t, 2> missing{};
    };

    Slot& find(std::uint32_t milliseconds) {
        if (mask_ != 0) {
            std::uint32_t at = place(milliseconds);
            while (slots_[at].milliseconds != 0) {
                if (slots_[at].milliseconds == milliseconds && slots_[at].count < most_count) {
                    return slots_[at];
                }
                at = (at + 1) & mask_;
            }
        }
        return insert(milliseconds);
    }
    std::uint32_t place(std::uint32_t milliseconds) const {
        return (milliseconds * 0x9e3779b1U >> 16) & mask_;
    }
    Slot& insert(std::uint32_t milliseconds);

    static constexpr std::uint32_t most_count = 0xffff'fff0U;  // then a second slot begins

    std::unique_ptr<Slot[]> slots_;
    std::uint32_t mask_ = 0;
    std::uint32_t used_ = 0;
};

// The interior intervals of one chip's devices, by day and shape.
class DayTotals {
  public:
    // Adds the intervals that began on a day.
    void add(int day, Shape shape, const IntervalTable& intervals);

    // Adds one interval that began at a time, with the reading that held through it.
    void add(Shape shape, const Sample& from, const Sample& to);

    // The totals, as usage has them.
    void move_to(const std::string& chip, std::vector<DayUsage>& days) const;

  private:
    std::map<std::pair<int, Shape>, IntervalTable> totals_;
};

// One series while its readings arrive, mostly in order of time. The latest readings wait in a ring,
// where rows that come late find their place; what leaves the ring is summed up. Rows later than
// that go to a series beside this one, and where several of those do not suffice the series is
// `disordered` and must be read again by sorting.
class TrackBuilder {
  public:
    explicit TrackBuilder(Shape shape, std::int64_t gap_milliseconds = 60'000)
        : shape_(shape), gap_milliseconds_(gap_milliseconds) {}

    // A reading. `days` are the totals of its device's chip.
    void add(const Sample& sample, DayTotals& days) {
        if (sample.time() > newest_ && size_ < ring_size && gap_size_ == 0 &&
            sample.time() - newest_ <= longest_interval) {
            push(sample);
        } else {
            add_carefully(sample, days);
        }
    }

    Shape shape() const { return shape_; }

    // Whether rows came so late that only sorting all of them gives the right sums.
    bool disordered() const { return disordered_; }

    // The readings given so far, duplicates among them.
    std::uint64_t readings() const { return readings_; }

    // Ends the series. Where the series beside this one cannot be joined, `disordered` is set.
    Track finish(DayTotals& days);

  private:
    static constexpr std::size_t ring_size = 2 * edge_samples;

    void push(const Sample& sample);
    void add_carefully(const Sample& sample, DayTotals& days);

    std::array<Sample, ring_size> ring_{};
    std::int64_t newest_ = -1;
    Shape shape_;
    std::uint8_t begin_ = 0;
    std::uint8_t size_ = 0;
    std::uint8_t gap_size_ = 0;
    bool disordered_ = false;
    std::int64_t gap_milliseconds_;
    std::uint64_t readings_ = 0;
};

}  // namespace flopledger
