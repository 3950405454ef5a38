// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/metric_names.hpp"

#include <doctest/doctest.h>

#include <string>

namespace flopledger {

namespace {

// What becomes of a value: the number in the unit of the measurand, or a word.
std::string read(std::string_view name, std::string_view text) {
    const MetricSource* source = metric_source(name);
    if (source == nullptr) return "unknown";
    const MetricValue value = read_value(*source, text);
    switch (value.kind) {
        case ValueKind::number:
            return std::to_string(value.value);
        case ValueKind::missing:
            return "missing";
        case ValueKind::not_a_number:
            return "no number";
        case ValueKind::out_of_range:
            return "out of range";
        case ValueKind::percent:
            break;
    }
    return "per cent";
}

}  // namespace

TEST_CASE("metric names: one field under all its names") {
    for (const char* name :
         {"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_PROF_TENSOR_UTIL_RATIO", "1004"}) {
        CHECK(read(name, "0.4637") == "463700");
    }
    for (const char* name : {"DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_BOARD_POWER_WATTS", "155"}) {
        CHECK(read(name, "635.926") == "63593");
    }
    CHECK(read("DCGM_FI_DEV_GPU_UTIL", "97") == "9700");
    CHECK(read("DCGM_FI_DEV_GPU_UTIL_RATIO", "0.97") == "9700");
    CHECK(read("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "4.55497156e+08") == "455497156");
    CHECK(read("gpu_energy_consumed", "1234567") == "1235");
    CHECK(read("amd_gpu_prof_tensor_active_percent", "12.5") == "125000");
    CHECK(read("hw.gpu.utilization", "1") == "10000");
    CHECK(read("ceems_compute_unit_gpu_index_flag", "1") == "unknown");
    CHECK(read("", "1") == "unknown");
}

TEST_CASE("metric names: ties go to even, and no digit is lost on the way") {
    CHECK(read("155", "1.005") == "100");
    CHECK(read("155", "1.015") == "102");
    CHECK(read("155", "1.0150000000000000000000001") == "102");
    CHECK(read("155", "1.0050000000000000000000001") == "101");
    CHECK(read("1004", "1e-07") == "0");
    CHECK(read("1004", "5e-07") == "0");
    CHECK(read("1004", "6e-07") == "1");
    CHECK(read("1004", "-0") == "0");
}

TEST_CASE("metric names: sentinels are missing, in any form they take") {
    for (const char* text :
         {"2147483632", "2147483635", "9223372036854775794", "140737488355328",
          "140737488355331.000000", "9.223372036854776e+18", "NaN", "<<<NULL>>>", "N/A", "1e300"}) {
        CAPTURE(text);
        CHECK(read("DCGM_FI_DEV_GPU_UTIL", text) == "missing");
        CHECK(read("DCGM_FI_DEV_POWER_USAGE", text) == "missing");
        CHECK(read("DCGM_FI_PROF_SM_ACTIVE", text) == "missing");
    }
    // A counter may well reach what is a sign in a smaller type.
    CHECK(read("156", "2147483632") == "2147483632");
    CHECK(read("156", "140737488355327") == "140737488355327");
    CHECK(read("156", "140737488355328.000000") == "missing");
    CHECK(read("156", "140737488355332") == "140737488355332");
    CHECK(read("156", "9223372036854775792") == "missing");
    CHECK(read("156", "9.223372036854776e+18") == "missing");
}

TEST_CASE("metric names: what a measurand cannot be") {
    CHECK(read("203", "100.5") == "out of range");
    CHECK(read("203", "-1") == "out of range");
    CHECK(read("203", "+Inf") == "out of range");
    CHECK(read("155", "200000") == "out of range");
    CHECK(read("100", "5000") == "out of range");
    CHECK(read("1002", "1.4") == "1400000");
    CHECK(read("1002", "87.5") == "per cent");
    CHECK(read("1002", "100") == "per cent");
    CHECK(read("1002", "101") == "out of range");
    CHECK(read("DCGM_FI_DEV_GPU_UTIL_RATIO", "1.2") == "out of range");
    CHECK(read("DCGM_FI_DEV_GPU_UTIL_RATIO", "98") == "per cent");
    for (const char* text : {"12x", "1.2.3", "0x10", "1e", "1e+", ".", "+", "--1"}) {
        CAPTURE(text);
        CHECK(read("203", text) == "no number");
    }
}

}  // namespace flopledger
