// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/tpu_monitoring.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

std::string point(const std::string& time, const std::string& value) {
    return R"({"interval": {"startTime": "2024-05-01T11:00:00Z", "endTime": "2024-05-01T)" + time +
           R"("}, "value": {)" + value + "}}";
}

std::string series(const std::string& metric, const std::string& points,
                   const std::string& more = "", const std::string& id = "4804027876654364216-0") {
    return R"({"metric": {"type": "kubernetes.io/node/accelerator/)" + metric +
           R"(", "labels": {"accelerator_id": ")" + id +
           R"(", "model": "tpu-v5p-slice"}}, "resource": {"type": "k8s_node", )"
           R"("labels": {"node_name": "gke-1"}}, )" +
           more + R"("points": [)" + points + "]}";
}

}  // namespace

TEST_CASE("TPU series: points come newest first, values in per cent") {
    const std::string json =
        "[" +
        series("tensorcore_utilization", point("12:01:00Z", R"("doubleValue": 31.25)") + "," +
                                             point("12:00:00.5Z", R"("doubleValue": 0.5)")) +
        ",\n" +
        series("duty_cycle", point("12:01:00Z", R"("int64Value": "98")") + "," +
                                 point("12:00:00Z", R"("int64Value": "0")")) +
        ",\n" + series("memory_used", point("12:00:00Z", R"("int64Value": "1")")) + "]";
    CHECK(tpu_monitoring_format.recognise(json) == Recognition::yes);
    CHECK(read_log(tpu_monitoring_format, json) ==
          "4804027876654364216-0 (tpu-v5p-slice) tensor_active: 1714564800500=5000 "
          "1714564860000=312500;\n"
          "4804027876654364216-0 (tpu-v5p-slice) gpu_utilization: 1714564800000=0 "
          "1714564860000=9800;\n"
          "4 rows\n");
}

TEST_CASE("TPU series: pages of the API, units stated, small identifiers") {
    const std::string pages = R"({"timeSeries": [)" +
                              series("duty_cycle", point("12:01:00Z", R"("doubleValue": 0.25)"),
                                     R"("unit": "10^2.%", )", "0") +
                              R"(], "nextPageToken": "a"})" + "\n" + R"({"timeSeries": [)" +
                              series("duty_cycle", point("12:02:00Z", R"("doubleValue": 0.25)"),
                                     R"("unit": "%", )", "0") +
                              "]}";
    CHECK(read_log(tpu_monitoring_format, pages) ==
          "gke-1#0 (tpu-v5p-slice) gpu_utilization: 1714564860000=2500 1714564920000=25;\n"
          "2 rows\n");
}

TEST_CASE("TPU series: a scale that nothing decides is not guessed") {
    const auto one = [](const std::string& value) {
        return "[" + series("duty_cycle", point("12:01:00Z", value)) + "]";
    };
    CHECK(read_log(tpu_monitoring_format, one(R"("doubleValue": 0.2)")) ==
          "1 rows, 1 unknown-unit (1)\n");
    CHECK(read_log(tpu_monitoring_format, one(R"("doubleValue": 0)")) ==
          "4804027876654364216-0 (tpu-v5p-slice) gpu_utilization: 1714564860000=0;\n1 rows\n");
    CHECK(read_log(tpu_monitoring_format, one(R"("doubleValue": 101)")) ==
          "1 rows, 1 out-of-range (1)\n");
    CHECK(read_log(tpu_monitoring_format,
                   "[" +
                       series("duty_cycle", point("12:01:00Z", R"("doubleValue": 5)"),
                              R"("unit": "By", )") +
                       "]") == "1 rows, 1 unknown-unit (1)\n");
}

TEST_CASE("TPU series: identifiers that differ by metric, bad points, torn documents") {
    CHECK(read_log(tpu_monitoring_format,
                   "[" + series("duty_cycle", point("12:01:00Z", R"("doubleValue": 5)")) + "," +
                       series("tensorcore_utilization", point("12:01:00Z", R"("doubleValue": 5)"),
                              "", "4804027876654364216-9") +
                       "]") ==
          "4804027876654364216-0 (tpu-v5p-slice) gpu_utilization: 1714564860000=500;\n"
          "4804027876654364216-9 (tpu-v5p-slice) tensor_active: 1714564860000=50000;\n"
          "2 rows, 1 device-ids-differ (1)\n");
    CHECK(read_log(tpu_monitoring_format,
                   "[" +
                       series("duty_cycle", point("noon", R"("doubleValue": 5)") + "," +
                                                point("12:01:00Z", R"("doubleValue": "x")")) +
                       "]\n[{\"metric\": ") ==
          "3 rows, 1 bad-number (1), 1 no-time (1), 1 torn (2)\n");
}

}  // namespace flopledger
