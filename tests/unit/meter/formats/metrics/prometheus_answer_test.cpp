// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/prometheus_answer.hpp"

#include <doctest/doctest.h>

#include "core/meter/formats/metrics/time_grid.hpp"
#include "tests/support/logs/series_reading.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

SeriesReading read(std::string_view text) { return {prometheus_answer_format, text}; }

std::string answer(const std::string& result, const std::string& type = "matrix",
                   const std::string& more = "") {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":[" +
           result + "]}" + more + "}";
}

std::string series(const std::string& device, const std::string& values) {
    return "{\"metric\":{\"__name__\":\"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE\",\"UUID\":\"" + device +
           "\"},\"values\":[" + values + "]}";
}

}  // namespace

TEST_CASE("prometheus answer: a matrix of series") {
    const auto reading =
        read(answer(series("GPU-a",
                           "[1700000000.123,\"0.471505\"],[1700000015.123,\"NaN\"],"
                           "[1700000030.123,\"+Inf\"],[1700000045.123,\"0.5\"]") +
                    "," + series("GPU-b", "[1700000001,\"1e-06\"]")));
    CHECK(reading.devices() == "GPU-a GPU-b");
    CHECK(reading.readings("GPU-a", Shape::tensor_only, start) == "0.123:471505 45.123:500000 ");
    CHECK(reading.readings("GPU-b", Shape::tensor_only, start) == "1:1 ");
    CHECK(reading.rows() == 5);
    CHECK(reading.found("no-value") == 1);
    CHECK(reading.rejected(Rejection::out_of_range) == 1);
    CHECK(reading.found("samples-invented") == 0);
}

TEST_CASE("prometheus answer: a vector has one reading a series") {
    const auto reading =
        read(answer("{\"metric\":{\"__name__\":\"203\",\"Hostname\":\"n\",\"gpu\":\"2\"},\"value\":"
                    "[1700000000,\"97\"]}",
                    "vector"));
    CHECK(reading.readings("n#2", Shape::utilization_only, start) == "0:9700 ");
}

TEST_CASE("prometheus answer: answers that follow one another, with an edge in common") {
    const std::string first = answer(series("GPU-a", "[1700000000,\"0.1\"],[1700000015,\"0.2\"]"));
    const std::string second = answer(series("GPU-a", "[1700000015,\"0.2\"],[1700000030,\"0.3\"]"));
    for (const char* between : {"", "\n", "\n\n  "}) {
        const auto reading = read(first + between + second + "\n");
        CHECK(reading.readings("GPU-a", Shape::tensor_only, start) ==
              "0:100000 15:200000 30:300000 ");
        CHECK(reading.total(Shape::tensor_only).duplicates == 1);
        CHECK(reading.rejected() == 0);
    }
}

TEST_CASE("prometheus answer: in pieces of any size") {
    const std::string text = answer(series("GPU-\\\"{a", "[1700000000,\"0.1\"]")) + "\n" +
                             answer(series("GPU-b", "[1700000000,\"0.2\"]"));
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        CAPTURE(cut);
        MeterOptions options;
        DeviceTable devices;
        Meter meter{options, 0, "", devices, {}, 0, {}, {}};
        const auto parser = prometheus_answer_format.parser(meter);
        parser->take(std::string_view(text).substr(0, cut));
        parser->end(std::string_view(text).substr(cut));
        REQUIRE(meter.row_count == 2);
        REQUIRE(meter.rows.rejected() == 0);
        REQUIRE(devices.devices().size() == 2);
    }
}

TEST_CASE("prometheus answer: errors, warnings and what is no answer") {
    const auto failed = read(
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum "
        "resolution of 11,000 points per timeseries\"}\n");
    CHECK(failed.rows() == 1);
    CHECK(failed.rejected(Rejection::not_this_format) == 1);
    CHECK(failed.found("answer-failed") == 1);

    const auto partial = read(answer("", "matrix", ",\"warnings\":[\"a store is missing\"]"));
    CHECK(partial.found("partial-answer") == 1);
    CHECK(partial.rejected() == 0);

    const auto torn = read(answer(series("GPU-a", "")) + "\n" + answer("").substr(0, 40));
    CHECK(torn.rejected(Rejection::torn) == 1);

    const auto noise = read("curl: (7) Failed to connect\n" +
                            answer(series("GPU-a", "[1700000000,\"0.1\"]")) + "\n]]\n\"x\n");
    CHECK(noise.total(Shape::tensor_only).readings == 1);
    CHECK(noise.rejected(Rejection::not_this_format) == 4);

    const auto odd = read(answer(series("GPU-a", "[true,\"1\"],7,[1700000000],[1700000001,2]") +
                                 ",5,{\"metric\":{}}"));
    CHECK(odd.rejected(Rejection::no_time) == 2);
    CHECK(odd.found("no-value") == 1);
}

TEST_CASE("prometheus answer: times on one grid look like query_range") {
    std::string aligned;
    std::string shifted;
    for (int i = 0; i < 5; ++i) {
        const std::string comma = i == 0 ? "" : ",";
        aligned += comma + "[" + std::to_string(1700000000 + 15 * i) + ",\"0.1\"]";
        shifted += comma + "[" + std::to_string(1700000004 + 15 * i) + ".321,\"0.1\"]";
    }
    CHECK(
        read(answer(series("a", aligned) + "," + series("b", aligned))).found("samples-invented") ==
        1);
    CHECK(
        read(answer(series("a", aligned) + "," + series("b", shifted))).found("samples-invented") ==
        0);
}

TEST_CASE("prometheus answer: recognised by its status") {
    const auto recognise = prometheus_answer_format.recognise;
    CHECK(recognise(answer("")) == Recognition::yes);
    CHECK(recognise("{\n  \"status\": \"error\",\n  \"errorType\": \"x\"}") == Recognition::yes);
    CHECK(recognise("{\"status\":\"ok\"}") == Recognition::no);
    CHECK(recognise("[]") == Recognition::no);
}

}  // namespace flopledger
