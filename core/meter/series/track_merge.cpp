// SPDX-License-Identifier: Apache-2.0
// A run keeps its first and last readings as they are. Two runs that overlap at these edges, or lie
// close together, become one: the readings of both edges are put in order and, but for the edges of
// the new run, summed up.
#include "core/meter/series/track_merge.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace flopledger {

namespace {

// What merging adds to a series besides its runs; applied only when all of it worked.
struct Additions {
    std::vector<std::pair<Sample, Sample>> intervals;
    std::uint64_t duplicates = 0;
    std::uint64_t conflicts = 0;
};

// Readings of two lists in order of time, those of one time united.
std::vector<Sample> united(Shape shape, const std::vector<Sample>& left,
                           const std::vector<Sample>& right, Additions& additions) {
    std::vector<Sample> all;
    all.reserve(left.size() + right.size());
    auto from = right.begin();
    for (const Sample& sample : left) {
        for (; from != right.end() && from->time() < sample.time(); ++from) all.push_back(*from);
        all.push_back(sample);
        if (from != right.end() && from->time() == sample.time()) {
            unite(shape, all.back(), *from++);
            ++additions.duplicates;
        }
    }
    all.insert(all.end(), from, right.end());
    return all;
}

// Adds the intervals between all neighbours of some readings.
void sum_up(const std::vector<Sample>& samples, std::size_t begin, std::size_t end,
            Additions& additions) {
    for (std::size_t i = begin; i + 1 < end; ++i) {
        additions.intervals.emplace_back(samples[i], samples[i + 1]);
    }
}

void count_conflicts(const std::vector<Sample>& samples, std::size_t begin, std::size_t end,
                     Additions& additions) {
    for (std::size_t i = begin; i < end; ++i) additions.conflicts += samples[i].conflict() ? 1 : 0;
}

// Whether a reading between an edge and the interior would change by one of its time. What held
// from it, or was counted up to it, is summed up and cannot be told from the rest any more.
bool changes(Shape shape, const Sample& edge, const std::vector<Sample>& others) {
    return std::any_of(others.begin(), others.end(), [&](const Sample& other) {
        if (other.time() != edge.time()) return false;
        Sample united = edge;
        unite(shape, united, other);
        return united.first != edge.first || united.second != edge.second;
    });
}

// A run while others are joined to it: readings still as they are in front of an interior and
// behind it, or without one all of them behind.
struct OpenRun {
    std::vector<Sample> front;
    bool has_interior = false;
    std::vector<Sample> back;
    Shape shape;

    OpenRun(Shape shape_of_run, const Run& run)
        : has_interior(!run.tail.empty()),
          back(has_interior ? run.tail : run.head),
          shape(shape_of_run) {
        if (has_interior) front = run.head;
    }

    // Joins a run that begins no earlier than this one and no more than the longest interval after
    // its end; false where it reaches deeper than the edges.
    bool join(const Run& next, Additions& additions) {
        const bool deep = !next.tail.empty();
        if (has_interior && next.head.front().time() < back.front().time()) {
            if (deep || next.head.back().time() > front.back().time()) return false;
            if (changes(shape, front.back(), next.head)) return false;
            front = united(shape, front, next.head, additions);
            return true;
        }
        if (deep && back.back().time() > next.head.back().time()) return false;
        if (deep && changes(shape, next.head.back(), back)) return false;
        // A gauge holds from its reading on, so only a counter's sums know the first of these.
        const bool counts = has_interior && shape == Shape::energy_only;
        if (counts && changes(shape, back.front(), next.head)) return false;
        back = united(shape, back, next.head, additions);
        if (!deep) return true;
        if (has_interior) {
            sum_up(back, 0, back.size(), additions);
            count_conflicts(back, 0, back.size(), additions);
        } else {
            front = std::move(back);
            has_interior = true;
        }
        back = next.tail;
        return true;
    }

    // The run that came of it: what is not its first and last readings is summed up.
    Run closed(Additions& additions) {
        if (!has_interior && back.size() <= 2 * edge_samples) return {std::move(back), {}};
        const std::size_t tail = back.size() - edge_samples;
        const auto edge = static_cast<std::ptrdiff_t>(edge_samples);
        if (has_interior) {
            sum_up(front, edge_samples - 1, front.size(), additions);
            count_conflicts(front, edge_samples, front.size(), additions);
            sum_up(back, 0, tail + 1, additions);
            count_conflicts(back, 0, tail, additions);
            front.resize(edge_samples);
        } else {
            sum_up(back, edge_samples - 1, tail + 1, additions);
            count_conflicts(back, edge_samples, tail, additions);
            front.assign(back.begin(), back.begin() + edge);
        }
        return {std::move(front), {back.end() - edge, back.end()}};
    }
};

std::optional<std::vector<Run>> joined_runs(Shape shape, std::vector<const Run*> parts,
                                            Additions& additions) {
    const auto begins_before = [](const Run* left, const Run* right) {
        return left->head.front().time() < right->head.front().time();
    };
    // Parts mostly follow one another, and a sort that keeps the order of equals takes memory.
    if (!std::is_sorted(parts.begin(), parts.end(), begins_before)) {
        std::stable_sort(parts.begin(), parts.end(), begins_before);
    }
    std::vector<Run> runs;
    std::optional<OpenRun> open;
    for (const Run* part : parts) {
        if (open && part->head.front().time() - open->back.back().time() > longest_interval) {
            runs.push_back(open->closed(additions));
            open.reset();
        }
        if (!open) {
            open.emplace(shape, *part);
        } else if (!open->join(*part, additions)) {
            return std::nullopt;
        }
    }
    if (open) runs.push_back(open->closed(additions));
    return runs;
}

}  // namespace

void unite(Shape shape, Sample& present, const Sample& other) {
    const bool differ = present.first != other.first || present.second != other.second;
    const bool conflict = differ || present.conflict() || other.conflict();
    const std::uint32_t input = std::min(present.input(), other.input());
    if (shape == Shape::energy_only) {
        const auto counted = [](const Sample& sample) {
            const bool missing = sample.first == missing_value && sample.second == missing_value;
            return missing ? 0 : (std::uint64_t{sample.second} << 32 | sample.first) + 1;
        };
        if (counted(present) < counted(other)) {
            present.first = other.first;
            present.second = other.second;
        }
    } else {
        // A missing value is the largest there is; one more makes it the smallest.
        const auto larger = [](std::uint32_t one, std::uint32_t another) {
            return std::max(one + 1, another + 1) - 1;
        };
        present.first = larger(present.first, other.first);
        present.second = larger(present.second, other.second);
    }
    present.key = sample_key(present.time(), input, conflict);
}

void add_gap(std::vector<Gap>& gaps, const Gap& gap) {
    const auto before = [](const Gap& left, const Gap& right) {
        const std::int64_t left_length = left.to - left.from;
        const std::int64_t right_length = right.to - right.from;
        return left_length != right_length ? left_length > right_length : left.from < right.from;
    };
    gaps.insert(std::lower_bound(gaps.begin(), gaps.end(), gap, before), gap);
    if (gaps.size() > most_gaps) gaps.pop_back();
}

bool merge_tracks(Track& into, const Track& from, DayTotals& days) {
    Additions additions;
    std::vector<const Run*> parts;
    parts.reserve(into.runs.size() + from.runs.size());
    for (const Run& run : into.runs) parts.push_back(&run);
    for (const Run& run : from.runs) parts.push_back(&run);
    auto runs = joined_runs(into.shape, std::move(parts), additions);
    if (!runs) return false;
    into.runs = std::move(*runs);
    add_intervals(into.interior, from.interior);
    for (const Gap& gap : from.interior_gaps) add_gap(into.interior_gaps, gap);
    into.duplicates += from.duplicates + additions.duplicates;
    into.conflicts += from.conflicts + additions.conflicts;
    if (additions.intervals.empty()) return true;
    IntervalTable added;
    for (const auto& [first, second] : additions.intervals) {
        added.add(into.shape, first, second);
        days.add(into.shape, first, second);
        const Gap silence{first.time(), second.time()};
        if (silence.to - silence.from > days.gap_milliseconds()) {
            add_gap(into.interior_gaps, silence);
        }
    }
    add_intervals(into.interior, added.intervals());
    return true;
}

}  // namespace flopledger
