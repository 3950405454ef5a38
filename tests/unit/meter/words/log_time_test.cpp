// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/log_time.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "core/meter/words/zone_file.hpp"

namespace flopledger {

namespace {

std::int64_t utc(const char* text) {
    const auto time = parse_log_time(text);
    REQUIRE(time);
    return time->milliseconds;
}

std::string big_endian(std::int64_t number, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) {
        text += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    }
    return text;
}

// A zone file with the changes and the rule given; its offsets are its types.
std::string zone_file(const std::vector<OffsetChange>& changes, const std::string& rule,
                      char version = '2', int leaps = 0) {
    const auto header = [&](std::size_t times, std::size_t types, std::size_t characters) {
        std::string text = "TZif";
        text += version;
        text.append(15, '\0');
        for (const std::size_t count :
             {std::size_t{0}, std::size_t{0}, static_cast<std::size_t>(leaps), times, types,
              characters}) {
            text += big_endian(static_cast<std::int64_t>(count), 4);
        }
        return text;
    };
    const auto type = [](std::int64_t offset) {
        return big_endian(offset, 4) + std::string(2, '\0');
    };
    std::string text = header(0, 1, 1) + type(0) + std::string(1, '\0');
    text += std::string(static_cast<std::size_t>(leaps) * 8, '\0');
    text += header(changes.size(), changes.size() + 1, 4);
    for (const OffsetChange& change : changes) text += big_endian(change.from, 8);
    for (std::size_t i = 1; i <= changes.size(); ++i) text += static_cast<char>(i);
    text += type(3600);
    for (const OffsetChange& change : changes) text += type(change.offset);
    text += std::string("LMT\0", 4) + std::string(static_cast<std::size_t>(leaps) * 12, '\0');
    return text + "\n" + rule + "\n";
}

// Central Europe, with the two changes of 2023 and the rule for the years after.
TimeZone central_europe() {
    const auto zone = TimeZone::from_file(
        zone_file({{1679792400, 7200}, {1698541200, 3600}}, "CET-1CEST,M3.5.0,M10.5.0/3"));
    REQUIRE(zone);
    return *zone;
}

void check_central_europe(const TimeZone& zone) {
    CHECK_FALSE(zone.fixed_offset());
    for (const char* year : {"2023", "2024", "2030", "2099"}) {
        CAPTURE(year);
        const std::string day(year);
        CHECK(zone.to_utc(utc((day + "-01-15 12:00:00").c_str()), 0) ==
              utc((day + "-01-15 11:00:00").c_str()));
        CHECK(zone.to_utc(utc((day + "-07-15 12:00:00").c_str()), 0) ==
              utc((day + "-07-15 10:00:00").c_str()));
    }
    // Clocks went back at 03:00 on 2024-10-27: 02:30 came twice.
    const std::int64_t twice = utc("2024-10-27 02:30:00.250");
    const std::int64_t first = utc("2024-10-27 00:30:00.250");
    const std::int64_t second = utc("2024-10-27 01:30:00.250");
    CHECK_FALSE(zone.is_one_moment(twice));
    CHECK(zone.is_one_moment(utc("2024-10-27 01:59:59.999")));
    CHECK_FALSE(zone.is_one_moment(utc("2024-10-27 02:00:00")));
    CHECK(zone.is_one_moment(utc("2024-10-27 03:00:00")));
    CHECK(zone.to_utc(twice, 0) == first);
    CHECK(zone.to_utc(twice, first) == first);
    CHECK(zone.to_utc(twice, first + 1) == first);  // a row that comes late
    CHECK(zone.to_utc(twice, first + 1'800'001) == second);
    CHECK(zone.to_utc(twice, second + 1) == second);
    // Clocks went forward at 02:00 on 2024-03-31: 02:30 never came.
    CHECK(zone.to_utc(utc("2024-03-31 02:30:00"), 0) == utc("2024-03-31 01:30:00"));
    CHECK(zone.to_utc(utc("2024-03-31 01:59:59"), 0) == utc("2024-03-31 00:59:59"));
    CHECK(zone.to_utc(utc("2024-03-31 03:00:00"), 0) == utc("2024-03-31 01:00:00"));
}

// The changes that a rule makes in one year.
std::vector<std::int64_t> changes_in(const char* rule, const char* from, const char* to) {
    ZoneOffsets offsets;
    REQUIRE(add_rule(rule, offsets));
    std::vector<std::int64_t> changes;
    for (const OffsetChange& change : offsets.changes) {
        if (change.from * 1000 < utc(from) || change.from * 1000 >= utc(to)) continue;
        changes.push_back(change.from * 1000);
        changes.push_back(change.offset);
    }
    return changes;
}

}  // namespace

TEST_CASE("log time: the spellings of one moment") {
    const std::int64_t expected = 1710511079791;
    for (const char* text : {"2024/03/15 13:57:59.791", "2024-03-15T13:57:59,791",
                             "2024-03-15t13:57:59.7919999", "20240315 13:57:59.791"}) {
        CAPTURE(text);
        const auto time = parse_log_time(text);
        REQUIRE(time);
        CHECK(time->milliseconds == expected);
        CHECK_FALSE(time->has_zone);
    }
    for (const char* text : {"2024-03-15T13:57:59.791Z", "2024-03-15 14:57:59.791 +01:00",
                             "2024-03-15T14:57:59.791+01", "2024/03/15 08:27:59.791-0530",
                             "20240315T135759.791Z", "2024-03-15 13:57:59.791 UTC"}) {
        CAPTURE(text);
        const auto time = parse_log_time(text);
        if (std::string(text) == "20240315T135759.791Z") {
            CHECK_FALSE(time);
            continue;
        }
        REQUIRE(time);
        CHECK(time->milliseconds == expected);
        CHECK(time->has_zone);
    }
}

TEST_CASE("log time: fractions are cut") {
    CHECK(utc("1970-01-01 00:00:00.9999999999999999999999") == 999);
    CHECK(utc("1970-01-01 00:00:01.5") == 1500);
    CHECK(utc("1969-12-31 23:59:59.25") == -750);
}

TEST_CASE("log time: what is no time is none") {
    for (const char* text : {"",
                             "2024",
                             "2024-03-15",
                             "2024-03-15 ",
                             "2024-03-15 13:57",
                             "2024-13-15 13:57:59",
                             "2023-02-29 00:00:00",
                             "2024-02-30 00:00:00",
                             "2024-00-10 00:00:00",
                             "2024-03-15 24:00:00",
                             "2024-03-15 13:60:00",
                             "2024-03-15 13:57:60",
                             "2024/03-15 13:57:59",
                             "2024-03-15 13:57:59.",
                             "2024-03-15 13:57:59 CET",
                             "2024-03-15 13:57:59 +1",
                             "2024-03-15 13:57:59+24:00",
                             "2024-03-15 13:57:59+01:60",
                             "2024-03-15  13:57:59",
                             " 2024-03-15 13:57:59",
                             "2024-03-15 13:57:59Zx",
                             "-024-03-15 13:57:59",
                             "2024-03-15 13-57-59",
                             "15/03/2024 13:57:59"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_log_time(text));
    }
}

TEST_CASE("log time: counts since 1970 are told apart by magnitude") {
    const std::int64_t expected = 1714564800123;
    for (const char* text :
         {"1714564800.123", "1714564800123", "1714564800123456", "1714564800123456789",
          "1.714564800123e9", "1714564800.1239", "1714564800.1229999999999"}) {
        CAPTURE(text);
        CHECK(parse_epoch_time(text) == expected);
    }
    CHECK(parse_epoch_time("1000000000") == 1000000000000);
    CHECK(parse_epoch_time("4999999999") == 4999999999000);
    for (const char* text :
         {"999999999", "5000000000", "999999999999", "5000000000000", "4999999999999999999",
          "5000000000000000000", "0", "12345.678", "", "nan", "-1714564800", "18446744073709551615",
          "99999999999999999999"}) {
        CAPTURE(text);
        const bool last = std::string(text) == "4999999999999999999";
        CHECK(parse_epoch_time(text).has_value() == last);
    }
}

TEST_CASE("time zones: UTC and offsets") {
    const TimeZone universal;
    CHECK(universal.fixed_offset() == 0);
    CHECK(universal.to_utc(1234, 0) == 1234);
    CHECK(TimeZone::named("UTC")->fixed_offset() == 0);
    CHECK(TimeZone::named("Z")->fixed_offset() == 0);
    CHECK(TimeZone::named("+02:00")->fixed_offset() == 7'200'000);
    CHECK(TimeZone::named("+02:00")->to_utc(7'200'000, 0) == 0);
    CHECK(TimeZone::named("-0530")->fixed_offset() == -19'800'000);
    CHECK(TimeZone::named("+02:00")->is_one_moment(0));
}

TEST_CASE("time zones: names that are none") {
    for (const char* name :
         {"", "Nowhere/At_All", "../../../etc/passwd", "/etc/localtime", "Europe",
          "Europe/../Europe/Berlin", "+2", "+25:00", "+02:00:00", "tzdata.zi", "zone.tab"}) {
        CAPTURE(name);
        CHECK_FALSE(TimeZone::named(name));
    }
    CHECK_FALSE(TimeZone::named(std::string("UTC\0", 4)));
    CHECK_FALSE(TimeZone::named(std::string(100000, 'x')));
}

TEST_CASE("time zones: a file with changes and a rule") {
    check_central_europe(central_europe());
    CHECK(central_europe().to_utc(utc("1980-07-01 12:00:00"), 0) == utc("1980-07-01 11:00:00"));
}

TEST_CASE("time zones: the machine's Europe/Berlin") {
    const auto zone = TimeZone::named("Europe/Berlin");
    if (!zone) {
        MESSAGE("skipped: this machine has no zone file for Europe/Berlin");
        return;
    }
    check_central_europe(*zone);
    CHECK(zone->to_utc(utc("1985-07-01 12:00:00"), 0) == utc("1985-07-01 10:00:00"));
}

TEST_CASE("time zones: a file without changes is one offset") {
    CHECK(TimeZone::from_file(zone_file({}, "<+0530>-5:30"))->fixed_offset() == 19'800'000);
    CHECK(TimeZone::from_file(zone_file({}, ""))->fixed_offset() == 3'600'000);
    const auto zone = TimeZone::from_file(zone_file({{1'000'000'000, 0}}, ""));
    REQUIRE(zone);
    CHECK(zone->to_utc(utc("2020-01-01 00:00:00"), 0) == utc("2020-01-01 00:00:00"));
    CHECK(zone->to_utc(utc("2000-01-01 01:00:00"), 0) == utc("2000-01-01 00:00:00"));
}

TEST_CASE("time zones: damaged files are none") {
    const std::string whole =
        zone_file({{1679792400, 7200}, {1698541200, 3600}}, "CET-1CEST,M3.5.0,M10.5.0/3");
    REQUIRE(TimeZone::from_file(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(TimeZone::from_file(whole.substr(0, size)));
    }
    CHECK_FALSE(TimeZone::from_file(zone_file({}, "UTC0", '\0')));
    CHECK_FALSE(TimeZone::from_file(zone_file({}, "UTC0", '2', 27)));
    CHECK_FALSE(TimeZone::from_file(zone_file({{2, 0}, {1, 3600}}, "UTC0")));
    CHECK_FALSE(TimeZone::from_file(zone_file({{1, 100'000}}, "UTC0")));
    CHECK(TimeZone::from_file(zone_file({{INT64_MAX, 0}}, "CET-1CEST,M3.5.0,M10.5.0/3")));
    CHECK(TimeZone::from_file(zone_file({{INT64_MIN, 0}}, "CET-1CEST,M3.5.0,M10.5.0/3")));
    for (std::size_t place = 0; place < whole.size(); ++place) {
        for (const char byte : {'\0', '\x7f', '\xff'}) {
            std::string damaged = whole;
            damaged[place] = byte;
            const auto zone = TimeZone::from_file(damaged);
            if (zone) zone->to_utc(1'700'000'000'000, 0);
        }
    }
}

TEST_CASE("time zones: rules of POSIX") {
    const char* year = "2024-01-01 00:00:00";
    const char* next = "2025-01-01 00:00:00";
    CHECK(changes_in("EST5EDT,M3.2.0,M11.1.0", year, next) ==
          std::vector<std::int64_t>{utc("2024-03-10 07:00:00"), -14'400, utc("2024-11-03 06:00:00"),
                                    -18'000});
    CHECK(changes_in("AEST-10AEDT,M10.1.0,M4.1.0/3", year, next) ==
          std::vector<std::int64_t>{utc("2024-04-06 16:00:00"), 36'000, utc("2024-10-05 16:00:00"),
                                    39'600});
    CHECK(changes_in("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", year, next) ==
          std::vector<std::int64_t>{utc("2024-04-06 15:00:00"), 37'800, utc("2024-10-05 15:30:00"),
                                    39'600});
    CHECK(changes_in("IST-1GMT0,M10.5.0,M3.5.0/1", year, next) ==
          std::vector<std::int64_t>{utc("2024-03-31 01:00:00"), 3'600, utc("2024-10-27 01:00:00"),
                                    0});
    // The 60th day is the first of March in every year by J60, the 29th of February by 59.
    CHECK(changes_in("AAA0BBB,J60/0,100/0", year, next).front() == utc("2024-03-01 00:00:00"));
    CHECK(changes_in("AAA0BBB,59/0,100/0", year, next).front() == utc("2024-02-29 00:00:00"));
    CHECK(changes_in("AAA0BBB,M3.4.4/50,M10.4.4/-1", year, next) ==
          std::vector<std::int64_t>{utc("2024-03-30 02:00:00"), 3'600, utc("2024-10-23 22:00:00"),
                                    0});
    for (const char* rule :
         {"", "C", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
          "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x",
          "CET-25", "<CET-1", "CET-1CEST,J0,J5", "CET-1CEST,M3.5.0/168,M10.5.0"}) {
        CAPTURE(rule);
        ZoneOffsets offsets;
        CHECK_FALSE(add_rule(rule, offsets));
    }
}

}  // namespace flopledger
