// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/neuron_monitor.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

// A report of an instance with two devices of two cores each.
std::string report(const std::string& cores, const std::string& error = "",
                   const std::string& more = "") {
    return R"({"neuron_runtime_data": [{"pid": 7, "error": "", "report": {"neuroncore_counters": )"
           R"({"period": 1.0007, "neuroncores_in_use": {)" +
           cores + R"(}, "error": ")" + error +
           R"("}}}], "instance_info": {"instance_id": "i-0a1b"}, "neuron_hardware_info": )"
           R"({"neuron_device_type": "inferentia2", "neuron_device_count": 2, )"
           R"("neuroncore_per_device_count": 2})" +
           more + "}\n";
}

MeterOptions with_start() {
    MeterOptions options;
    options.start = 1714564800000;
    options.interval = 1000;
    return options;
}

}  // namespace

TEST_CASE("neuron-monitor: the cores of a device are averaged, those left out run nothing") {
    const std::string two =
        report(R"("0": {"neuroncore_utilization": 90.5, "flops": 80000000000000}, )"
               R"("1": {"neuroncore_utilization": 9.51, "flops": 80000000000000})") +
        report(R"("3": {"neuroncore_utilization": 50, "flops": 80000000000000})");
    CHECK(neuron_monitor_format.recognise(two) == Recognition::yes);
    CHECK(read_log(neuron_monitor_format, two) == "2 rows, 2 no-time (1 2)\n");
    CHECK(read_log(neuron_monitor_format, two, with_start()) ==
          "i-0a1b#0 (inferentia2) gpu_utilization: 1714564800000=5001;\n"
          "i-0a1b#1 (inferentia2) gpu_utilization: 1714564801000=2500;\n"
          "2 rows\n");
}

TEST_CASE("neuron-monitor: times before the reports or in them, several runtimes") {
    const std::string core = R"("0": {"neuroncore_utilization": 10, "flops": 80000000000000})";
    CHECK(read_log(neuron_monitor_format, "2024-05-01T12:00:00Z " + report(core) +
                                              report(core, "", R"(, "timestamp": 1714564801.5)")) ==
          "i-0a1b#0 (inferentia2) gpu_utilization: 1714564800000=500 1714564801500=500;\n"
          "2 rows\n");
    const std::string runtimes =
        R"({"neuron_runtime_data": [)"
        R"({"report": {"neuroncore_counters": {"neuroncores_in_use": )"
        R"({"0": {"neuroncore_utilization": 100}}, "error": ""}}}, {"report": {}}, )"
        R"({"report": {"neuroncore_counters": {"neuroncores_in_use": )"
        R"({"1": {"neuroncore_utilization": 50}}, "error": ""}}}], "neuron_hardware_info": )"
        R"({"neuroncore_per_device_count": 2}})";
    CHECK(read_log(neuron_monitor_format, runtimes, with_start()) ==
          "n1#0 () gpu_utilization: 1714564800000=7500;\n1 rows\n");
}

TEST_CASE("neuron-monitor: a utilization far above the FLOP that the cores counted is told") {
    CHECK(read_log(neuron_monitor_format,
                   report(R"("0": {"neuroncore_utilization": 89.4, "effective_flops": 8.76e11})"),
                   with_start()) ==
          "i-0a1b#0 (inferentia2) gpu_utilization: 1714564800000=4470;\n"
          "1 rows, 1 utilization-far-above-flops (1)\n");
}

TEST_CASE("neuron-monitor: what cannot be used is counted") {
    const std::string log = report(R"("0": {"neuroncore_utilization": 101})") +
                            report(R"("0": {"neuroncore_utilization": "x"})") +
                            report(R"("0": {})") + report("", "no driver") +
                            report(R"("zero": {"neuroncore_utilization": 1})") +
                            report(R"("99999999999": {"neuroncore_utilization": 1})") +
                            R"({"neuron_runtime_data": [{"report": {"neuroncore_counters": )"
                            R"({"neuroncores_in_use": {"0": {"neuroncore_utilization": 1}}}}}]})"
                            "\n{\"other\": 1}\nneuron-monitor: hello\n{\"neuron_runtime_data\": [";
    CHECK(read_log(neuron_monitor_format, log, with_start()) ==
          "10 rows, 1 bad-number (2), 3 no-device (5 6 7), 2 not-this-format (8 9), "
          "1 out-of-range (1), 2 sentinel (3 4), 1 torn (10)\n");
}

}  // namespace flopledger
