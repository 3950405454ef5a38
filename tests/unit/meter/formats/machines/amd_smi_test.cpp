// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/amd_smi.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

MeterOptions with_start() {
    MeterOptions options;
    options.start = 1714564800000;
    options.interval = 1000;
    return options;
}

const std::string two_devices =
    "n1#0 () gpu_utilization+power: 1714564800000=9800/12000 1714564801000=9900/12150;\n"
    "n1#1 () gpu_utilization+power: 1714564800000=-/- 1714564801000=100/9000;\n";

}  // namespace

TEST_CASE("amd-smi CSV: lists without quotes, a byte order mark, headers again") {
    const std::string csv =
        "\xef\xbb\xbf"
        "timestamp,gpu,gfx_activity,mm_activity_list,socket_power,gfx_clk\r\n"
        "1714564800,0,98,[0, 0, N/A],120,N/A\r\n"
        "1714564800,1,N/A,[0, 0],N/A,N/A\r\n"
        "\r\n"
        "timestamp,gpu,gfx_activity,mm_activity_list,socket_power,gfx_clk\r\n"
        "1714564801,0,99,\"[0, 0]\",121.5,2100\r\n"
        "1714564801,1,1,N/A,90,2100";
    CHECK(amd_smi_csv_format.recognise(csv.substr(3)) == Recognition::yes);
    CHECK(read_log(amd_smi_csv_format, csv) == two_devices + "4 rows\n");
}

TEST_CASE("amd-smi CSV: without times, energy, and rows that cannot be used") {
    const std::string csv =
        "gpu,gfx_usage,total_energy_consumption\n"
        "0,98,1000.5\n"
        "0,980,1\n"
        "0,9 8,1\n"
        "0,98\n"
        "0,98,[1,2\n"
        "0,98,1,7\n"
        "amd-smi: error\n"
        "N/A,98,1\n"
        "0,98,100";
    CHECK(read_log(amd_smi_csv_format, csv) ==
          "9 rows, 1 bad-number (4), 2 no-time (2 9), 2 not-this-format (7 8), 1 out-of-range (3), "
          "3 torn (5 6 10)\n");
    CHECK(read_log(amd_smi_csv_format, csv.substr(0, csv.find("0,980")), with_start()) ==
          "n1#0 () gpu_utilization: 1714564800000=9800;\n"
          "n1#0 () energy: 1714564800000=1000500;\n1 rows\n");
}

TEST_CASE("amd-smi JSON: three generations of what it writes say the same") {
    const std::string scalars = R"([
    {"timestamp": 1714564800, "gpu": 0, "usage": {"gfx_usage": 98, "mem_usage": 1},
     "power": {"average_socket_power": "120 W"}},
    {"timestamp": 1714564800, "gpu": 1, "usage": "N/A", "power": "N/A"}
]
[
    {"timestamp": 1714564801, "gpu": 0, "usage": {"gfx_usage": 99},
     "power": {"average_socket_power": 121.5}},
    {"timestamp": 1714564801, "gpu": 1, "gfx_activity": 1, "socket_power": 90}
]
)";
    const std::string with_units = R"([
    {"timestamp": 1714564800, "gpu": 0,
     "usage": {"gfx_activity": {"value": 98, "unit": "%"}, "vcn_activity": ["N/A"]},
     "power": {"socket_power": {"value": 120, "unit": "W"}, "gfx_voltage": "N/A"}},
    {"timestamp": 1714564800, "gpu": 1, "usage": {"gfx_activity": "N/A"},
     "power": {"socket_power": {"value": "N/A", "unit": "W"}}}
][
    {"timestamp": 1714564801, "gpu": 0,
     "usage": {"gfx_activity": {"value": 99, "unit": "%"}},
     "power": {"socket_power": {"value": 121500, "unit": "mW"}}},
    {"timestamp": 1714564801, "gpu": 1,
     "gfx": {"value": 1, "unit": "%"}, "power_usage": {"value": 90, "unit": "W"}}
])";
    const std::string wrapped = R"({
    "gpu_data": [
        {"timestamp": 1714564800, "gpu": 0, "usage": {"gfx_activity": {"value": 98, "unit": "%"}},
         "power": {"socket_power": {"value": 120, "unit": "W"}}},
        {"timestamp": 1714564800, "gpu": 1, "usage": "N/A", "power": "N/A"}
    ]
}
{"gpu_data": [
        {"timestamp": 1714564801, "gpu": 0, "usage": {"gfx_activity": {"value": 99, "unit": "%"}},
         "power": {"socket_power": {"value": 121.5, "unit": "W"}}},
        {"timestamp": 1714564801, "gpu": 1, "usage": {"gfx_activity": {"value": 1, "unit": "%"}},
         "power": {"socket_power": {"value": 90, "unit": "W"}}}
]})";
    for (const std::string& text : {scalars, with_units, wrapped}) {
        CAPTURE(text);
        CHECK(amd_smi_json_format.recognise(text) == Recognition::yes);
        CHECK(read_log(amd_smi_json_format, text) == two_devices + "4 rows\n");
    }
}

TEST_CASE("amd-smi JSON: torn documents, noise between them, wrong units, no times") {
    const std::string noisy = R"(WARNING: something
[
    {"timestamp": 1714564800, "gpu": 0, "usage": {"gfx_activity": {"value": 98, "unit": "MB"}}}
]
[
    {"timestamp": 1714564801, "gpu": 0, "usage": {"gfx_activity": {"value": 5, "unit": "%"}}},
    {"timestamp": 1714564801, "gpu": 1, "usage": {"gfx_acti
[
    {"timestamp": 1714564802, "gpu": 0, "usage": {"gfx_activity": {"value": 6, "unit": "%"}},
     "energy": {"total_energy_consumption": {"value": 10.5, "unit": "J"}}},
    {"gpu": 1, "usage": {"gfx_activity": {"value": 7, "unit": "%"}}},
    {"timestamp": 1714564802, "cpu": 0, "power": {"socket_power": 100}}
]
[ {"timestamp": 1714564803, "gpu": 0, "usage": {"gfx_)";
    CHECK(read_log(amd_smi_json_format, noisy) ==
          "n1#0 () gpu_utilization: 1714564802000=600;\n"
          "n1#0 () energy: 1714564802000=10500;\n"
          "6 rows, 1 no-time (11), 2 not-this-format (1 5), 1 torn (14), 1 unknown-unit (3)\n");
    CHECK(read_log(amd_smi_json_format, std::string(100'000, '[')).find(" rows") !=
          std::string::npos);
    CHECK(read_log(amd_smi_json_format, "") == "0 rows\n");
}

TEST_CASE("amd-smi: a real row") {
    const auto log = real_log("08-dcgmi-and-amdsmi/VirtualClient_amd-smi_result.txt");
    if (!log) return;
    CHECK(amd_smi_csv_format.recognise(log->substr(3)) == Recognition::yes);
    CHECK(read_log(amd_smi_csv_format, *log, with_start()) ==
          "n1#0 () gpu_utilization: 1714564800000=9800;\n1 rows\n");
}

}  // namespace flopledger
