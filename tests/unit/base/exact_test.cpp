// SPDX-License-Identifier: Apache-2.0
#include "core/base/exact.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "core/base/number_text.hpp"

using namespace flopledger;

namespace {

Exact parsed(const std::string& text) { return std::get<Exact>(parse_exact(text)); }

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("numbers are read without passing through a double") {
    struct Row {
        const char* text;
        const char* exact;
        const char* three_digits;
    };
    const std::vector<Row> rows{
        {"15.6e12", "15600000000000", "1.56e13"},
        {"1_000", "1000", "1.00e3"},
        {"2/3", "2/3", "6.67e-1"},
        {"1e25/3", "10000000000000000000000000/3", "3.33e24"},
        {"0.1", "1/10", "1.00e-1"},
        {".5", "1/2", "5.00e-1"},
        {"5.", "5", "5.00e0"},
        {"-0.25", "-1/4", "-2.50e-1"},
        {"+7", "7", "7.00e0"},
        {"1E+3", "1000", "1.00e3"},
        {"0e999", "0", "0"},
        {"00012", "12", "1.20e1"},
        {"9.995e9", "9995000000", "1.00e10"},
        {"9.985", "1997/200", "9.98e0"},
        {"38000000000000000000000001", "38000000000000000000000001", "3.80e25"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(parsed(row.text).text() == row.exact);
        CHECK(parsed(row.text).scientific(3) == row.three_digits);
        CHECK(parsed(parsed(row.text).text()) == parsed(row.text));
    }
}

TEST_CASE("what is no number is refused by name and costs nothing") {
    struct Row {
        const char* text;
        NumberFault fault;
    };
    const std::vector<Row> rows{
        {"", NumberFault::not_a_number},
        {".", NumberFault::not_a_number},
        {"e5", NumberFault::not_a_number},
        {"1e", NumberFault::not_a_number},
        {"1_", NumberFault::not_a_number},
        {"_1", NumberFault::not_a_number},
        {"1__0", NumberFault::not_a_number},
        {"0x10", NumberFault::not_a_number},
        {"inf", NumberFault::not_a_number},
        {"nan", NumberFault::not_a_number},
        {"1,000", NumberFault::not_a_number},
        {"1/2/3", NumberFault::not_a_number},
        {"1/0", NumberFault::division_by_zero},
        {"1e61", NumberFault::exponent_out_of_bounds},
        {"1e-61", NumberFault::exponent_out_of_bounds},
        {"1e999999999", NumberFault::exponent_out_of_bounds},
        {"1e99999999999999999999999", NumberFault::exponent_out_of_bounds},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const auto result = parse_exact(row.text);
        REQUIRE(std::holds_alternative<NumberFault>(result));
        CHECK(std::get<NumberFault>(result) == row.fault);
    }
    CHECK(std::get<NumberFault>(parse_exact(std::string(101, '7'))) ==
          NumberFault::too_many_digits);
}

TEST_CASE("the nearest double is the one that the C library reads") {
    for (const char* text :
         {"3.8e25", "1e26", "0.1", "123456789012345678901234567890", "5e-60", "9007199254740993",
          "9007199254740992.5", "1.7976931348623157e58", "0.30000000000000004", "2.5244e24"}) {
        CAPTURE(text);
        CHECK(parsed(text).nearest_double() == std::strtod(text, nullptr));
    }
    CHECK(parsed("-2/3").nearest_double() == -2.0 / 3.0);
}

TEST_CASE("rounding happens once, half to even") {
    CHECK(Exact::ratio(345, 1000).fixed(2) == "0.34");
    CHECK(Exact::ratio(355, 1000).fixed(2) == "0.36");
    CHECK(Exact::ratio(-1, 1000).fixed(2) == "0.00");
    CHECK(Exact(12).fixed(0) == "12");
    CHECK(Exact::ratio(7, 2).floor() == Exact(3));
    CHECK(Exact::ratio(-7, 2).floor() == Exact(-4));
    CHECK(Exact(0).scientific(3) == "0");
}

TEST_CASE("the next whole number above") {
    CHECK(Exact::ratio(7, 2).ceiling() == Exact(4));
    CHECK(Exact::ratio(-7, 2).ceiling() == Exact(-3));
    CHECK(Exact(3).ceiling() == Exact(3));
}

TEST_CASE("rounded numbers are those that scientific notation shows") {
    for (const char* text : {"9.996e24", "9.985", "3.81e25", "1/3", "1e-59", "-2/3", "0.0009995"}) {
        CAPTURE(text);
        const Exact rounded = parsed(text).rounded(3);
        CHECK(rounded == parsed(parsed(text).scientific(3)));
        CHECK(rounded.rounded(3) == rounded);
    }
    CHECK(parsed("9.996e24").rounded(3) == parsed("1e25"));
    CHECK(parsed("9.985").rounded(3) == parsed("9.98"));
    CHECK(parsed("-9.5").rounded(1) == Exact(-10));
    CHECK(Exact().rounded(3) == Exact());
}

TEST_CASE("the power of ten is that of the number itself") {
    struct Row {
        const char* text;
        int exponent;
    };
    for (const Row& row : {Row{"9.999e24", 24}, Row{"1e25", 25}, Row{"1", 0}, Row{"0.5", -1},
                           Row{"1/3", -1}, Row{"0.1", -1}, Row{"99/1000", -2}, Row{"-250", 2}}) {
        CAPTURE(row.text);
        CHECK(parsed(row.text).exponent10() == row.exponent);
    }
}

TEST_CASE("a machine's whole number is at or below, and stops at the ends of its range") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    CHECK(Exact::ratio(7, 2).to_int64() == 3);
    CHECK(Exact::ratio(-7, 2).to_int64() == -4);
    CHECK(Exact().to_int64() == 0);
    CHECK(Exact(most).to_int64() == most);
    CHECK(Exact(least).to_int64() == least);
    CHECK((Exact(most) + Exact::ratio(1, 2)).to_int64() == most);
    CHECK((Exact(most) + 1).to_int64() == most);
    CHECK((Exact(least) - Exact::ratio(1, 2)).to_int64() == least);
    CHECK(parsed("-1e60").to_int64() == least);
}

TEST_CASE("arithmetic is exact") {
    const Exact third = Exact::ratio(1, 3);
    CHECK(third + third + third == Exact(1));
    CHECK(third * 3 == Exact(1));
    CHECK(Exact(1) / 3 == third);
    CHECK(parsed("0.1") + parsed("0.2") == parsed("0.3"));
    CHECK(third < Exact::ratio(34, 100));
    CHECK(larger(third, Exact(1)) == Exact(1));
    CHECK(smaller(third, Exact(1)) == third);
}

TEST_SUITE_END();
