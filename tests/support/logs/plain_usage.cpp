// SPDX-License-Identifier: Apache-2.0
#include "tests/support/logs/plain_usage.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

namespace flopledger {

namespace {

struct Values {
    std::optional<std::uint64_t> utilization;
    std::optional<std::uint64_t> power;

    friend bool operator==(const Values&, const Values&) = default;
};

struct Readings {
    std::map<std::int64_t, Values> by_time;
    std::map<std::int64_t, bool> conflicts;
    std::uint64_t duplicates = 0;
};

std::vector<std::string> split(std::string_view row) {
    std::vector<std::string> fields(1);
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] == ',') {
            fields.emplace_back();
            if (i + 1 < row.size() && row[i + 1] == ' ') ++i;
        } else {
            fields.back() += row[i];
        }
    }
    return fields;
}

// `2024/03/15 13:57:59.791` in milliseconds since 1970.
std::int64_t time_of(const std::string& text) {
    using namespace std::chrono;
    const auto number = [&](std::size_t from, std::size_t count) {
        return std::stoi(text.substr(from, count));
    };
    const year_month_day date{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2)))};
    const std::int64_t days = sys_days(date).time_since_epoch().count();
    const std::int64_t seconds =
        days * 86'400 + number(11, 2) * 3'600 + number(14, 2) * 60 + number(17, 2);
    return seconds * 1'000 + number(20, 3);
}

// `98 %`, `70.89 W` or the same without unit, in hundredths; nothing for `[N/A]`.
std::optional<std::uint64_t> hundredths(const std::string& field) {
    if (field.starts_with("[")) return std::nullopt;
    const std::string number = field.substr(0, field.find(' '));
    const std::size_t point = number.find('.');
    const std::uint64_t whole = std::stoull(number.substr(0, point));
    if (point == std::string::npos) return whole * 100;
    return whole * 100 + std::stoull((number.substr(point + 1) + "00").substr(0, 2));
}

void read_row(std::string_view row, std::map<std::string, Readings>& devices,
              PlainSummary& summary) {
    if (row.ends_with('\r')) row.remove_suffix(1);
    const std::vector<std::string> fields = split(row);
    if (fields[0] == "timestamp") return;
    ++summary.rows;
    if (fields.size() != 9) {
        ++summary.torn_rows;
        return;
    }
    const std::int64_t time = time_of(fields[0]);
    const Values values{hundredths(fields[4]), hundredths(fields[6])};
    Readings& readings = devices[fields[2]];
    const auto [first, is_new] = readings.by_time.emplace(time, values);
    if (is_new) return;
    ++readings.duplicates;
    Values& known = first->second;
    if (known == values) return;
    readings.conflicts[time] = true;
    known.utilization = std::max(known.utilization, values.utilization);
    known.power = std::max(known.power, values.power);
}

PlainUsage summed_up(const Readings& readings) {
    PlainUsage usage;
    usage.samples = readings.by_time.size();
    usage.duplicates = readings.duplicates;
    usage.conflicts = readings.conflicts.size();
    usage.first = readings.by_time.begin()->first;
    usage.last = readings.by_time.rbegin()->first;

    std::vector<std::uint64_t> intervals;
    for (auto at = readings.by_time.begin(); std::next(at) != readings.by_time.end(); ++at) {
        intervals.push_back(static_cast<std::uint64_t>(std::next(at)->first - at->first));
    }
    if (intervals.empty()) return usage;
    std::vector<std::uint64_t> sorted = intervals;
    std::sort(sorted.begin(), sorted.end());
    usage.median_milliseconds = sorted[(sorted.size() - 1) / 2];

    auto at = readings.by_time.begin();
    for (const std::uint64_t interval : intervals) {
        const std::uint64_t held = std::min(interval, 3 * usage.median_milliseconds);
        usage.covered_milliseconds += held;
        usage.gaps += interval > 60'000 ? 1 : 0;
        const Values& values = at->second;
        if (values.utilization) {
            usage.utilization.integral += *values.utilization * held;
            usage.utilization.present_milliseconds += held;
        }
        if (values.power) {
            usage.power.integral += *values.power * held;
            usage.power.present_milliseconds += held;
        }
        ++at;
    }
    return usage;
}

}  // namespace

PlainSummary plain_usage(const std::map<std::string, std::string>& files) {
    PlainSummary summary;
    std::map<std::string, Readings> devices;
    for (const auto& [name, text] : files) {
        std::string_view left = text;
        while (!left.empty()) {
            const std::size_t end = left.find('\n');
            if (end == std::string_view::npos) {
                ++summary.rows;
                ++summary.torn_rows;
                break;
            }
            read_row(left.substr(0, end), devices, summary);
            left.remove_prefix(end + 1);
        }
    }
    for (const auto& [uuid, readings] : devices) summary.devices[uuid] = summed_up(readings);
    return summary;
}

}  // namespace flopledger
