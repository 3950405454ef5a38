// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/dcgmi_monitor.hpp"

#include <doctest/doctest.h>

#include "core/usage/usage_sums.hpp"
#include "tests/support/logs/log_reading.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

const std::string table =
    "#Entity   GRACT        TENSO        SMACT        POWER        \n"
    "ID                                               W            \n"
    "GPU 0     0.998        0.885        0.91         70.2         \n"
    "GPU 1     0.000        N/A          N/A          N/A          \n"
    "#Entity   GRACT        TENSO        SMACT        POWER        \n"
    "ID                                               W            \n"
    "GPU 0     0.998        0.5          0.92         71           \n";

MeterOptions with_start() {
    MeterOptions options;
    options.start = 1714564800000;
    options.interval = 1000;
    return options;
}

}  // namespace

TEST_CASE("dcgmi dmon: fields by their short names, headers again, no times") {
    CHECK(dcgmi_monitor_format.recognise(table) == Recognition::yes);
    CHECK(read_log(dcgmi_monitor_format, table) == "3 rows, 3 no-time (3 4 7)\n");
    CHECK(read_log(dcgmi_monitor_format, table, with_start()) ==
          "n1#0 () power: 1714564800000=7020 1714564801000=7100;\n"
          "n1#0 () tensor_active: 1714564800000=885000 1714564801000=500000;\n"
          "n1#0 () sm_active: 1714564800000=910000 1714564801000=920000;\n"
          "n1#0 () engine_active: 1714564800000=9980 1714564801000=9980;\n"
          "n1#1 () power: 1714564800000=-;\n"
          "n1#1 () tensor_active: 1714564800000=-;\n"
          "n1#1 () sm_active: 1714564800000=-;\n"
          "n1#1 () engine_active: 1714564800000=0;\n"
          "3 rows\n");
}

TEST_CASE("dcgmi dmon: times before the lines, clock, energy, utilization with power") {
    const std::string stamped =
        "2024-05-01 12:00:00 # Entity  TENSO  SMCLK  TOTEC  GPUTL  POWER\n"
        "2024-05-01 12:00:00       Id    MHz     mJ      W\n"
        "2024-05-01 12:00:00 GPU 0  0.500  1410  455497156000  98  400.0 \n"
        "[2024-05-01 12:00:01.5] GPU 0  N/A  1410  455497556000  98  400.0 \n"
        "1714564802.25 GPU 0  0.25  N/A  N/A  0  60 \n"
        "Nov 22 02:08:13 GPU 0  0.25  1410  1  0  60 \n";
    CHECK(dcgmi_monitor_format.recognise(stamped) == Recognition::yes);
    CHECK(read_log(dcgmi_monitor_format, stamped) ==
          "n1#0 () gpu_utilization+power: 1714564800000=9800/40000 1714564801500=9800/40000 "
          "1714564802250=0/6000;\n"
          "n1#0 () tensor_active+tensor_clock: 1714564800000=500000/705000000 "
          "1714564801500=-/- 1714564802250=250000/-;\n"
          "n1#0 () energy: 1714564800000=230622624/106 1714564801500=231022624/106;\n"
          "4 rows, 1 no-time (6), zone assumed\n");
}

TEST_CASE("dcgmi dmon: parts of devices are devices of their own, without what boards repeat") {
    const std::string parts =
        "#Entity   TENSO  POWER \n"
        "ID                     \n"
        "GPU-I 1   0.5    300   \n"
        "GPU-CI 2  0.25   300   \n"
        "Switch 0  N/A    10    \n";
    CHECK(read_log(dcgmi_monitor_format, parts, with_start()) ==
          "n1#I1 () tensor_active: 1714564800000=500000;\n"
          "n1#CI2 () tensor_active: 1714564800000=250000;\n"
          "2 rows, 2 device-parts (3 4)\n");
}

TEST_CASE("dcgmi dmon: what is no row, what is a bad one, what is cut short") {
    const std::string bad =
        "#Entity   TENSO  SMACT \n"
        "ID                     \n"
        "GPU 0     1.6    0.5   \n"
        "GPU 0     0.5          \n"
        "GPU 0     0.5    half  \n"
        "GPU 0     0.5    0.1  7\n"
        "GPU x     0.5    0.1   \n"
        "Error setting watches. Result: The requested function was not found\n"
        "dmon was stopped due to receiving a signal.\n"
        "GPU 0     0.5    0.12";
    CHECK(read_log(dcgmi_monitor_format, bad, with_start()) ==
          "7 rows, 1 bad-number (5), 3 not-this-format (6 7 8), 1 out-of-range (3), 2 torn (4 "
          "10)\n");
    CHECK(dcgmi_monitor_format.recognise("#Entity FP32A DRAMA\n") == Recognition::no);
    CHECK(dcgmi_monitor_format.recognise("# Entities\n") == Recognition::no);
}

TEST_CASE("dcgmi dmon: a real capture of a T4") {
    const auto log = real_log("08-dcgmi-and-amdsmi/VirtualClient_DCGMIDmonResults.txt");
    if (!log) return;
    CHECK(dcgmi_monitor_format.recognise(*log) == Recognition::yes);
    const std::string told = read_log(dcgmi_monitor_format, *log, with_start());
    CHECK(told.find(" 1714564802000=885000 ") != std::string::npos);
    CHECK(told.ends_with("\n15 rows\n"));
}

}  // namespace flopledger
