// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/otlp_json.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

std::string attribute(const std::string& key, const std::string& value) {
    return R"({"key": ")" + key + R"(", "value": {"stringValue": ")" + value + R"("}})";
}

std::string point(const std::string& time, const std::string& value, const std::string& more = "") {
    return R"({"timeUnixNano": ")" + time + R"(", )" + value + R"(, "attributes": [)" +
           attribute("hw.id", "0") + more + "]}";
}

std::string document(const std::string& metrics) {
    return R"({"resourceMetrics": [{"resource": {"attributes": [)" + attribute("host.name", "n7") +
           R"(]}, "scopeMetrics": [{"metrics": [)" + metrics + "]}]}]}\n";
}

std::string gauge(const std::string& name, const std::string& points,
                  const std::string& unit = "1") {
    return R"({"name": ")" + name + R"(", "unit": ")" + unit + R"(", "gauge": {"dataPoints": [)" +
           points + "]}}";
}

const std::string noon = "1714564800000000000";

}  // namespace

TEST_CASE("OTLP: ratios, whole numbers as texts, other tasks and metrics") {
    const std::string gpu = ", " + attribute("hw.type", "gpu");
    const std::string log =
        document(
            gauge(
                "hw.gpu.utilization",
                point(noon, R"("asDouble": 0.98)", ", " + attribute("hw.gpu.task", "general")) +
                    "," +
                    point(noon, R"("asDouble": 0.5)", ", " + attribute("hw.gpu.task", "encoder"))) +
            "," + gauge("hw.gpu.memory.utilization", point(noon, R"("asDouble": 0.1)")) + "," +
            gauge("hw.power", point(noon, R"("asInt": "700")", gpu), "W")) +
        document(gauge("hw.gpu.utilization", point("1714564815000000000", R"("asDouble": 0.25)")) +
                 R"(,{"name": "hw.energy", "sum": {"aggregationTemporality": 2, "dataPoints": [)" +
                 point(noon, R"("asDouble": 1.5)", gpu) + "]}}");
    CHECK(otlp_json_format.recognise(log) == Recognition::yes);
    CHECK(read_log(otlp_json_format, log) ==
          "n7#0 () gpu_utilization: 1714564800000=9800 1714564815000=2500;\n"
          "n7#0 () power: 1714564800000=70000;\n"
          "n7#0 () energy: 1714564800000=1500;\n"
          "4 rows\n");
}

TEST_CASE("OTLP: DCGM fields, clock and tensor activity of one moment") {
    const std::string uuid = ", " + attribute("uuid", "GPU-1");
    CHECK(read_log(otlp_json_format, document(gauge("dcgm_fi_prof_pipe_tensor_active",
                                                    point(noon, R"("asDouble": 0.5)", uuid)) +
                                              "," +
                                              gauge("dcgm_fi_dev_sm_clock",
                                                    point(noon, R"("asDouble": 1410)", uuid)))) ==
          "GPU-1 () tensor_active: 1714564800000=500000;\n"
          "GPU-1 () tensor_clock: 1714564800000=705000000;\n"
          "2 rows\n");
}

TEST_CASE("OTLP: what cannot be used is counted") {
    const std::string gpu = ", " + attribute("hw.type", "gpu");
    const std::string log =
        document(gauge("hw.gpu.utilization", point("0", R"("asDouble": 0.5)") + "," +
                                                 point(noon, R"("asDouble": 98)") + "," +
                                                 point(noon, R"("asDouble": "NaN")") + "," +
                                                 point(noon, R"("asDouble": true)"))) +
        document(R"({"name": "hw.energy", "sum": {"aggregationTemporality": 1, "dataPoints": [)" +
                 point(noon, R"("asDouble": 1.5)", gpu) + "]}}") +
        "noise\n{\"resourceMetrics\": [";
    CHECK(read_log(otlp_json_format, log) ==
          "7 rows, 1 bad-number (1), 1 no-time (1), 1 not-this-format (3), 1 out-of-range (1), "
          "1 torn (4), 1 unknown-unit (2), 1 no-value (1), 1 scale-doubtful (1)\n");
}

}  // namespace flopledger
