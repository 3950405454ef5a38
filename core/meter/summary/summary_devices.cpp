// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/summary_devices.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/date.hpp"
#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

// Sums of sums: what a hostile summary says need not fit into 64 bits.
__extension__ using Wide = unsigned __int128;

// The elements of an array of so many; absent ones where there are fewer.
template <std::size_t count>
std::array<JsonValue, count> elements(SummaryValues& values, const JsonValue& array,
                                      std::string_view what) {
    std::array<JsonValue, count> all;
    values.kind(array, JsonKind::array, what);
    std::size_t at = 0;
    for (const JsonValue element : array) {
        if (at < count) all[at] = element;
        ++at;
    }
    values.require(at == count, array, "an array has more or fewer elements than its kind");
    return all;
}

bool in_order(const std::vector<Sample>& samples) {
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const std::int64_t apart = samples[i].time() - samples[i - 1].time();
        if (apart <= 0 || apart > longest_interval) return false;
    }
    return true;
}

std::int64_t end_of(const Run& run) {
    return run.tail.empty() ? run.head.back().time() : run.tail.back().time();
}

// What the values of so many readings can add up to.
bool sum_is_possible(Shape shape, const Interval& interval, std::size_t side) {
    if (shape == Shape::energy_only) return side == 0 || interval.sums[1] <= interval.count;
    const Wide present = interval.count - interval.missing[side];
    return interval.sums[side] <= present * (missing_value - 1);
}

}  // namespace

Shape SummaryDevices::shape(const JsonValue& value) {
    values_.kind(value, JsonKind::text, "series");
    const auto shape = from_word<Shape>(value.text());
    values_.require(shape.has_value(), value, "no series of this kind is known");
    return shape.value_or(Shape::utilization_and_power);
}

std::uint32_t SummaryDevices::value(const JsonValue& value) {
    if (value.is(JsonKind::null)) return missing_value;
    return static_cast<std::uint32_t>(values_.number(value, "a value", missing_value - 1));
}

Sample SummaryDevices::sample(const JsonValue& value, Shape shape) {
    Sample sample;
    JsonValue time;
    JsonValue input;
    JsonValue conflict;
    if (shape != Shape::energy_only && metrics_of(shape).has_second) {
        const auto all = elements<5>(values_, value, "a reading");
        time = all[0];
        input = all[1];
        sample.first = this->value(all[2]);
        sample.second = this->value(all[3]);
        conflict = all[4];
    } else {
        const auto all = elements<4>(values_, value, "a reading");
        time = all[0];
        input = all[1];
        conflict = all[3];
        if (shape != Shape::energy_only) {
            sample.first = this->value(all[2]);
        } else if (!all[2].is(JsonKind::null)) {
            const std::uint64_t energy = values_.quoted(all[2], "an energy");
            sample.first = static_cast<std::uint32_t>(energy);
            sample.second = static_cast<std::uint32_t>(energy >> 32);
        }
    }
    const std::uint64_t moment = values_.number(time, "a time", last_possible_time);
    const auto rank = static_cast<std::uint32_t>(
        values_.number(input, "the input of a reading", most_inputs - 1));
    sample.key = sample_key(static_cast<std::int64_t>(moment), rank,
                            values_.number(conflict, "a conflict", 1) != 0);
    highest_input_ = std::max(highest_input_, rank);
    return sample;
}

std::vector<Sample> SummaryDevices::samples(const JsonValue& value, Shape shape) {
    std::vector<Sample> all;
    values_.kind(value, JsonKind::array, "readings");
    values_.require(value.size() <= 2 * edge_samples, value, "an edge has too many readings");
    if (values_.failed()) return all;
    all.reserve(value.size());
    for (const JsonValue one : value) all.push_back(sample(one, shape));
    values_.require(in_order(all), value,
                    "the readings of a run are out of order or too far apart");
    return all;
}

Run SummaryDevices::run(const JsonValue& value, Shape shape) {
    values_.kind(value, JsonKind::object, "a run");
    Run run{samples(value["head"], shape), samples(value["tail"], shape)};
    const bool full = run.head.size() == edge_samples && run.tail.size() == edge_samples;
    values_.require(!run.head.empty(), value, "a run has no reading");
    values_.require(run.tail.empty() || full, value, "the edges of a run are not of their length");
    if (values_.failed() || run.tail.empty()) return run;
    values_.require(run.head.back().time() < run.tail.front().time(), value,
                    "the edges of a run overlap");
    return run;
}

// Summaries made before zeros were counted have no `interior_zeros`.
void SummaryDevices::zeros(const JsonValue& value, std::vector<Interval>& intervals) {
    if (!value || values_.failed()) return;
    values_.kind(value, JsonKind::array, "interior_zeros");
    values_.require(value.size() == intervals.size(), value,
                    "zeros and intervals differ in number");
    std::size_t at = 0;
    for (const JsonValue one : value) {
        if (values_.failed()) return;
        Interval& interval = intervals[at++];
        const auto sides = elements<2>(values_, one, "zeros");
        for (std::size_t side = 0; side < 2; ++side) {
            interval.zeros[side] =
                values_.number(sides[side], "zeros", interval.count - interval.missing[side]);
        }
    }
}

std::vector<Interval> SummaryDevices::intervals(const JsonValue& holder, Shape shape) {
    std::vector<Interval> all;
    const JsonValue value = holder["interior"];
    values_.kind(value, JsonKind::array, "interior");
    for (const JsonValue one : value) {
        const auto parts = elements<6>(values_, one, "an interval");
        Interval interval;
        interval.milliseconds = static_cast<std::uint32_t>(
            values_.number(parts[0], "an interval", static_cast<std::uint64_t>(longest_interval)));
        interval.count = values_.number(parts[1], "the count of an interval");
        for (std::size_t side = 0; side < 2; ++side) {
            const JsonValue& sum = parts[2 + 2 * side];
            interval.sums[side] = values_.quoted(sum, "a sum");
            interval.missing[side] = values_.number(parts[3 + 2 * side], "missing", interval.count);
            if (values_.failed()) return all;
            values_.require(sum_is_possible(shape, interval, side), sum,
                            "a sum is larger than its readings can be");
        }
        const bool ascends = all.empty() || all.back().milliseconds < interval.milliseconds;
        values_.require(ascends && interval.milliseconds > 0 && interval.count > 0, one,
                        "intervals are empty or out of order");
        if (values_.failed()) return all;
        all.push_back(interval);
    }
    zeros(holder["interior_zeros"], all);
    return all;
}

std::vector<Gap> SummaryDevices::gaps(const JsonValue& value) {
    std::vector<Gap> all;
    values_.kind(value, JsonKind::array, "interior_gaps");
    values_.require(value.size() <= most_gaps, value, "there are more gaps than are kept");
    if (values_.failed()) return all;
    const auto before = [](const Gap& left, const Gap& right) {
        const std::int64_t first = left.to - left.from;
        const std::int64_t second = right.to - right.from;
        return first != second ? first > second : left.from < right.from;
    };
    for (const JsonValue one : value) {
        const auto ends = elements<2>(values_, one, "a gap");
        Gap gap;
        gap.from = static_cast<std::int64_t>(values_.number(ends[0], "a gap", last_possible_time));
        gap.to = static_cast<std::int64_t>(values_.number(ends[1], "a gap", last_possible_time));
        const bool possible = gap.from < gap.to && gap.to - gap.from <= longest_interval;
        values_.require(possible, one, "a gap has no length that it can have");
        values_.require(all.empty() || before(all.back(), gap), one, "gaps are out of order");
        all.push_back(gap);
    }
    return all;
}

// What lies between head and tail of all runs is what the intervals of the interior add up to.
void SummaryDevices::check_interior(const JsonValue& value, const Track& track) {
    if (values_.failed()) return;
    Wide between = 0;
    for (std::size_t i = 0; i < track.runs.size(); ++i) {
        const Run& run = track.runs[i];
        if (!run.tail.empty()) {
            between += static_cast<Wide>(run.tail.front().time() - run.head.back().time());
        }
        const bool apart =
            i == 0 || run.head.front().time() - end_of(track.runs[i - 1]) > longest_interval;
        values_.require(apart, value, "runs are out of order or too close together");
    }
    Wide filled = 0;
    Wide readings = 0;
    for (const Interval& interval : track.interior) {
        filled += Wide{interval.count} * interval.milliseconds;
        readings += interval.count;
    }
    values_.require(filled == between, value, "the interior does not fill the time between edges");
    values_.require(track.conflicts <= readings, value, "there are more conflicts than readings");
}

Track SummaryDevices::track(const JsonValue& value) {
    Track track;
    values_.kind(value, JsonKind::object, "a series");
    track.shape = shape(value["series"]);
    track.duplicates = values_.number(value["duplicates"], "duplicates");
    track.conflicts = values_.number(value["interior_conflicts"], "interior_conflicts");
    for (const JsonValue one : values_.kind(value["runs"], JsonKind::array, "runs")) {
        if (values_.failed()) return track;
        track.runs.push_back(run(one, track.shape));
    }
    track.interior = intervals(value, track.shape);
    track.interior_gaps = gaps(value["interior_gaps"]);
    check_interior(value, track);
    return track;
}

DeviceUsage SummaryDevices::device(const JsonValue& value) {
    DeviceUsage device;
    values_.kind(value, JsonKind::object, "a device");
    device.device = values_.text(value["device"], "device");
    const JsonValue known_by = values_.kind(value["identity"], JsonKind::text, "identity");
    const auto identity = from_word<Identity>(known_by.text());
    values_.require(identity.has_value(), known_by, "'identity' is none of uuid, bus, index");
    device.identity = identity.value_or(Identity::uuid);
    device.chip = values_.text_or_null(value["chip"], "chip");
    // Summaries made before slots were kept have none.
    if (const JsonValue slot = value["slot"]) device.slot = values_.text_or_null(slot, "slot");
    for (const JsonValue one : values_.kind(value["tracks"], JsonKind::array, "tracks")) {
        if (values_.failed()) return device;
        device.tracks.push_back(track(one));
        const std::size_t count = device.tracks.size();
        values_.require(count < 2 || device.tracks[count - 2].shape < device.tracks.back().shape,
                        one, "the series of a device are out of order");
    }
    // Written where rows of which nothing could be used named it, too.
    if (const JsonValue seen = value["seen"]) {
        values_.kind(seen, JsonKind::object, "seen");
        device.seen.from = values_.moment_or_null(seen["from"], "from");
        device.seen.to = values_.moment_or_null(seen["to"], "to");
        const bool possible = device.seen.from > 0 && device.seen.from <= device.seen.to &&
                              device.seen.to <= last_possible_time;
        values_.require(possible, seen, "a device was seen at no time that a log can have");
    }
    return device;
}

DayUsage SummaryDevices::day(const JsonValue& value) {
    DayUsage day;
    values_.kind(value, JsonKind::object, "a day");
    day.chip = values_.text_or_null(value["chip"], "chip");
    day.shape = shape(value["series"]);
    const JsonValue text = values_.kind(value["day"], JsonKind::text, "day");
    const auto date = parse_date(text.text());
    const int number = date ? days_between({1970, 1, 1}, *date) : -1;
    values_.require(number >= 0 && number <= last_possible_time / 86'400'000, text,
                    "'day' is no day that a log can have");
    day.day = number;
    day.interior = intervals(value, day.shape);
    return day;
}

}  // namespace flopledger
