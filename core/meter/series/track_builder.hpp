// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/series/interval_table.hpp"

namespace flopledger {

// What a series does with its readings: sums them up in a stream, keeps them all to be sorted, or
// drops them, because they were or will be read in another pass.
enum class TrackMode : std::uint8_t { stream, keep, drop };

// One series while its readings arrive, mostly in order of time. The latest readings wait in a
// ring, where rows that come late find their place; what leaves the ring is summed up. Rows later
// than that go to a series beside this one, and where several of those do not suffice the series is
// `disordered` and must be read again by sorting.
class TrackBuilder {
  public:
    explicit TrackBuilder(Shape shape, TrackMode mode = TrackMode::stream)
        : shape_(shape), mode_(mode), has_two_values_(metrics_of(shape).has_second) {}

    // A reading. `days` is what the series of its device's chip share.
    void add(const Sample& sample, DayTotals& days) {
        const std::int64_t ahead = sample.time() - newest_;
        const bool follows =
            static_cast<std::uint64_t>(ahead - 1) < static_cast<std::uint64_t>(longest_interval);
        if (follows && gap_size_ == 0) [[likely]] {
            if (size_ == ring_size) {
                replace_oldest(sample, days);
            } else {
                push(sample);
            }
        } else {
            // A copy, so that the usual way can keep the reading in registers.
            const Sample copy = sample;
            add_carefully(copy, days);
        }
    }

    Shape shape() const { return shape_; }

    // Brings near what `expect` needs, when it is known whose reading comes after the next one.
    void expect_soon() const { __builtin_prefetch(&newest_, 1); }

    // Brings what the next reading needs near, when it is known whose reading comes next.
    void expect() const {
        __builtin_prefetch(&ring_[begin_], 1);
        if (head_size_ == edge_samples) {
            today_.expect();
        } else {
            __builtin_prefetch(&head_[head_size_], 1);
        }
    }

    // Whether rows came so late that only sorting all of them gives the right sums.
    bool disordered() const { return disordered_; }

    // Takes over what a later series of the same shape read, to the same effect as if its readings
    // had come to this one. False, and nothing is taken, where they do not simply follow.
    bool take_later(TrackBuilder& later, DayTotals& days);

    // What was kept, in the order it came; in mode `keep` only.
    std::vector<Sample> take_kept();

    // Ends the series. Where a series beside this one cannot be joined, the series is disordered
    // and what is returned is of no use.
    Track finish(DayTotals& days);

  private:
    static constexpr std::uint8_t ring_size = 2 * edge_samples;
    static constexpr int most_beside = 6;

    Sample& at(int index) {
        const int place = begin_ + index;
        return ring_[static_cast<std::size_t>(place < ring_size ? place : place - ring_size)];
    }

    void push(const Sample& sample) {
        at(size_) = sample;
        ++size_;
        newest_ = sample.time();
    }

    // The same as to evict and to push: in a full ring the place that becomes free is the next one.
    void replace_oldest(const Sample& sample, DayTotals& days) {
        Sample& place = ring_[begin_];
        const Sample oldest = place;
        place = sample;
        newest_ = sample.time();
        begin_ = static_cast<std::uint8_t>(begin_ + 1 == ring_size ? 0 : begin_ + 1);
        settle(oldest, days);
    }

    // Takes the oldest reading out of the ring: into the head of its run, or into the sums.
    void evict(DayTotals& days) {
        const Sample sample = ring_[begin_];
        begin_ = static_cast<std::uint8_t>(begin_ + 1 == ring_size ? 0 : begin_ + 1);
        --size_;
        settle(sample, days);
    }

    // What `evict` does with a reading: it and all before it are in their final order.
    void settle(const Sample& sample, DayTotals& days) {
        if (head_size_ == edge_samples) [[likely]] {
            sum_up(last_settled_, sample, days);
            if (sample.conflict()) ++rare().conflicts;
        } else {
            head_[head_size_++] = sample;
        }
        last_settled_ = sample;
    }

    // An interval between neighbours, both settled.
    void sum_up(const Sample& from, const Sample& to, DayTotals& days) {
        const std::int64_t length = to.time() - from.time();
        if (from.time() >= day_end_) begin_day(from.time(), days);
        if (length > days.gap_milliseconds()) note_gap(from, to);
        if (shape_ == Shape::energy_only) {
            today_.add(shape_, from, to);
        } else if (has_two_values_) {
            today_.add(static_cast<std::uint32_t>(length), from.first, from.second);
        } else {
            today_.add(static_cast<std::uint32_t>(length), from.first);
        }
    }

    // What few series have, or have late.
    struct Rare {
        std::uint64_t duplicates = 0;
        std::uint64_t conflicts = 0;
        IntervalTable earlier_days;
        std::vector<Gap> gaps;
        std::vector<Run> runs;
        std::vector<Sample> kept;
        std::unique_ptr<TrackBuilder> beside;
    };
    Rare& rare() {
        if (rare_ == nullptr) rare_ = std::make_unique<Rare>();
        return *rare_;
    }

    // Whether all that is known is the run that is open, and counts.
    bool one_stretch() const {
        return rare_ == nullptr || (rare_->runs.empty() && rare_->beside == nullptr);
    }

    void add_carefully(const Sample& sample, DayTotals& days);
    void place_late(const Sample& sample, DayTotals& days);
    bool belongs_before_ring(const Sample& sample);
    void put_beside(const Sample& sample, DayTotals& days);
    void look_for_gap(DayTotals& days, std::vector<Run>& runs);
    void close_run(int readings, DayTotals& days, std::vector<Run>& runs);
    void begin_day(std::int64_t time, DayTotals& days);
    void end_day(DayTotals& days);
    void note_gap(const Sample& from, const Sample& to);

    // What every reading looks at comes first, up to where the slots of `today_` begin: in a pool
    // that is one line of the cache. Of a fleet, no series is near when its next reading comes.
    std::int64_t newest_ = -longest_interval - 1;
    Sample last_settled_;
    std::int64_t day_end_ = 0;
    Shape shape_;
    TrackMode mode_;
    bool has_two_values_;
    std::uint8_t begin_ = 0;
    std::uint8_t size_ = 0;
    std::uint8_t gap_size_ = 0;   // readings behind the first gap in the ring; 0 without one
    std::uint8_t head_size_ = 0;  // of the run that is open
    std::uint8_t beside_count_ : 7 = 0;
    bool disordered_ : 1 = false;
    IntervalTable today_;
    std::unique_ptr<Rare> rare_;
    std::array<Sample, ring_size> ring_{};
    std::array<Sample, edge_samples> head_{};
};

// The series that some readings make, in whatever order they are.
Track sorted_track(Shape shape, std::vector<Sample> samples, DayTotals& days);

}  // namespace flopledger
