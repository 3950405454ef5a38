// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/fleet_csv.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

const std::string header = "timestamp,component,metric_name,value,labels\n";

std::string row(const std::string& time, const std::string& metric, const std::string& value) {
    return "2024-05-01T12:00:" + time + "Z,accelerator-nvidia-dcgm-prof," + metric + "," + value +
           R"(,"{""gpu"":""0"",""uuid"":""GPU-1""}")" + "\n";
}

}  // namespace

TEST_CASE("fleet intelligence CSV: a value a row, labels as JSON in quotes") {
    const std::string csv =
        header + row("00", "dcgm_fi_prof_pipe_tensor_active", "0.471505") +
        row("00", "dcgm_fi_prof_sm_active", "1") +
        row("00", "dcgm_fi_dev_power_usage", "7.0191e+02") +
        row("00", "dcgm_fi_dev_gpu_util", "98") + row("00", "dcgm_fi_prof_dram_active", "0.3") +
        row("00", "dcgm_fi_dev_sm_clock", "1410") + "2024-05-01T12:00:00Z,cpu,cpu_usage,75.3,\n" +
        header + row("30", "dcgm_fi_prof_pipe_tensor_active", "0");
    CHECK(fleet_csv_format.recognise(csv) == Recognition::yes);
    CHECK(read_log(fleet_csv_format, csv) ==
          "GPU-1 () tensor_active: 1714564800000=471505 1714564830000=0;\n"
          "GPU-1 () sm_active: 1714564800000=1000000;\n"
          "GPU-1 () power: 1714564800000=70191;\n"
          "GPU-1 () gpu_utilization: 1714564800000=9800;\n"
          "GPU-1 () tensor_clock: 1714564800000=664822050;\n"
          "6 rows\n");
}

TEST_CASE("fleet intelligence CSV: signs for no value, torn rows, other files of the agent") {
    const std::string metric = "dcgm_fi_prof_sm_active";
    const std::string csv = header + row("00", metric, "1.40737488355328e+14") +
                            row("01", metric, "NaN") + row("02", metric, "1.6") +
                            "2024-05-01T12:00:03Z,c," + metric + ",0.5,\n" + "yesterday,c," +
                            metric + R"(,0.5,"{""uuid"":""GPU-1""}")" + "\n" +
                            "a,b,c,d,e,f\n2024-05-01T12:00:04Z,c," + metric + R"(,0.5,"{""uu)";
    // A sign for no value tells that the device was there.
    CHECK(read_log(fleet_csv_format, csv, {}, "") ==
          "GPU-1 () sm_active: 1714564800000=-;\n"
          "7 rows, 1 no-device (5), 1 no-time (6), 1 not-this-format (7), 1 out-of-range (4), "
          "1 torn (8), 2 no-value (2 3), 1 scale-doubtful (4)\n");
    CHECK(fleet_csv_format.recognise("timestamp,component,event_name,event_type,message\n") ==
          Recognition::no);
}

}  // namespace flopledger
