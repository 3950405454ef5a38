// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/tsdb_dump.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/series_reading.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

SeriesReading read(std::string_view text) { return {tsdb_dump_format, text}; }

}  // namespace

TEST_CASE("tsdb dump: the name stands among the labels") {
    const auto reading = read(
        "{Hostname=\"n\", UUID=\"GPU-a\", __name__=\"DCGM_FI_DEV_GPU_UTIL\", gpu=\"0\"} 100 "
        "1700000000000\n"
        "{Hostname=\"n\", UUID=\"GPU-a\", __name__=\"DCGM_FI_DEV_GPU_UTIL\", gpu=\"0\"} 99 "
        "1700000015000\n"
        "{Hostname=\"n\", UUID=\"GPU-a\", __name__=\"DCGM_FI_DEV_GPU_UTIL\", gpu=\"0\"} NaN "
        "1700000030000\n"
        "{UUID=\"GPU-a\", __name__=\"DCGM_FI_PROF_SM_ACTIVE\", x=\"b\\\"c\\\\d\\ne,f}\"} 1e-06 "
        "1700000000123\n"
        "{__name__=\"up\", instance=\"n:9400\"} 1 1700000000000\n");
    CHECK(reading.devices() == "GPU-a");
    CHECK(reading.readings("GPU-a", Shape::utilization_only, start) == "0:10000 15:9900 ");
    CHECK(reading.readings("GPU-a", Shape::sm_only, start) == "0.123:1 ");
    CHECK(reading.rows() == 4);
    CHECK(reading.rejected() == 0);
    CHECK(reading.found("no-value") == 1);
}

TEST_CASE("tsdb dump: torn and foreign lines") {
    const auto reading = read(
        "{UUID=\"GPU-a\", __name__=\"DCGM_FI_DEV_GPU_UTIL\"} 1 1700000000000\n"
        "level=error err=\"read WAL\"\n"
        "{UUID=\"GPU-a\" __name__=\"DCGM_FI_DEV_GPU_UTIL\"} 1 1700000000000\n"
        "{UUID=\"GPU-a\", __name__=\"DCGM_FI_DEV_GPU_UTIL\"} 1 1700000015000\n"
        "{UUID=\"GPU-a\", __name__=\"DCGM_FI_D");
    CHECK(reading.rows() == 5);
    CHECK(reading.rejected(Rejection::not_this_format) == 2);
    CHECK(reading.rejected(Rejection::torn) == 1);
    CHECK(reading.total(Shape::utilization_only).readings == 2);
}

TEST_CASE("tsdb dump: recognised by its labels") {
    const auto recognise = tsdb_dump_format.recognise;
    CHECK(recognise("{__name__=\"x\", a=\"b\"} 1 1714564815000\n") == Recognition::yes);
    CHECK(recognise("{\"metric.name\", a=\"b\"} 1 1714564815000\n") == Recognition::yes);
    CHECK(recognise("{\"metric\":{\"__name__\":\"x\"}}\n") == Recognition::no);
    CHECK(recognise("{a=\"b\"} 1\n") == Recognition::no);
    CHECK(recognise("{\n") == Recognition::no);
    CHECK(recognise("") == Recognition::no);
}

}  // namespace flopledger
