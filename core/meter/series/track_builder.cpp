// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/track_builder.hpp"

#include <algorithm>
#include <utility>

#include "core/meter/series/track_merge.hpp"

namespace flopledger {

void TrackBuilder::begin_day(std::int64_t time, DayTotals& days) {
    end_day(days);
    day_end_ = (time / 86'400'000 + 1) * 86'400'000;
}

void TrackBuilder::end_day(DayTotals& days) {
    if (today_.empty()) return;
    days.add(day_number(day_end_ - 1), shape_, today_);
    rare().earlier_days.add(today_);
    today_.clear();
}

void TrackBuilder::note_gap(const Sample& from, const Sample& to) {
    add_gap(rare().gaps, {from.time(), to.time()});
}

// A reading that begins the series, follows a gap, or is not newer than all before it.
void TrackBuilder::add_carefully(const Sample& sample, DayTotals& days) {
    if (mode_ != TrackMode::stream) {
        // `newest_` stays in the past, so that all readings come this way.
        if (mode_ == TrackMode::keep) rare().kept.push_back(sample);
        return;
    }
    if (disordered_) return;  // all is read again, so what comes is of no use
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
    if (gap_size_ == edge_samples) close_run(size_ - gap_size_, days, rare().runs);
}

// Finds the place of a late reading among those that wait, or else puts it aside.
void TrackBuilder::place_late(const Sample& sample, DayTotals& days) {
    int before = size_ - 1;
    while (before >= 0 && at(before).time() > sample.time()) --before;
    if (before >= 0 && at(before).time() == sample.time()) {
        unite(shape_, at(before), sample);
        ++rare().duplicates;
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
    look_for_gap(days, rare().runs);
}

// Whether a reading older than all in the ring is newer than all that is settled, and belongs to
// the run that is open.
bool TrackBuilder::belongs_before_ring(const Sample& sample) {
    if (at(0).time() - sample.time() > longest_interval) return false;
    if (head_size_ > 0) return sample.time() > last_settled_.time();
    const bool first_run = rare_ == nullptr || rare_->runs.empty();
    return first_run || sample.time() - last_settled_.time() > longest_interval;
}

void TrackBuilder::put_beside(const Sample& sample, DayTotals& days) {
    if (beside_count_ == most_beside) {
        disordered_ = true;
        return;
    }
    auto& beside = rare().beside;
    if (beside == nullptr) {
        beside = std::make_unique<TrackBuilder>(shape_);
        beside->beside_count_ = static_cast<std::uint8_t>(beside_count_ + 1);
    }
    beside->add(sample, days);
    disordered_ = beside->disordered_;
}

// Looks for the first gap in the ring anew, and closes the run before it if enough came after it.
void TrackBuilder::look_for_gap(DayTotals& days, std::vector<Run>& runs) {
    gap_size_ = 0;
    for (int i = 1; i < size_ && gap_size_ == 0; ++i) {
        if (at(i).time() - at(i - 1).time() > longest_interval) {
            gap_size_ = static_cast<std::uint8_t>(size_ - i);
        }
    }
    if (gap_size_ >= edge_samples) close_run(size_ - gap_size_, days, runs);
}

// Ends a run with the first so many readings of the ring.
void TrackBuilder::close_run(int readings, DayTotals& days, std::vector<Run>& runs) {
    Run& run = runs.emplace_back();
    const int edge = static_cast<int>(edge_samples);
    const bool summed_up = head_size_ == edge && last_settled_.key != head_.back().key;
    if (!summed_up && head_size_ + readings <= 2 * edge) {
        run.head.reserve(static_cast<std::size_t>(head_size_ + readings));
        run.head.assign(head_.begin(), head_.begin() + head_size_);
        for (int i = 0; i < readings; ++i) run.head.push_back(at(i));
    } else {
        for (; readings > edge; --readings) evict(days);
        sum_up(last_settled_, at(0), days);
        run.head.assign(head_.begin(), head_.end());
        run.tail.reserve(edge_samples);
        for (int i = 0; i < readings; ++i) run.tail.push_back(at(i));
    }
    last_settled_ = at(readings - 1);
    begin_ = static_cast<std::uint8_t>((begin_ + readings) % ring_size);
    size_ = static_cast<std::uint8_t>(size_ - readings);
    head_size_ = 0;
    look_for_gap(days, runs);
}

// The first readings of the later series end what was open here. From there on its sums go on, and
// what waits in its ring waits here.
bool TrackBuilder::take_later(TrackBuilder& later, DayTotals& days) {
    if (later.size_ == 0) return later.rare_ == nullptr;
    const Sample& first = later.head_size_ > 0 ? later.head_[0] : later.at(0);
    const bool follows = size_ > 0 && first.time() > newest_ && !disordered_ && !later.disordered_;
    const bool beside = rare_ != nullptr && rare_->beside != nullptr;
    if (!follows || beside || !later.one_stretch()) return false;
    for (int i = 0; i < later.head_size_; ++i) add(later.head_[static_cast<std::size_t>(i)], days);
    if (later.head_size_ < static_cast<int>(edge_samples)) {
        for (int i = 0; i < later.size_; ++i) add(later.at(i), days);
    } else {
        while (size_ > 0) evict(days);
        if (!later.today_.empty() && later.day_end_ != day_end_) {
            end_day(days);
            day_end_ = later.day_end_;
        }
        today_.add(later.today_);
        ring_ = later.ring_;
        begin_ = later.begin_;
        size_ = later.size_;
        gap_size_ = later.gap_size_;
        newest_ = later.newest_;
        last_settled_ = later.last_settled_;
    }
    if (later.rare_ == nullptr) return true;
    rare().duplicates += later.rare_->duplicates;
    rare().conflicts += later.rare_->conflicts;
    rare().earlier_days.add(later.rare_->earlier_days);
    for (const Gap& gap : later.rare_->gaps) add_gap(rare().gaps, gap);
    return true;
}

Track TrackBuilder::finish(DayTotals& days) {
    Track track;
    track.shape = shape_;
    if (rare_ != nullptr) track.runs = std::move(rare_->runs);
    while (size_ > 0) close_run(size_ - gap_size_, days, track.runs);
    if (!today_.empty()) {
        days.add(day_number(day_end_ - 1), shape_, today_);
        if (rare_ != nullptr) today_.add(rare_->earlier_days);
        track.interior = today_.intervals();
    } else if (rare_ != nullptr) {
        track.interior = rare_->earlier_days.intervals();
    }
    if (rare_ == nullptr) return track;
    track.interior_gaps = std::move(rare_->gaps);
    track.duplicates = rare_->duplicates;
    track.conflicts = rare_->conflicts;
    if (rare_->beside != nullptr) {
        const Track other = rare_->beside->finish(days);
        disordered_ =
            disordered_ || rare_->beside->disordered_ || !merge_tracks(track, other, days);
    }
    rare_.reset();
    return track;
}

std::vector<Sample> TrackBuilder::take_kept() {
    return rare_ == nullptr ? std::vector<Sample>() : std::move(rare_->kept);
}

Track sorted_track(Shape shape, std::vector<Sample> samples, DayTotals& days) {
    std::stable_sort(samples.begin(), samples.end(), [](const Sample& left, const Sample& right) {
        return left.key >> 1 < right.key >> 1;
    });
    TrackBuilder builder(shape);
    for (const Sample& sample : samples) builder.add(sample, days);
    return builder.finish(days);
}

}  // namespace flopledger
