// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/device_reading.hpp"

#include <doctest/doctest.h>

#include <string>

#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

namespace {

// A value, `-` if it is missing, or what is wrong with it.
std::string figure(std::string_view text, Measurand measurand, MeasureUnit unit) {
    const ReadFigure read = read_figure(text, measurand, unit);
    if (read.fault) return std::string(word(*read.fault));
    return read.missing ? "-" : std::to_string(read.value);
}

}  // namespace

TEST_CASE("figures: units give whole numbers of the metric's own") {
    const auto busy = Measurand::gpu_utilization;
    const auto tensor = Measurand::tensor_active;
    CHECK(figure("98.5", busy, MeasureUnit::percent) == "9850");
    CHECK(figure("0.985", busy, MeasureUnit::ratio) == "9850");
    CHECK(figure("98.5 %", busy, MeasureUnit::ratio) == "9850");
    CHECK(figure("88.5", tensor, MeasureUnit::percent) == "885000");
    CHECK(figure("1e-06", tensor, MeasureUnit::ratio) == "1");
    CHECK(figure("46.19 W", Measurand::power, MeasureUnit::watt) == "4619");
    CHECK(figure("46190mW", Measurand::power, MeasureUnit::watt) == "4619");
    CHECK(figure("46190000", Measurand::power, MeasureUnit::microwatt) == "4619");
    CHECK(figure("0.04619", Measurand::power, MeasureUnit::kilowatt) == "4619");
    CHECK(figure("1410", Measurand::sm_clock, MeasureUnit::megahertz) == "1410");
    CHECK(figure("1410000000", Measurand::sm_clock, MeasureUnit::hertz) == "1410");
    CHECK(figure("1.5", Measurand::energy, MeasureUnit::joule) == "1500");
    CHECK(figure("1500", Measurand::energy, MeasureUnit::microjoule) == "2");
    CHECK(figure("1", Measurand::energy, MeasureUnit::watt_hour) == "3600000");
    CHECK(figure("0.000000001", Measurand::energy, MeasureUnit::kilowatt_hour) == "4");
    CHECK(figure("5124095", Measurand::energy, MeasureUnit::kilowatt_hour) == "18446742000000000");
}

TEST_CASE("figures: missing is missing, wrong is wrong") {
    const auto power = [](std::string_view text) {
        return figure(text, Measurand::power, MeasureUnit::watt);
    };
    CHECK(power("") == "-");
    CHECK(power("N/A") == "-");
    CHECK(power("[Unknown Error]") == "-");
    CHECK(power("nan") == "-");
    CHECK(power("abc") == "bad-number");
    CHECK(power("1.2.3") == "bad-number");
    CHECK(power("--1") == "bad-number");
    CHECK(power("1 J") == "unknown-unit");
    CHECK(power("1 horse") == "unknown-unit");
    CHECK(power("-1") == "out-of-range");
    CHECK(power("1e300") == "out-of-range");
    CHECK(power("99999999999999999999999") == "out-of-range");
    CHECK(power("4,376") == "bad-number");
    CHECK(figure("100.01", Measurand::gpu_utilization, MeasureUnit::percent) == "out-of-range");
    CHECK(figure("1.6", Measurand::sm_active, MeasureUnit::ratio) == "out-of-range");
}

TEST_CASE("rows of delimited text") {
    RowSplitter splitter(',', true);
    const auto split = [&](std::string_view row) -> std::string {
        if (!splitter.split(row)) return "torn";
        std::string joined;
        for (const std::string_view field : splitter.fields()) joined.append(field).append("|");
        return joined;
    };
    CHECK(split("") == "|");
    CHECK(split(" a ,b,") == "a|b||");
    CHECK(split("\"a,\"\"b\"\"\" , c") == "a,\"b\"|c|");
    CHECK(split("[0, 0],1,[2]x,[]") == "[0, 0]|1|[2]x|[]|");
    CHECK(split("\"a") == "torn");
    CHECK(split("\"a\"b,c") == "torn");
    CHECK(split("[1,2") == "torn");
    CHECK(split("\"\",\"\"") == "||");
    CHECK(first_line("\n \r\nabc\ndef") == "abc");
    CHECK(first_line("\n\n").empty());
    CHECK(split_words("  a\tb  ").size() == 2);
}

TEST_CASE("rounds of a log without times") {
    MeterOptions options;
    RoundClock none;
    CHECK(!none.next(options, "0"));
    options.start = 1000;
    options.interval = 500;
    RoundClock clock;
    CHECK(clock.next(options, "0") == 1000);
    CHECK(clock.next(options, "1") == 1000);
    CHECK(clock.next(options, "1") == 1500);
    CHECK(clock.next(options, "0") == 1500);
    CHECK(clock.next(options, "0") == 2000);
    options.interval = 0;
    CHECK(!clock.next(options, "0"));
    options.start = last_possible_time;
    options.interval = 1;
    CHECK(!clock.next(options, "0"));
}

}  // namespace flopledger
