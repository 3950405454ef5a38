// SPDX-License-Identifier: Apache-2.0
// Where clocks go back an hour comes twice: a log cut within it, in whatever order its rows are,
// adds up to what it adds up to in UTC, or the result says that it cannot tell.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/meter/summary/summarize.hpp"
#include "tests/support/logs/usage_checks.hpp"

namespace flopledger {

namespace {

// The clocks of Berlin go back at 01:00 UTC on 2026-10-25: times are seconds from there.
constexpr std::string_view header = "timestamp, uuid, utilization.gpu [%], power.draw [W]\n";

std::string row(std::int64_t seconds, std::int64_t offset) {
    const std::int64_t at = 86'400 + 3'600 * (offset + 1) + seconds;
    return fmt::format("2026/10/{} {:02}:{:02}:{:02}.000, GPU-1, {} %, 640.00 W\n",
                       24 + at / 86'400, at / 3'600 % 24, at / 60 % 60, at % 60,
                       (seconds / 30 % 97 + 97) % 97);
}

std::string local(std::int64_t seconds) { return row(seconds, seconds < 0 ? 2 : 1); }

// Rows from one second to another, of the clock's change, by the local clock or by UTC.
std::string table(std::int64_t from, std::int64_t to, std::int64_t step = 30) {
    std::string text(header);
    for (std::int64_t at = from; step > 0 ? at < to : at > to; at += step) text += local(at);
    return text;
}

std::string table_in_utc(std::int64_t from, std::int64_t to) {
    std::string text(header);
    for (std::int64_t at = from; at < to; at += 30) text += row(at, 0);
    return text;
}

Usage in_berlin(const LogFiles& files) {
    MeterOptions options = with_threads(2);
    options.zone = TimeZone::named("Europe/Berlin");
    REQUIRE(options.zone);
    return summary_of(files, options);
}

// Whether files hold the same as one table in UTC from one second to another.
bool same(const LogFiles& files, std::int64_t from, std::int64_t to) {
    const Usage expected = summary_of({{"a", table_in_utc(from, to)}});
    return plain(in_berlin(files).devices.at(0)) == plain(expected.devices.at(0));
}

std::uint64_t untold(const LogFiles& files) {
    const Usage usage = in_berlin(files);
    const auto found = usage.findings.find("order-matters");
    return found == usage.findings.end() ? 0 : found->second.rows;
}

}  // namespace

TEST_CASE("a log cut anywhere within the hour is the whole log") {
    for (std::int64_t middle = -5'100; middle < 5'400; middle += 330) {
        CAPTURE(middle);
        const LogFiles parts{{"a", table(-5'400, middle)}, {"b", table(middle, 5'400)}};
        CHECK(same(parts, -5'400, 5'400));
        CHECK(untold(parts) == 0);
    }
}

TEST_CASE("a part that lies within the hour follows the part before it") {
    const LogFiles parts{{"a", table(-5'400, -3'000)},
                         {"b", table(-3'000, -300)},
                         {"c", table(-300, 1'200)},
                         {"d", table(1'200, 3'000)}};
    CHECK(same(parts, -5'400, 3'000));
    CHECK(untold(parts) == 0);
}

TEST_CASE("a log that begins in the second hour is read as of that") {
    CHECK(same({{"a", table(1'200, 5'400)}}, 1'200, 5'400));
    CHECK(same({{"a", table(-1'200, 5'400)}}, -1'200, 5'400));
    // Another machine's log, by whose name it comes first, says nothing of it.
    const LogFiles two{{"a", table(6'000, 9'000)}, {"b", table(1'200, 5'400)}};
    CHECK(untold(two) == 0);
}

TEST_CASE("rows of the hour that come late or newest first find their hour") {
    std::string late = table(-5'400, -2'400);
    late += local(-2'400) + local(-2'340) + local(-2'370);
    late += table(-2'310, 5'400).substr(header.size());
    CHECK(same({{"a", late}}, -5'400, 5'400));
    CHECK(untold({{"a", late}}) == 0);
    CHECK(same({{"a", table(5'370, -5'430, -30)}}, -5'400, 5'400));
    CHECK(same({{"a", table(2'370, -5'430, -30)}}, -5'400, 2'400));
}

TEST_CASE("where nothing tells the hour the result says so") {
    CHECK(untold({{"a", table(600, 1'200)}}) == 20);
    CHECK(untold({{"a", table(-1'200, -600)}}) == 20);
    // Silence hides what the rows behind it would tell.
    CHECK(untold({{"a", table(600, 1'200) + table(6'000, 7'200).substr(header.size())}}) == 20);
    // A row that comes a quarter of an hour late may be one of the second hour.
    std::string late = table(-5'400, -1'500);
    late += local(-2'400) + table(-1'500, 1'200).substr(header.size());
    CHECK(untold({{"a", late}}) > 0);
}

TEST_CASE("a log of which the last part comes first by its name says so or is the same") {
    const LogFiles parts{{"b", table(-5'400, 1'200)}, {"a", table(1'200, 3'000)}};
    CHECK(untold(parts) == 60);
}

}  // namespace flopledger
