// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/device_monitor.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

// What the table gives: two devices, two rounds, the header again between them.
const std::string dated =
    "#Date       Time        gpu    pwr  gtemp     sm   pclk\n"
    "#YYYYMMDD   HH:MM:SS    Idx      W      C      %    MHz\n"
    " 20240501   12:00:00      0     46     34     98   1410\n"
    " 20240501   12:00:00      1      -     34      0    210\n"
    "#Date       Time        gpu    pwr  gtemp     sm   pclk\n"
    "#YYYYMMDD   HH:MM:SS    Idx      W      C      %    MHz\n"
    " 20240501   12:00:01      0    400     34    100   1410\n"
    " 20240501   12:00:01      1     45     34      -    210\n";

MeterOptions with_start() {
    MeterOptions options;
    options.start = 1714564800000;
    options.interval = 1000;
    return options;
}

const std::string both_devices =
    "n1#0 () gpu_utilization+power: 1714564800000=9800/4600 1714564801000=10000/40000;\n"
    "n1#1 () gpu_utilization+power: 1714564800000=0/- 1714564801000=-/4500;\n";

}  // namespace

TEST_CASE("nvidia-smi dmon: dates, repeated headers, absent values") {
    CHECK(device_monitor_format.recognise(dated) == Recognition::yes);
    CHECK(read_log(device_monitor_format, dated) == both_devices + "4 rows, zone assumed\n");
    CHECK(read_log(device_monitor_format, dated, {}, "n1", 1000) ==
          both_devices + "4 rows, zone assumed\n");
    MeterOptions options;
    options.zone = TimeZone::named("+02:00");
    CHECK(read_log(device_monitor_format, " 20240501   12:00:00      0     46     34     98 \n",
                   options) == "1 rows, 1 not-this-format (1)\n");
    const std::string first = dated.substr(0, dated.find(" 20240501   12:00:00      1"));
    CHECK(read_log(device_monitor_format, first, options) ==
          "n1#0 () gpu_utilization+power: 1714557600000=9800/4600;\n1 rows\n");
}

TEST_CASE("nvidia-smi dmon: without times the rounds follow one another, if the user says when") {
    const std::string plain =
        "# gpu    pwr  gtemp     sm\n"
        "# Idx      W      C      %\n"
        "    0     46     34     98\n"
        "    1      -     34      0\n"
        "    0    400     34    100\n"
        "    1     45     34      -\n";
    CHECK(device_monitor_format.recognise(plain) == Recognition::yes);
    CHECK(read_log(device_monitor_format, plain) == "4 rows, 4 no-time (3 4 5)\n");
    CHECK(read_log(device_monitor_format, plain, with_start()) == both_devices + "4 rows\n");
}

TEST_CASE("nvidia-smi dmon: the CSV variant, with and without its header") {
    const std::string rows = "0, 46, 98\n1, -, 0\n0, 400, 100\n1, 45, -\n";
    const std::string csv = "#gpu, pwr, sm\n#Idx, W, %\n" + rows;
    CHECK(device_monitor_format.recognise(csv) == Recognition::yes);
    CHECK(read_log(device_monitor_format, csv, with_start()) == both_devices + "4 rows\n");
    MeterOptions options = with_start();
    options.columns = {"gpu", "pwr", "sm"};
    CHECK(read_log(device_monitor_format, rows, options) == both_devices + "4 rows\n");
    CHECK(read_log(device_monitor_format, rows, with_start()) ==
          "4 rows, 4 not-this-format (1 2 3)\n");
}

TEST_CASE("nvidia-smi dmon: rows that cannot be used are counted by what is wrong") {
    const std::string table =
        "# gpu    pwr     sm\n"
        "# Idx      W      %\n"
        "    0     46    101\n"     // more than all the time
        "    0     4;     50\n"     // no number
        "    0     46\n"            // cut short
        "    0     46     50  7\n"  // more than there are columns
        "Failed to initialize NVML: Driver/library version mismatch\n"
        "\n"
        "    0     50     50\n";
    CHECK(read_log(device_monitor_format, table, with_start()) ==
          "n1#0 () gpu_utilization+power: 1714564802000=5000/5000;\n"
          "6 rows, 1 bad-number (4), 2 not-this-format (6 7), 1 out-of-range (3), 1 torn (5)\n");
    // Without a host, devices that have nothing but an index are unknown.
    CHECK(read_log(device_monitor_format, "# gpu pwr sm\n# Idx W %\n 0 1 2\n", with_start(), "")
              .find("host needed") != std::string::npos);
    // A unit that is not the one we know.
    CHECK(read_log(device_monitor_format, "# gpu pwr sm\n# Idx mW %\n 0 1 2\n", with_start()) ==
          "1 rows, 1 unknown-unit (3)\n");
}

TEST_CASE("nvidia-smi dmon: the end of a file within a number is not a smaller number") {
    const std::string table = "# gpu     sm    pwr\n# Idx      %      W\n    0     50    400\n";
    CHECK(read_log(device_monitor_format, table + "    0     50    401", with_start()) ==
          "n1#0 () gpu_utilization+power: 1714564800000=5000/40000 1714564801000=5000/40100;\n"
          "2 rows\n");
    CHECK(read_log(device_monitor_format, table + "    0     50    40", with_start()) ==
          "n1#0 () gpu_utilization+power: 1714564800000=5000/40000;\n2 rows, 1 torn (4)\n");
}

TEST_CASE("nvidia-smi dmon: a list of processes is none") {
    const std::string list =
        "# gpu         pid   type     sm    mem    enc    dec    command\n"
        "# Idx           #    C/G      %      %      %      %    name\n"
        "    0       3485     C      0      0      -      -      python\n";
    CHECK(device_monitor_format.recognise(list) == Recognition::no);
    CHECK(device_monitor_format.recognise("") == Recognition::no);
    CHECK(device_monitor_format.recognise("# gpu temp\n") == Recognition::no);
}

}  // namespace flopledger
