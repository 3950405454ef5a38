// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace flopledger {

// A day of the Gregorian calendar, years 1 to 9999.
struct Date {
    int year = 1;
    int month = 1;
    int day = 1;

    friend auto operator<=>(const Date&, const Date&) = default;
};

// Reads `2026-11-21`; nothing else, and only days that exist.
std::optional<Date> parse_date(std::string_view text);

// Writes `2026-11-21`.
std::string to_text(const Date& date);

// The same day so many months later, or the last of that month where it has no such day.
Date months_later(const Date& date, int months);

// Days from one date to the other, negative if it lies before.
int days_between(const Date& from, const Date& to);

// Days since 1970-01-01.
int day_number(const Date& date);

// A half-open stretch of days: from the first up to, not including, the second. A ledger names both
// its days as included; its reader makes `to` the day after the last one.
struct Period {
    Date from;
    Date to;

    friend bool operator==(const Period&, const Period&) = default;

    // The length in days.
    int days() const;

    // The last day that lies in it, which is what is printed of a ledger.
    Date last() const;
};

// Whether the second day that a format writes lies in the period.
enum class LastDay { included, excluded };

// Reads `2024-01-15..2024-06-30`; at least one day must lie in it.
std::optional<Period> parse_period(std::string_view text, LastDay last);

}  // namespace flopledger
