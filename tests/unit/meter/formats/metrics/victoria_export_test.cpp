// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/victoria_export.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/series_reading.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

SeriesReading read(std::string_view text) { return {victoria_export_format, text}; }

}  // namespace

TEST_CASE("victoria export: a stretch of one series a line") {
    const auto reading = read(
        "{\"metric\":{\"pod\":\"p\",\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\":\"GPU-a\"},"
        "\"values\":[635.926,640,1e2],"
        "\"timestamps\":[1700000000000,1700000015000,1700000030000]}\n"
        "{\"metric\":{\"__name__\":\"DCGM_FI_DEV_FB_USED\",\"UUID\":\"GPU-a\"},\"values\":[1],"
        "\"timestamps\":[1700000000000]}\n"
        "{ \"timestamps\" : [1700000045000] , \"values\" : [ 1.5 ], \"metric\" : "
        "{\"UUID\":\"GPU-\\u0061\",\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\"} }\r\n"
        "{\"metric\":{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\":\"GPU-a\"},\"values\":[],"
        "\"timestamps\":[]}\n");
    CHECK(reading.devices() == "GPU-a");
    CHECK(reading.readings("GPU-a", Shape::power_only, start) ==
          "0:63593 15:64000 30:10000 45:150 ");
    CHECK(reading.rows() == 4);
    CHECK(reading.rejected() == 0);
}

TEST_CASE("victoria export: values that are no numbers") {
    const auto reading = read(
        "{\"metric\":{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\":\"GPU-a\"},"
        "\"values\":[+Inf,null,\"NaN\",\"Infinity\",x,-3,,7],"
        "\"timestamps\":[1700000000000,1700000001000,1700000002000,1700000003000,1700000004000,"
        "1700000005000,1700000006000,1700000007000]}\n");
    CHECK(reading.readings("GPU-a", Shape::power_only, start) == "7:700 ");
    CHECK(reading.rows() == 8);
    CHECK(reading.rejected(Rejection::out_of_range) == 3);
    CHECK(reading.rejected(Rejection::bad_number) == 1);
    CHECK(reading.found("no-value") == 3);
}

TEST_CASE("victoria export: torn lines, arrays of unequal length, times that are none") {
    const auto reading = read(
        "{\"metric\":{\"__name__\":\"155\",\"UUID\":\"GPU-a\"},\"values\":[1,2,3],"
        "\"timestamps\":[1700000000000,17]}\n"
        "{\"metric\":{\"__name__\":\"155\",\"pod\":\"x\"},\"values\":[1],"
        "\"timestamps\":[1700000000000]}\n"
        "not JSON\n"
        "{\"metric\":{\"__name__\":\"155\",\"UUID\":\"GPU-a\"},\"values\":[1]} trailing\n"
        "{\"metric\":{\"__name__\":\"155\",\"UUID\":[1]},\"values\":[1]}\n"
        "\n"
        "{\"metric\":{\"__name__\":\"155\",\"UUID\":\"GPU-a\"},\"values\":[1,2");
    CHECK(reading.readings("GPU-a", Shape::power_only, start) == "0:100 ");
    CHECK(reading.rejected(Rejection::no_time) == 1);
    CHECK(reading.rejected(Rejection::no_device) == 1);
    CHECK(reading.rejected(Rejection::not_this_format) == 3);
    CHECK(reading.rejected(Rejection::torn) == 2);
    CHECK(reading.rows() == 8);
}

TEST_CASE("victoria export: recognised by its arrays") {
    const auto recognise = victoria_export_format.recognise;
    CHECK(recognise("{\"metric\":{\"a\":\"b\"},\"values\":[") == Recognition::yes);
    CHECK(recognise("{ \"metric\":{},\"values\":[1],\"timestamps\":[2]}\n") == Recognition::yes);
    CHECK(recognise("{\"metric\":{\"a\":\"b\"},\"value\":[1,\"2\"]}") == Recognition::no);
    CHECK(recognise("{\"status\":\"success\",\"data\":{}}") == Recognition::no);
    CHECK(recognise("") == Recognition::no);
}

}  // namespace flopledger
