// SPDX-License-Identifier: Apache-2.0
// Logs of devices that were cut, changed or made up: nothing crashes, every row that is refused was
// counted, and it does not matter in which pieces the bytes come.
#include <doctest/doctest.h>

#include <array>
#include <random>

#include "core/meter/formats/machines/amd_smi.hpp"
#include "core/meter/formats/machines/dcgmi_monitor.hpp"
#include "core/meter/formats/machines/device_monitor.hpp"
#include "core/meter/formats/machines/mapped_csv.hpp"
#include "core/meter/formats/machines/neuron_monitor.hpp"
#include "core/meter/formats/machines/rocm_smi.hpp"
#include "core/meter/formats/machines/tpu_monitoring.hpp"
#include "core/meter/formats/metrics/fleet_csv.hpp"
#include "core/meter/formats/metrics/otlp_json.hpp"
#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

struct Example {
    const LogFormat* format;
    std::string text;
};

const std::vector<Example>& examples() {
    static const std::vector<Example> list = {
        {&device_monitor_format,
         "#Date Time gpu pwr sm\n#YYYYMMDD HH:MM:SS Idx W %\n"
         " 20240501 12:00:00 0 46 98\n 20240501 12:00:01 0 - 1e3\n"},
        {&dcgmi_monitor_format,
         "#Entity TENSO POWER TOTEC SMCLK\nID\nGPU 0 0.5 7e1 18446744 1410\n"
         "12:00 GPU-I 1 0.25 N/A N/A -\nSwitch 0 1 2 3 4\n"},
        {&amd_smi_csv_format,
         "gpu,gfx_activity,l,socket_power,total_energy_consumption\n"
         "0,98,[0, 0],120,1000.5\n1,N/A,\"a\"\"b\",1.5 W,-1\n"},
        {&amd_smi_json_format, R"([{"gpu": 0, "timestamp": 1714564800, "usage": {"gfx_activity":
{"value": 98, "unit": "%"}}, "power": {"socket_power": "1\u0030 W"}}]
{"gpu_data": [{"gpu": 1, "usage": "N/A"}]})"},
        {&rocm_smi_csv_format, "device,GPU use (%),Unique ID\ncard0,12,0x1\ncard1,N/A,0x1\n"},
        {&rocm_smi_json_format, R"json({"card0": {"GPU use (%)": "12", "Unique ID": "0x1"},
"card1": {"Accumulated Energy (uJ)": "1e9", "PCI Bus": "0"}, "system": {}})json"},
        {&neuron_monitor_format,
         R"({"neuron_runtime_data": [{"report": {"neuroncore_counters": {"neuroncores_in_use": )"
         R"({"0": {"neuroncore_utilization": 9.5, "flops": 1e15}}, "error": ""}}}], )"
         R"("neuron_hardware_info": {"neuroncore_per_device_count": 2}})"
         "\n"},
        {&tpu_monitoring_format,
         R"([{"metric": {"type": "kubernetes.io/node/accelerator/duty_cycle", "labels": )"
         R"({"accelerator_id": "1"}}, "points": [{"interval": {"endTime": "2024-05-01T12:00:00Z"},
"value": {"doubleValue": 50}}, {"value": {"int64Value": "1"}}]}])"},
        {&fleet_csv_format,
         "timestamp,component,metric_name,value,labels\n"
         "2024-05-01T12:00:00Z,c,dcgm_fi_dev_gpu_util,98,"
         "\"{\"\"uuid\"\":\"\"GPU-1\"\"}\"\n"},
        {&otlp_json_format,
         R"({"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "hw.gpu.utilization",
"gauge": {"dataPoints": [{"timeUnixNano": "1714564800000000000", "asDouble": 0.5,
"attributes": [{"key": "hw.id", "value": {"stringValue": "0"}}]}]}}]}]}]})"},
        {&mapped_csv_format,
         "timestamp,gpu_index,utilization_gpu_pct,power_draw_W\n"
         "1714564800.5,0,98,250\n1714564801,\"1\",N/A,-\n"},
    };
    return list;
}

MeterOptions with_start() {
    MeterOptions options;
    options.start = 1714564800000;
    options.interval = 1000;
    return options;
}

void check(const LogFormat& format, const std::string& text) {
    const MeterOptions options = with_start();
    DeviceTable devices;
    Meter meter{.options = options,
                .host = "n1",
                .devices = devices,
                .rows = {},
                .training = {},
                .jobs = {}};
    const auto parser = format.parser(meter);
    const std::size_t whole = text.rfind('\n') + 1;  // 0 where there is none
    if (whole > 0) parser->take(std::string_view(text).substr(0, whole));
    parser->end(std::string_view(text).substr(whole));
    CHECK(meter.rows.rejected() <= meter.row_count);
    static_cast<void>(format.recognise(text));
}

}  // namespace

TEST_CASE("hostile logs: the examples are recognised, and by no other of these formats") {
    for (const Example& example : examples()) {
        CAPTURE(example.text);
        for (const Example& other : examples()) {
            const bool own = other.format == example.format;
            CHECK((other.format->recognise(example.text) == Recognition::yes) == own);
        }
        CHECK(recognise_format(example.text, "") ==
              recognise_format("", std::string(example.format->name)));
        const std::string told = read_log(*example.format, example.text, with_start());
        CHECK(told.find("=") != std::string::npos);
        CHECK(told == read_log(*example.format, example.text, with_start(), "n1", 70));
    }
}

TEST_CASE("hostile logs: cut anywhere") {
    for (const Example& example : examples()) {
        for (std::size_t length = 0; length <= example.text.size(); ++length) {
            check(*example.format, example.text.substr(0, length));
            check(*example.format, example.text.substr(length));
        }
    }
}

TEST_CASE("hostile logs: bytes changed") {
    std::mt19937 random(7);
    constexpr char bytes[] = "\0\n\r\"\\,;[]{}:#-+.%eE019aGZ \t\x7f\xff\xef";
    for (const Example& example : examples()) {
        for (int round = 0; round < 400; ++round) {
            std::string text = example.text + example.text;
            for (std::size_t i = random() % 6 + 1; i > 0; --i) {
                const std::size_t at = random() % text.size();
                const char byte = bytes[random() % (sizeof bytes - 1)];
                if (random() % 3 == 0) {
                    text.insert(at, random() % 40, byte);
                } else {
                    text[at] = byte;
                }
            }
            check(*example.format, text);
        }
    }
}

TEST_CASE("hostile logs: long lines and deep nesting") {
    for (const Example& example : examples()) {
        for (const std::string& piece :
             {std::string("["), std::string("{\"a\":"), std::string("9"), std::string(","),
              std::string("\""), std::string("[\n"), std::string("GPU 0 ")}) {
            std::string text = example.text;
            for (int i = 0; i < 20'000; ++i) text += piece;
            check(*example.format, text);
        }
    }
}

}  // namespace flopledger
