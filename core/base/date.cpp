// SPDX-License-Identifier: Apache-2.0
#include "core/base/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace flopledger {

namespace {

std::chrono::year_month_day calendar_day(const Date& date) {
    return std::chrono::year{date.year} / date.month / date.day;
}

// The day so many days later.
Date days_later(const Date& date, int days) {
    const std::chrono::year_month_day day{std::chrono::sys_days{calendar_day(date)} +
                                          std::chrono::days{days}};
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char character : text) {
        if (character < '0' || character > '9') {
            return std::nullopt;
        }
        value = value * 10 + (character - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year == 0) {
        return std::nullopt;
    }
    const Date date{*year, *month, *day};
    return calendar_day(date).ok() ? std::optional(date) : std::nullopt;
}

std::string to_text(const Date& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Date months_later(const Date& date, int months) {
    const int month = date.month - 1 + months;
    const std::chrono::year year{date.year + month / 12};
    const std::chrono::month_day_last last{
        std::chrono::month{static_cast<unsigned>(month % 12 + 1)}};
    const auto longest = static_cast<unsigned>((year / last).day());
    return {static_cast<int>(year), month % 12 + 1, std::min(date.day, static_cast<int>(longest))};
}

int days_between(const Date& from, const Date& to) {
    const std::chrono::sys_days first{calendar_day(from)};
    const std::chrono::sys_days second{calendar_day(to)};
    return static_cast<int>((second - first).count());
}

int day_number(const Date& date) { return days_between(Date{1970, 1, 1}, date); }

int Period::days() const { return days_between(from, to); }

Date Period::last() const { return days_later(to, -1); }

std::optional<Period> parse_period(std::string_view text, LastDay last) {
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        return std::nullopt;
    }
    const auto from = parse_date(text.substr(0, dots));
    const auto to = parse_date(text.substr(dots + 2));
    if (!from || !to) {
        return std::nullopt;
    }
    const Period period{*from, last == LastDay::included ? days_later(*to, 1) : *to};
    return period.from < period.to ? std::optional(period) : std::nullopt;
}

}  // namespace flopledger
