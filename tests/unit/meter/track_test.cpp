// SPDX-License-Identifier: Apache-2.0
// A series must be the same whatever the order of its rows and however it was cut into parts. Here
// that is held against the plain way: all readings sorted, duplicates united, and cut into runs.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "core/meter/series/track_builder.hpp"
#include "core/meter/series/track_merge.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t gap = 60'000;

struct Built {
    Track track;
    std::vector<DayUsage> days;
    bool disordered = false;
};

Built build(Shape shape, const std::vector<Sample>& samples) {
    DayTotals days;
    TrackBuilder builder(shape);
    for (const Sample& sample : samples) builder.add(sample, days);
    Built built;
    built.track = builder.finish(days);
    built.disordered = builder.disordered();
    days.move_to("chip", built.days);
    return built;
}

bool merge_into(Built& into, const Built& from) {
    DayTotals days;
    if (!merge_tracks(into.track, from.track, days)) return false;
    for (const DayUsage& day : from.days) {
        bool found = false;
        for (DayUsage& present : into.days) {
            if (present.day != day.day || present.shape != day.shape) continue;
            add_intervals(present.interior, day.interior);
            found = true;
        }
        if (!found) into.days.push_back(day);
    }
    days.move_to("chip", into.days);
    std::sort(into.days.begin(), into.days.end(),
              [](const DayUsage& left, const DayUsage& right) { return left.day < right.day; });
    return true;
}

// One interval at a time, the slow way.
void add_interior(Track& track, const Sample& from, const Sample& to) {
    IntervalTable table;
    table.add(track.shape, from, to);
    add_intervals(track.interior, table.intervals());
    if (to.time() - from.time() > gap) add_gap(track.interior_gaps, {from.time(), to.time()});
}

void settle_run(Built& plain, const std::vector<Sample>& run) {
    if (run.size() <= 2 * edge_samples) {
        plain.track.runs.push_back({run, {}});
        return;
    }
    const auto edge = static_cast<std::ptrdiff_t>(edge_samples);
    plain.track.runs.push_back({{run.begin(), run.begin() + edge}, {run.end() - edge, run.end()}});
    DayTotals days;
    for (std::size_t i = edge_samples - 1; i + edge_samples < run.size(); ++i) {
        add_interior(plain.track, run[i], run[i + 1]);
        days.add(plain.track.shape, run[i], run[i + 1]);
        if (i >= edge_samples && run[i].conflict()) ++plain.track.conflicts;
    }
    days.move_to("chip", plain.days);
}

Built plain(Shape shape, std::vector<Sample> samples) {
    std::stable_sort(samples.begin(), samples.end(), [](const Sample& left, const Sample& right) {
        return left.time() < right.time();
    });
    Built built;
    built.track.shape = shape;
    std::vector<Sample> all;
    for (const Sample& sample : samples) {
        if (!all.empty() && all.back().time() == sample.time()) {
            unite(shape, all.back(), sample);
            ++built.track.duplicates;
        } else {
            all.push_back(sample);
        }
    }
    std::vector<Sample> run;
    for (const Sample& sample : all) {
        if (!run.empty() && sample.time() - run.back().time() > longest_interval) {
            settle_run(built, run);
            run.clear();
        }
        run.push_back(sample);
    }
    if (!run.empty()) settle_run(built, run);
    return built;
}

// Rows of a device with jitter, gaps, missing values, rows that come twice (some of them different)
// and rows that come late, by up to so many places.
struct Faults {
    int late = 0;  // of a hundred
    int latest = 8;
    int twice = 0;
    int gaps = 0;
    int missing = 0;
};

std::vector<Sample> rows(std::mt19937& random, int count, const Faults& faults,
                         std::int64_t start = 1'700'000'000'000) {
    const auto chance = [&](int of_hundred) {
        return static_cast<int>(random() % 100) < of_hundred;
    };
    std::vector<Sample> all;
    std::vector<std::pair<int, Sample>> waiting;
    std::int64_t time = start;
    for (int i = 0; i < count; ++i) {
        time += 15'000 + static_cast<std::int64_t>(random() % 5);
        if (chance(faults.gaps)) time += static_cast<std::int64_t>(random() % 2'000'000);
        Sample sample{sample_key(time, 0), static_cast<std::uint32_t>(random() % 10'000),
                      static_cast<std::uint32_t>(random() % 70'000)};
        if (chance(faults.missing)) sample.first = missing_value;
        if (chance(faults.late)) {
            waiting.emplace_back(
                i + 1 + static_cast<int>(random() % static_cast<unsigned>(faults.latest)), sample);
        } else {
            all.push_back(sample);
        }
        if (chance(faults.twice)) {
            if (chance(50)) ++sample.second;
            all.push_back(sample);
        }
        for (auto it = waiting.begin(); it != waiting.end();) {
            if (it->first <= i) {
                all.push_back(it->second);
                it = waiting.erase(it);
            } else {
                ++it;
            }
        }
    }
    for (const auto& late : waiting) all.push_back(late.second);
    return all;
}

void check_same(const Built& left, const Built& right) {
    CHECK(left.track == right.track);
    CHECK(left.days == right.days);
}

}  // namespace

TEST_CASE("a series in order, of every small length and around every edge") {
    std::mt19937 random(1);
    for (int count = 0; count < 70; ++count) {
        const auto samples = rows(random, count, {});
        check_same(build(Shape::utilization_and_power, samples),
                   plain(Shape::utilization_and_power, samples));
    }
}

TEST_CASE("late rows, duplicates, conflicts, gaps and missing values change nothing else") {
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        const Faults faults{round % 7, 8, round % 5, round % 3 * 2, 3};
        const auto samples = rows(random, 50 + round * 3, faults);
        const Built built = build(Shape::utilization_and_power, samples);
        CAPTURE(round);
        REQUIRE_FALSE(built.disordered);
        check_same(built, plain(Shape::utilization_and_power, samples));
    }
}

TEST_CASE("rows later than the ring go beside and join again") {
    std::mt19937 random(3);
    const auto first = rows(random, 400, {});
    const auto second = rows(random, 400, {}, first.back().time() + 1);
    const auto third = rows(random, 400, {}, second.back().time() + 900'000);
    std::vector<Sample> samples = third;
    samples.insert(samples.end(), first.begin(), first.end());
    samples.insert(samples.end(), second.begin(), second.end());
    const Built built = build(Shape::utilization_and_power, samples);
    CHECK_FALSE(built.disordered);
    check_same(built, plain(Shape::utilization_and_power, samples));
}

TEST_CASE("rows in no order at all are told, not summed up wrong") {
    std::mt19937 random(4);
    auto samples = rows(random, 1000, {});
    std::shuffle(samples.begin(), samples.end(), random);
    CHECK(build(Shape::utilization_and_power, samples).disordered);
}

TEST_CASE("parts by time merge in any tree to the series as a whole") {
    std::mt19937 random(5);
    for (int round = 0; round < 120; ++round) {
        const Faults faults{round % 6, 6, round % 4, round % 3, 2};
        const auto samples = rows(random, 900, faults);
        std::vector<Built> parts;
        const std::size_t size = 60 + random() % 200;
        for (std::size_t begin = 0; begin < samples.size(); begin += size) {
            const std::size_t end = std::min(samples.size(), begin + size);
            parts.push_back(build(Shape::utilization_and_power,
                                  {samples.begin() + static_cast<std::ptrdiff_t>(begin),
                                   samples.begin() + static_cast<std::ptrdiff_t>(end)}));
        }
        const Built whole = build(Shape::utilization_and_power, samples);
        REQUIRE_FALSE(whole.disordered);
        while (parts.size() > 1) {
            const std::size_t into = random() % parts.size();
            std::size_t from = random() % parts.size();
            if (from == into) from = (from + 1) % parts.size();
            CAPTURE(round);
            REQUIRE(merge_into(parts[std::min(into, from)], parts[std::max(into, from)]));
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(std::max(into, from)));
        }
        check_same(parts.front(), whole);
    }
}

TEST_CASE("a series takes over one that follows it, to the same as all in one") {
    std::mt19937 random(7);
    int taken = 0;
    for (int round = 0; round < 1000; ++round) {
        CAPTURE(round);
        const Faults faults{round % 4, 8, round % 5, round % 3, 3};
        // Ten minutes before a day ends, so that this happens in the first, the second or neither.
        const auto first = rows(random, static_cast<int>(random() % 80), faults, 1'700'005'800'000);
        std::int64_t last = 1'700'005'800'000;
        for (const Sample& sample : first) last = std::max(last, sample.time());
        const std::int64_t silence = round % 8 == 0 ? 700'000 : round % 8 == 1 ? 70'000 : 1;
        const auto second =
            rows(random, static_cast<int>(random() % 80), faults, last + silence - 15'000);
        std::vector<Sample> all = first;
        all.insert(all.end(), second.begin(), second.end());

        DayTotals days_of_first;
        DayTotals days_of_second;
        DayTotals days_of_end;
        TrackBuilder left(Shape::utilization_and_power);
        TrackBuilder right(Shape::utilization_and_power);
        for (const Sample& sample : first) left.add(sample, days_of_first);
        for (const Sample& sample : second) right.add(sample, days_of_second);
        const bool took = left.take_later(right, days_of_end);
        Built built;
        built.track = left.finish(days_of_end);
        if (!took) {
            REQUIRE(merge_tracks(built.track, right.finish(days_of_end), days_of_end));
        } else if (!first.empty() && !second.empty()) {
            ++taken;
        }
        REQUIRE_FALSE(left.disordered());
        for (const DayTotals* days : {&days_of_first, &days_of_second, &days_of_end}) {
            days->move_to("chip", built.days);
        }
        check_same(built, plain(Shape::utilization_and_power, all));
    }
    CHECK(taken > 300);
}

TEST_CASE("a series takes nothing from one that does not follow it") {
    std::mt19937 random(8);
    const auto samples = rows(random, 200, {});
    DayTotals days;
    TrackBuilder left(Shape::utilization_and_power);
    TrackBuilder right(Shape::utilization_and_power);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        (i < 150 && i % 2 == 0 ? left : right).add(samples[i], days);
    }
    CHECK_FALSE(left.take_later(right, days));
    CHECK(right.finish(days).runs.size() == 1);
    TrackBuilder nothing(Shape::utilization_and_power);
    CHECK(left.take_later(nothing, days));
}

TEST_CASE("parts that overlap deeper than their edges are refused") {
    std::mt19937 random(6);
    const auto samples = rows(random, 200, {});
    std::vector<Sample> even;
    std::vector<Sample> odd;
    for (std::size_t i = 0; i < samples.size(); ++i)
        (i % 2 == 0 ? even : odd).push_back(samples[i]);
    Built left = build(Shape::utilization_and_power, even);
    const Built before = left;
    CHECK_FALSE(merge_into(left, build(Shape::utilization_and_power, odd)));
    check_same(left, before);
}

TEST_CASE("of one time the larger values stay, whatever the order, and differences are counted") {
    const std::int64_t time = 1'700'000'000'000;
    const Built built = build(
        Shape::utilization_and_power,
        {{sample_key(time, 2), 5, 6}, {sample_key(time, 1), 5, 7}, {sample_key(time, 3), 5, 6}});
    REQUIRE(built.track.runs.size() == 1);
    const Sample& stays = built.track.runs[0].head.at(0);
    CHECK(stays.input() == 1);
    CHECK(stays.second == 7);
    CHECK(stays.conflict());
    CHECK(built.track.duplicates == 2);
}

TEST_CASE("a counter counts from zero after a reset") {
    const std::int64_t time = 1'700'000'000'000;
    std::vector<Sample> samples;
    std::uint64_t counter = 5'000'000'000;
    for (int i = 0; i < 60; ++i) {
        if (i == 30) counter = 7;
        samples.push_back({sample_key(time + i * 1000, 0), static_cast<std::uint32_t>(counter),
                           static_cast<std::uint32_t>(counter >> 32)});
        counter += 100;
    }
    const Built built = build(Shape::energy_only, samples);
    check_same(built, plain(Shape::energy_only, samples));
    REQUIRE(built.track.interior.size() == 1);
    CHECK(built.track.interior[0].sums[1] == 1);
    CHECK(built.track.interior[0].sums[0] == 40 * 100 + 7);
}

}  // namespace flopledger
