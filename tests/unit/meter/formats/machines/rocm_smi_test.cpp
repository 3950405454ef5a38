// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/rocm_smi.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

MeterOptions with_start() {
    MeterOptions options;
    options.start = 1714564800000;
    options.interval = 1000;
    return options;
}

}  // namespace

TEST_CASE("rocm-smi JSON: values are texts, keys change, documents follow one another") {
    const std::string json = R"json({"card0": {"GPU use (%)": "12", "VRAM Total Memory (B)": "1",
    "Average Graphics Package Power (W)": "22.0", "Max Graphics Package Power (W)": "211.0",
    "Unique ID": "0x9a1", "Card series": "Instinct MI100"},
 "system": {"Driver version": "6.3.6"}}
{"card0": {"GPU use (%)": "13", "Current Socket Graphics Package Power (W)": "23.5",
    "Unique ID": "0x9a1", "Accumulated Energy (uJ)": "15723.34"}}
)json";
    CHECK(rocm_smi_json_format.recognise(json) == Recognition::yes);
    CHECK(read_log(rocm_smi_json_format, json) == "2 rows, 2 no-time (1 5)\n");
    CHECK(read_log(rocm_smi_json_format, json, with_start(), "") ==
          "0x9a1 (Instinct MI100) gpu_utilization+power: 1714564800000=1200/2200 "
          "1714564801000=1300/2350;\n"
          "0x9a1 (Instinct MI100) energy: 1714564801000=16;\n"
          "2 rows\n");
}

TEST_CASE("rocm-smi: boards of two devices give their power once") {
    const std::string json = R"json({"card0": {"GPU use (%)": "100", "Unique ID": "0x77",
    "Average Graphics Package Power (W)": "410.0", "Card Series": "AMD INSTINCT MI250"},
 "card1": {"GPU use (%)": "99", "Unique ID": "0x77",
    "Average Graphics Package Power (W)": "N/A", "Card Series": "AMD INSTINCT MI250"}})json";
    CHECK(read_log(rocm_smi_json_format, json, with_start()) ==
          "0x77 (AMD INSTINCT MI250) gpu_utilization+power: 1714564800000=10000/41000;\n"
          "0x77/card1 (AMD INSTINCT MI250) gpu_utilization+power: 1714564800000=9900/-;\n"
          "2 rows, 1 power-with-another-device (3)\n");
}

TEST_CASE("rocm-smi CSV: a header at each call, columns that come twice") {
    const std::string csv =
        "WARNING: AMD GPU device(s) is/are in a low-power state\n"
        "device,Temperature (\xc2\xb0"
        "C),sclk clock speed:,sclk clock speed:,GPU use (%),PCI Bus\n"
        "card0,35.0,(131Mhz),(131Mhz),50,0000:07:00.0\n"
        "card1,35.0,(131Mhz),(131Mhz),N/A,0000:08:00.0\n"
        "\n"
        "device,Temperature (\xc2\xb0"
        "C),sclk clock speed:,sclk clock speed:,GPU use (%),PCI Bus\n"
        "card0,35.0,(131Mhz),(131Mhz),51,0000:07:00.0\n"
        "card1,35.0,(131Mhz),(131Mhz)\n"
        "card1,35.0,(131Mhz),(131Mhz),1,2,3\n"
        "card1,35.0,(131Mhz),(131Mhz),7,0000:0";
    CHECK(rocm_smi_csv_format.recognise(csv) == Recognition::yes);
    CHECK(read_log(rocm_smi_csv_format, csv, with_start()) ==
          "n1/0000:07:00.0 () gpu_utilization: 1714564800000=5000 1714564801000=5100;\n"
          "n1/0000:08:00.0 () gpu_utilization: 1714564800000=-;\n"
          "7 rows, 2 not-this-format (1 9), 2 torn (8 10)\n");
}

}  // namespace flopledger
