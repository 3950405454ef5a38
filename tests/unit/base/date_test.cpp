// SPDX-License-Identifier: Apache-2.0
#include "core/base/date.hpp"

#include <doctest/doctest.h>

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
    const auto period = parse_period("2024-01-15..2024-06-30");
    REQUIRE(period.has_value());
    CHECK(period->days() == 167);
    CHECK_FALSE(parse_period("2024-06-30..2024-01-15").has_value());
    CHECK_FALSE(parse_period("2024-01-15..2024-01-15").has_value());
    CHECK_FALSE(parse_period("2024-01-15").has_value());
    CHECK(days_between({2024, 3, 1}, {2024, 2, 1}) == -29);
}

TEST_SUITE_END();
