// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/interval_table.hpp"

#include <algorithm>

namespace flopledger {

namespace {

// Puts equal lengths together; the intervals are in order of length.
void unite_equal(std::vector<Interval>& intervals) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        if (kept > 0 && intervals[kept - 1].milliseconds == intervals[i].milliseconds) {
            Interval& into = intervals[kept - 1];
            into.count += intervals[i].count;
            for (std::size_t side = 0; side < 2; ++side) {
                into.sums[side] += intervals[i].sums[side];
                into.missing[side] += intervals[i].missing[side];
                into.zeros[side] += intervals[i].zeros[side];
            }
        } else {
            intervals[kept++] = intervals[i];
        }
    }
    intervals.resize(kept);
}

}  // namespace

void IntervalTable::grow() {
    const std::uint32_t size = mask_ + 1;
    const Slot* const old = slots();
    auto more = std::make_unique<Slot[]>(std::size_t{2} * size);
    mask_ = 2 * size - 1;
    for (std::uint32_t i = 0; i < size; ++i) {
        if (old[i].milliseconds == 0) continue;
        std::uint32_t at = place(old[i].milliseconds);
        while (more[at].milliseconds != 0) at = (at + 1) & mask_;
        more[at] = old[i];
    }
    more_ = std::move(more);
}

IntervalTable::Slot& IntervalTable::insert(std::uint32_t milliseconds) {
    // Never full, so that looking for what is not there ends.
    if (8 * (used_ + 1) > 7 * (mask_ + 1)) grow();
    Slot* const slots = this->slots();
    std::uint32_t at = place(milliseconds);
    while (slots[at].milliseconds != 0) at = (at + 1) & mask_;
    slots[at].milliseconds = milliseconds;
    ++used_;
    return slots[at];
}

void IntervalTable::add_counted(std::uint32_t milliseconds, std::uint64_t counted, bool reset) {
    Slot& slot = find(milliseconds);
    ++slot.count;
    slot.sums[0] += counted;
    slot.sums[1] += reset ? 1 : 0;
    slot.zeros[0] += counted == 0 ? 1 : 0;
}

std::array<std::uint64_t, 2>& IntervalTable::missing_of(std::uint32_t milliseconds) {
    if (missing_ == nullptr) missing_ = std::make_unique<std::vector<Missing>>();
    for (Missing& missing : *missing_) {
        if (missing.milliseconds == milliseconds) return missing.counts;
    }
    missing_->push_back({milliseconds, {}});
    return missing_->back().counts;
}

void IntervalTable::add(const IntervalTable& other) {
    for (std::uint32_t i = 0; i <= other.mask_; ++i) {
        const Slot& from = other.slots()[i];
        if (from.milliseconds == 0) continue;
        Slot* into = &find(from.milliseconds);
        if (into->count > most_count - from.count) into = &insert(from.milliseconds);
        into->count += from.count;
        for (std::size_t side = 0; side < 2; ++side) {
            into->sums[side] += from.sums[side];
            into->zeros[side] += from.zeros[side];
        }
    }
    if (other.missing_ == nullptr) return;
    for (const Missing& missing : *other.missing_) {
        auto& counts = missing_of(missing.milliseconds);
        for (std::size_t side = 0; side < 2; ++side) counts[side] += missing.counts[side];
    }
}

std::vector<Interval> IntervalTable::intervals() const {
    std::vector<Interval> all;
    all.reserve(used_ + (missing_ == nullptr ? 0 : missing_->size()));
    for (std::uint32_t i = 0; i <= mask_; ++i) {
        const Slot& slot = slots()[i];
        if (slot.milliseconds == 0) continue;
        const std::array<std::uint64_t, 2> zeros{slot.zeros[0], slot.zeros[1]};
        all.push_back({slot.milliseconds, slot.count, slot.sums, {}, zeros});
    }
    if (missing_ != nullptr) {
        for (const Missing& missing : *missing_) {
            all.push_back({missing.milliseconds, 0, {}, missing.counts, {}});
        }
    }
    std::sort(all.begin(), all.end(), [](const Interval& left, const Interval& right) {
        return left.milliseconds < right.milliseconds;
    });
    unite_equal(all);
    return all;
}

void IntervalTable::clear() {
    std::fill_n(slots(), mask_ + 1, Slot{});
    missing_.reset();
    used_ = 0;
}

Counted counted_between(const Sample& from, const Sample& to) {
    const auto value = [](const Sample& sample) {
        return std::uint64_t{sample.second} << 32 | sample.first;
    };
    const bool reset = value(to) < value(from);
    return {reset ? value(to) : value(to) - value(from), reset};
}

void DayTotals::add(int day, Shape shape, const IntervalTable& intervals) {
    of(day, shape).add(intervals);
}

void IntervalTable::add(Shape shape, const Sample& from, const Sample& to) {
    const auto milliseconds = static_cast<std::uint32_t>(to.time() - from.time());
    if (shape == Shape::energy_only) {
        const Counted counted = counted_between(from, to);
        add_counted(milliseconds, counted.amount, counted.reset);
    } else if (metrics_of(shape).has_second) {
        add(milliseconds, from.first, from.second);
    } else {
        add(milliseconds, from.first);
    }
}

void DayTotals::add(Shape shape, const Sample& from, const Sample& to) {
    of(day_number(from.time()), shape).add(shape, from, to);
}

void DayTotals::move_to(const std::string& chip, std::vector<DayUsage>& days) const {
    for (const auto& [key, table] : totals_) {
        const auto before = [](const DayUsage& left, const DayUsage& right) {
            return std::tie(left.chip, left.day, left.shape) <
                   std::tie(right.chip, right.day, right.shape);
        };
        const DayUsage sought{chip, key.first, key.second, {}};
        auto place = std::lower_bound(days.begin(), days.end(), sought, before);
        if (place == days.end() || before(sought, *place)) place = days.insert(place, sought);
        add_intervals(place->interior, table.intervals());
    }
}

void add_intervals(std::vector<Interval>& into, const std::vector<Interval>& from) {
    const auto shorter = [](const Interval& left, const Interval& right) {
        return left.milliseconds < right.milliseconds;
    };
    std::vector<Interval> sum(into.size() + from.size());
    std::merge(into.begin(), into.end(), from.begin(), from.end(), sum.begin(), shorter);
    unite_equal(sum);
    // There are many of these lists: each takes no more room than it needs.
    into.assign(sum.begin(), sum.end());
    into.shrink_to_fit();
}

}  // namespace flopledger
