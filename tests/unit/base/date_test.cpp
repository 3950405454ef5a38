// SPDX-License-Identifier: Apache-2.0
#include "core/base/date.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace flopledger;

TEST_SUITE_BEGIN("unit");

TEST_CASE("only days that exist are dates") {
    CHECK(parse_date("2026-11-21") == Date{2026, 11, 21});
    CHECK(parse_date("2024-02-29") == Date{2024, 2, 29});
    for (const char* text : {"2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01",
                             "2024-01-01 ", "2024/01/01", "0000-01-01", "", "yesterday"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
    CHECK(to_text({987, 6, 5}) == "0987-06-05");
}

TEST_CASE("periods are half-open stretches of days") {
    const auto period = parse_period("2024-01-15..2024-06-30", LastDay::excluded);
    REQUIRE(period.has_value());
    CHECK(period->days() == 167);
    CHECK(period->last() == Date{2024, 6, 29});
    for (const LastDay last : {LastDay::included, LastDay::excluded}) {
        CHECK_FALSE(parse_period("2024-06-30..2024-01-15", last).has_value());
        CHECK_FALSE(parse_period("2024-01-15", last).has_value());
    }
    CHECK_FALSE(parse_period("2024-01-15..2024-01-15", LastDay::excluded).has_value());
    CHECK(days_between({2024, 3, 1}, {2024, 2, 1}) == -29);
}

TEST_CASE("a period whose last day is included ends on the day that is written") {
    for (const char* day :
         {"0001-01-01", "1969-12-31", "2024-02-28", "2024-02-29", "2026-12-31", "9999-12-31"}) {
        CAPTURE(day);
        const std::string text = day;
        const auto one = parse_period(text + ".." + text, LastDay::included);
        REQUIRE(one.has_value());
        CHECK(one->days() == 1);
        CHECK(one->from == one->last());
        CHECK(to_text(one->last()) == text);
    }
    CHECK(parse_period("2026-02-02..2026-03-18", LastDay::included)->days() == 45);
    CHECK_FALSE(parse_period("2026-02-02..2026-02-01", LastDay::included).has_value());
}

TEST_SUITE_END();
