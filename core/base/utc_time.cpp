// SPDX-License-Identifier: Apache-2.0
#include "core/base/utc_time.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

namespace flopledger {

namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31
constexpr std::int64_t last_moment = (last_day + 1) * day_milliseconds - 1;

// The number that some digits of a text spell; -1 if there are others.
int digits_at(std::string_view text, std::size_t begin, std::size_t count) {
    int number = 0;
    for (const char digit : text.substr(begin, count)) {
        if (digit < '0' || digit > '9') return -1;
        number = 10 * number + (digit - '0');
    }
    return number;
}

}  // namespace

Date day_of_number(std::int64_t days_since_1970) {
    const auto number = static_cast<int>(std::clamp<std::int64_t>(days_since_1970, 0, last_day));
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{number}}};
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::string utc_text(std::int64_t milliseconds) {
    const std::int64_t moment = std::clamp<std::int64_t>(milliseconds, 0, last_moment);
    const std::int64_t of_day = moment % day_milliseconds;
    const std::int64_t seconds = of_day / 1000;
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                       to_text(day_of_number(moment / day_milliseconds)), seconds / 3600,
                       seconds / 60 % 60, seconds % 60, of_day % 1000);
}

std::optional<std::int64_t> parse_utc_text(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    if (text.size() != form.size()) return std::nullopt;
    for (const std::size_t at : {10U, 13U, 16U, 19U, 23U}) {
        if (text[at] != form[at]) return std::nullopt;
    }
    const auto date = parse_date(text.substr(0, 10));
    const int hours = digits_at(text, 11, 2);
    const int minutes = digits_at(text, 14, 2);
    const int seconds = digits_at(text, 17, 2);
    const int fraction = digits_at(text, 20, 3);
    const bool read = hours >= 0 && minutes >= 0 && seconds >= 0 && fraction >= 0;
    if (!date || date->year < 1970 || !read) return std::nullopt;
    if (hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
    const std::int64_t days = days_between({1970, 1, 1}, *date);
    return days * day_milliseconds + ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1000} +
           fraction;
}

}  // namespace flopledger
