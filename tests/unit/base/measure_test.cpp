// SPDX-License-Identifier: Apache-2.0
#include "core/base/measure.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/base/measures.hpp"
#include "core/base/quantity.hpp"

using namespace flopledger;

TEST_SUITE_BEGIN("unit");

TEST_CASE("figures are read with their range and unit into base units") {
    struct Row {
        const char* text;
        Dimension dimension;
        const char* default_unit;
        const char* low;
        const char* best;
        const char* high;
    };
    using enum Dimension;
    const std::vector<Row> rows{
        {"30.84M chip-hours", chip_seconds, "", "111024000000", "111024000000", "111024000000"},
        {"30.84e6", chip_seconds, "chip-hours", "111024000000", "111024000000", "111024000000"},
        {"2 GPU days", chip_seconds, "", "172800", "172800", "172800"},
        {"2800 PF-days", flop, "", "241920000000000000000000", "241920000000000000000000",
         "241920000000000000000000"},
        {"1 PFLOP/s-days", flop, "", "86400000000000000000", "86400000000000000000",
         "86400000000000000000"},
        {"2 ZFLOP", flop, "", "2000000000000000000000", "2000000000000000000000",
         "2000000000000000000000"},
        {"15.6T", tokens, "", "15600000000000", "15600000000000", "15600000000000"},
        {"15.6T tokens", tokens, "", "15600000000000", "15600000000000", "15600000000000"},
        {"405B", parameters, "", "405000000000", "405000000000", "405000000000"},
        {"0.38..0.43", ratio, "", "19/50", "81/200", "43/100"},
        {"38%..43%", ratio, "", "19/50", "81/200", "43/100"},
        {"41%", ratio, "", "41/100", "41/100", "41/100"},
        {"100 +- 10%", flop, "", "90", "100", "110"},
        {"100 +- 5", flop, "", "95", "100", "105"},
        {"10..20 kWh", joules, "", "36000000", "54000000", "72000000"},
        {"27.5", joules, "kWh", "99000000", "99000000", "99000000"},
        {"300 TFLOP/s", flop_per_second, "", "300000000000000", "300000000000000",
         "300000000000000"},
        {"1.5 days", seconds, "hours", "129600", "129600", "129600"},
        {"3", seconds, "hours", "10800", "10800", "10800"},
        {"16384 GPUs", chips, "", "16384", "16384", "16384"},
        {"1e2 USD", dollars, "", "100", "100", "100"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const auto result = parse_measure(row.text, row.dimension, row.default_unit);
        REQUIRE(std::holds_alternative<Range>(result));
        const Range& range = std::get<Range>(result);
        CHECK(range.low.text() == row.low);
        CHECK(range.best.text() == row.best);
        CHECK(range.high.text() == row.high);
    }
}

TEST_CASE("faulty figures are refused by kind") {
    using Kind = MeasureFault::Kind;
    struct Row {
        const char* text;
        Dimension dimension;
        Kind kind;
    };
    const std::vector<Row> rows{
        {"many", Dimension::tokens, Kind::not_a_number},
        {"", Dimension::tokens, Kind::not_a_number},
        {"1..", Dimension::tokens, Kind::not_a_number},
        {"5 apples", Dimension::chips, Kind::unknown_unit},
        {"5 core-hours", Dimension::chip_seconds, Kind::unknown_unit},
        {"3 GPU-hours", Dimension::flop, Kind::wrong_unit},
        {"3 hours", Dimension::chip_seconds, Kind::wrong_unit},
        {"-3", Dimension::flop, Kind::negative},
        {"5 +- 6", Dimension::flop, Kind::negative},
        {"5..3", Dimension::flop, Kind::upside_down},
        {"1e999999999", Dimension::flop, Kind::out_of_bounds},
        {"1 F-days", Dimension::flop, Kind::unknown_unit},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const auto result = parse_measure(row.text, row.dimension);
        REQUIRE(std::holds_alternative<MeasureFault>(result));
        CHECK(std::get<MeasureFault>(result).kind == row.kind);
        CHECK_FALSE(std::get<MeasureFault>(result).message.empty());
        CHECK_FALSE(std::get<MeasureFault>(result).hint.empty());
    }
}

TEST_CASE("ranges add and multiply end by end") {
    const Range first{1, 2, 3};
    const Range second{10, 20, 40};
    CHECK(interval::sum(first, second) == Range{11, 22, 43});
    CHECK(interval::product(first, second) == Range{10, 40, 120});
    CHECK(interval::quotient(second, first) == Range{Exact::ratio(10, 3), 10, 40});
    CHECK(meet(first, Range{3, 4, 5}));
    CHECK_FALSE(meet(first, Range{4, 5, 6}));
    CHECK(at_most(10) == Range{0, 5, 10});
    CHECK(between(1, 2).best == Exact::ratio(3, 2));
    CHECK(point(1).is_point());
}

TEST_CASE("units of quantities multiply and divide in their types") {
    const ChipSeconds chip_time = Chips{point(8)} * Seconds{point(10)};
    const Flop flop = FlopPerChipSecond{point(5)} * chip_time;
    CHECK(flop.value == point(400));
    const FlopPerSecond rate = flop / Seconds{point(10)};
    CHECK(rate.value == point(40));
}

TEST_CASE("a measure writes its quantity in a unit of its own, and reads it back") {
    const ChipSeconds two_days{point(2 * 86'400)};
    CHECK(written(two_days, Measures::chip_days) == point(2));
    CHECK(written(two_days, Measures::chip_hours) == point(48));
    CHECK(written(two_days, Measures::chip_time) == two_days.value);
    const DollarsPerChipSecond price{point(Exact::ratio(2, 3600))};
    CHECK(written(price, Measures::price) == point(2));
    CHECK(unwritten<BaseUnits{.second = -1, .chip = -1, .dollar = 1}>(point(2), Measures::price) ==
          price);
    CHECK(unit_text(Measures::price) == "USD/chip-hour");
    CHECK(is_flop(Measures::flop_bound));
    CHECK_FALSE(is_flop(Measures::flop_per_example));
}

TEST_CASE("bounds and ends of quantities") {
    const Flop flop{{2, 4, 8}};
    CHECK(at_most(flop).value == Range{0, 4, 8});
    CHECK(up_to(flop).value == Range{0, 0, 8});
    CHECK(high_end(flop).value == point(8));
    CHECK(with_high_of(flop, Flop{point(9)}).value == Range{2, 4, 9});
    CHECK((Exact(3) * flop).value == Range{6, 12, 24});
    CHECK((flop / Exact(2)).value == Range{1, 2, 4});
    CHECK(smaller_ends(flop, Flop{{1, 5, 7}}).value == Range{1, 4, 7});
    CHECK(larger_ends(flop, Flop{{1, 5, 7}}).value == Range{2, 5, 8});
}

TEST_SUITE_END();
