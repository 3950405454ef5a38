// SPDX-License-Identifier: Apache-2.0
#include "core/meter/track_builder.hpp"

#include <algorithm>
#include <utility>

#include "core/meter/track_merge.hpp"

namespace flopledger {

void TrackBuilder::begin_day(std::int64_t time, DayTotals& days) {
    end_day(days);
    day_end_ = (time / 86'400'000 + 1) * 86'400'000;
}

void TrackBuilder::end_day(DayTotals& days) {
    if (today_.empty()) return;
    days.add(day_number(day_end_ - 1), shape_, today_);
    if (earlier_days_ == nullptr) earlier_days_ = std::make_unique<IntervalTable>();
    earlier_days_->add(today_);
    today_.clear();
}

void TrackBuilder::note_gap(const Sample& from, const Sample& to) {
    if (gaps_ == nullptr) gaps_ = std::make_unique<std::vector<Gap>>();
    add_gap(*gaps_, {from.time(), to.time()});
}

// A reading that begins the series, follows a gap, or is not newer than all before it.
void TrackBuilder::add_carefully(const Sample& sample, DayTotals& days) {
    if (mode_ != TrackMode::stream) {
        // `newest_` stays in the past, so that all readings come this way.
        if (mode_ == TrackMode::drop) return;
        if (kept_ == nullptr) kept_ = std::make_unique<std::vector<Sample>>();
        kept_->push_back(sample);
        return;
    }
    if (sample.time() <= newest_ && size_ > 0) {
        place_late(sample, days);
        return;
    }
    const bool after_gap = size_ > 0 && sample.time() - newest_ > longest_interval;
    if (size_ == ring_size) evict(days);
    push(sample);
    if (gap_size_ > 0) {
        ++gap_size_;
    } else if (after_gap) {
        gap_size_ = 1;
    }
    if (gap_size_ == edge_samples) close_run(size_ - gap_size_, days);
}

// Finds the place of a late reading among those that wait, or else puts it aside.
void TrackBuilder::place_late(const Sample& sample, DayTotals& days) {
    int before = size_ - 1;
    while (before >= 0 && at(before).time() > sample.time()) --before;
    if (before >= 0 && at(before).time() == sample.time()) {
        unite(at(before), sample);
        ++duplicates_;
        return;
    }
    if (before < 0 && !belongs_before_ring(sample)) {
        put_beside(sample, days);
        return;
    }
    if (before < 0 && size_ == ring_size) {
        settle(sample, days);
        return;
    }
    if (size_ == ring_size) {
        evict(days);
        --before;
    }
    for (int i = size_; i > before + 1; --i) at(i) = at(i - 1);
    at(before + 1) = sample;
    ++size_;
    look_for_gap(days);
}

// Whether a reading older than all in the ring is newer than all that is settled, and belongs to
// the run that is open.
bool TrackBuilder::belongs_before_ring(const Sample& sample) {
    if (at(0).time() - sample.time() > longest_interval) return false;
    if (head_size_ > 0) return sample.time() > last_settled_.time();
    return runs_ == nullptr || sample.time() - last_settled_.time() > longest_interval;
}

void TrackBuilder::put_beside(const Sample& sample, DayTotals& days) {
    if (beside_count_ == most_beside) {
        disordered_ = true;
        return;
    }
    if (beside_ == nullptr) {
        beside_ = std::make_unique<TrackBuilder>(shape_, gap_milliseconds_);
        beside_->beside_count_ = static_cast<std::uint8_t>(beside_count_ + 1);
    }
    beside_->add(sample, days);
}

// Looks for the first gap in the ring anew, and closes the run before it if enough came after it.
void TrackBuilder::look_for_gap(DayTotals& days) {
    gap_size_ = 0;
    for (int i = 1; i < size_ && gap_size_ == 0; ++i) {
        if (at(i).time() - at(i - 1).time() > longest_interval) {
            gap_size_ = static_cast<std::uint8_t>(size_ - i);
        }
    }
    if (gap_size_ >= edge_samples) close_run(size_ - gap_size_, days);
}

// Ends a run with the first so many readings of the ring.
void TrackBuilder::close_run(int readings, DayTotals& days) {
    if (runs_ == nullptr) runs_ = std::make_unique<std::vector<Run>>();
    Run run;
    const int edge = static_cast<int>(edge_samples);
    const bool summed_up = head_size_ == edge && last_settled_.key != head_.back().key;
    if (!summed_up && head_size_ + readings <= 2 * edge) {
        run.head.assign(head_.begin(), head_.begin() + head_size_);
        for (int i = 0; i < readings; ++i) run.head.push_back(at(i));
    } else {
        for (; readings > edge; --readings) evict(days);
        sum_up(last_settled_, at(0), days);
        run.head.assign(head_.begin(), head_.end());
        for (int i = 0; i < readings; ++i) run.tail.push_back(at(i));
    }
    last_settled_ = at(readings - 1);
    runs_->push_back(std::move(run));
    begin_ = static_cast<std::uint8_t>((begin_ + readings) % ring_size);
    size_ = static_cast<std::uint8_t>(size_ - readings);
    head_size_ = 0;
    look_for_gap(days);
}

Track TrackBuilder::finish(DayTotals& days) {
    while (size_ > 0) close_run(size_ - gap_size_, days);
    end_day(days);
    Track track;
    track.shape = shape_;
    if (runs_ != nullptr) track.runs = std::move(*runs_);
    if (earlier_days_ != nullptr) track.interior = earlier_days_->intervals();
    if (gaps_ != nullptr) track.interior_gaps = std::move(*gaps_);
    track.duplicates = duplicates_;
    track.conflicts = conflicts_;
    if (beside_ != nullptr) {
        const Track other = beside_->finish(days);
        disordered_ = disordered_ || beside_->disordered_ ||
                      !merge_tracks(track, other, gap_milliseconds_, days);
        beside_.reset();
    }
    return track;
}

std::vector<Sample> TrackBuilder::take_kept() {
    return kept_ == nullptr ? std::vector<Sample>() : std::move(*kept_);
}

Track sorted_track(Shape shape, std::vector<Sample> samples, std::int64_t gap_milliseconds,
                   DayTotals& days) {
    std::stable_sort(samples.begin(), samples.end(), [](const Sample& left, const Sample& right) {
        return left.key >> 1 < right.key >> 1;
    });
    TrackBuilder builder(shape, gap_milliseconds);
    for (const Sample& sample : samples) builder.add(sample, days);
    return builder.finish(days);
}

}  // namespace flopledger
