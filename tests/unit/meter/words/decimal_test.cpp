// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/decimal.hpp"

#include <doctest/doctest.h>

#include <string>

namespace flopledger {

TEST_CASE("decimal: plain numbers are scaled exactly") {
    CHECK(scaled_decimal("70.89", 2) == 7089);
    CHECK(scaled_decimal("0", 2) == 0);
    CHECK(scaled_decimal("100", 2) == 10000);
    CHECK(scaled_decimal("7.", 1) == 70);
    CHECK(scaled_decimal(".5", 1) == 5);
    CHECK(scaled_decimal("+3.25", 2) == 325);
    CHECK(scaled_decimal("000000000000000000000000000012", 0) == 12);
    CHECK(scaled_decimal("1234", -2) == 12);
}

TEST_CASE("decimal: halves go to the even neighbour, a trace more goes up") {
    CHECK(scaled_decimal("0.125", 2) == 12);
    CHECK(scaled_decimal("0.135", 2) == 14);
    CHECK(scaled_decimal("0.5", 0) == 0);
    CHECK(scaled_decimal("1.5", 0) == 2);
    CHECK(scaled_decimal("2.5", 0) == 2);
    CHECK(scaled_decimal("0.12500", 2) == 12);
    CHECK(scaled_decimal("0.125" + std::string(300, '0') + "1", 2) == 13);
    CHECK(scaled_decimal("0.1249" + std::string(300, '9'), 2) == 12);
    CHECK(scaled_decimal("50", -2) == 0);
    CHECK(scaled_decimal("150", -2) == 2);
    CHECK(scaled_decimal("50.01", -2) == 1);
    CHECK(scaled_decimal("9", -2) == 0);
    CHECK(scaled_decimal("99", -3) == 0);
}

TEST_CASE("decimal: exponents move the point") {
    CHECK(scaled_decimal("1e-07", 7) == 1);
    CHECK(scaled_decimal("1e-07", 6) == 0);
    CHECK(scaled_decimal("5e-07", 6) == 0);
    CHECK(scaled_decimal("5.1e-07", 6) == 1);
    CHECK(scaled_decimal("15e-07", 6) == 2);
    CHECK(scaled_decimal("1.7145648e+09", 0) == 1714564800);
    CHECK(scaled_decimal("9.223372036854776E+18", 0) == 9223372036854776000U);
    CHECK(scaled_decimal("0.00001e5", 0) == 1);
    CHECK(scaled_decimal("0e99999999999999999999", 6) == 0);
    CHECK(scaled_decimal("1e-99999999999999999999", 6) == 0);
    CHECK_FALSE(scaled_decimal("1e99999999999999999999", 6));
    CHECK(scaled_decimal("0." + std::string(500, '0') + "5e501", 0) == 5);
    CHECK(scaled_decimal("5" + std::string(500, '0') + "e-500", 0) == 5);
}

TEST_CASE("decimal: the largest number fits, the next does not") {
    CHECK(scaled_decimal("18446744073709551615", 0) == 18446744073709551615U);
    CHECK(scaled_decimal("18446744073709551615.5", 0) == std::nullopt);
    CHECK(scaled_decimal("18446744073709551615.4", 0) == 18446744073709551615U);
    CHECK_FALSE(scaled_decimal("18446744073709551616", 0));
    CHECK_FALSE(scaled_decimal("1844674407370955161.6", 1));
    CHECK_FALSE(scaled_decimal(std::string(1000, '9'), 0));
    CHECK_FALSE(scaled_decimal("1", 20));
    CHECK(scaled_decimal("1", 19) == 10000000000000000000U);
}

TEST_CASE("decimal: what is no number is none") {
    for (const char* text : {"",      ".",   "-",   "+",     "e5",  "1e",  "1e+",     "1.2.3",
                             "0x10",  "1,5", "12 ", " 12",   "nan", "NaN", "inf",     "+Inf",
                             "1e5.0", "--1", "+-1", "1_000", "12W", "-1",  "-0.0001", "\xd9\xa1"}) {
        CAPTURE(text);
        CHECK_FALSE(scaled_decimal(text, 2));
    }
    CHECK_FALSE(scaled_decimal(std::string_view("1\0", 2), 2));
    CHECK(scaled_decimal("-0.0", 2) == 0);
}

TEST_CASE("decimal: a source's words for no value") {
    for (const char* text :
         {"", " ", "-", "N/A", "n/a", "nan", "NaN", "-nan", "null", "None", "ERR!", "[N/A]",
          "[GPU requires reset]", "[]", " [Not Supported] ", "<<<NULL>>>", "<<<NOT_FOUND>>>"}) {
        CAPTURE(text);
        CHECK(is_missing(text));
    }
    for (const char* text : {"0", "--", "n", "nano", "[", "[5", "<<<>>", "none of it", "5]"}) {
        CAPTURE(text);
        CHECK_FALSE(is_missing(text));
    }
}

}  // namespace flopledger
