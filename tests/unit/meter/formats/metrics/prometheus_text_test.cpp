// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/prometheus_text.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/series_reading.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

SeriesReading read(std::string_view text, MeterOptions options = {}) {
    return {prometheus_text_format, text, std::move(options)};
}

MeterOptions stepping() {
    MeterOptions options;
    options.start = start;
    options.interval = 30'000;
    return options;
}

}  // namespace

TEST_CASE("prometheus text: every metric goes to its own series, in its unit") {
    const auto reading = read(
        "# HELP DCGM_FI_DEV_GPU_UTIL GPU utilization (in %).\n"
        "# TYPE DCGM_FI_DEV_GPU_UTIL gauge\n"
        "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} 97 1700000000000\n"
        "DCGM_FI_DEV_FB_USED{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} 4242 1700000000000\n"
        "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} 635.926 1700000000000\n"
        "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} "
        "45549715600 1700000000000\n"
        "DCGM_FI_PROF_SM_ACTIVE{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} 0.81 1700000000000\r\n"
        "DCGM_FI_DEV_SM_CLOCK{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} 1980 1700000000000\n"
        "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\"} 0.471505 "
        "1700000000000\n");
    CHECK(reading.devices() == "GPU-a");
    CHECK(reading.readings("GPU-a", Shape::utilization_only, start) == "0:9700 ");
    CHECK(reading.readings("GPU-a", Shape::power_only, start) == "0:63593 ");
    CHECK(reading.readings("GPU-a", Shape::energy_only, start) == "0:45549715600 ");
    CHECK(reading.readings("GPU-a", Shape::sm_only, start) == "0:810000 ");
    CHECK(reading.readings("GPU-a", Shape::tensor_only, start) == "0:471505 ");
    CHECK(reading.readings("GPU-a", Shape::clock_only, start) == "0:933579900 ");
    CHECK(reading.rows() == 6);
    CHECK(reading.rejected() == 0);
}

TEST_CASE("prometheus text: milliseconds and OpenMetrics seconds are told apart") {
    const auto reading = read(
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 1 1700000000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 2 1700000001.500\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 3 1700000002000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 4 1.700000003e+09 # {trace=\"x\"} 1 1\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 5 1700000004.25\n"
        "# EOF\n");
    CHECK(reading.readings("GPU-a", Shape::utilization_only, start) ==
          "0:100 1.500:200 2:300 3:400 4.250:500 ");
}

TEST_CASE("prometheus text: labels in every form") {
    const auto reading = read(
        "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\", UUID=\"GPU-old\"} 1 1700000000000\n"
        "DCGM_FI_DEV_GPU_UTIL{pod=\"a}b,\\\"c\\\\\",UUID=\"GPU-quoted\",} 2\t1700000000000\n"
        "DCGM_FI_DEV_GPU_UTIL{gpu=\"3\",instance=\"node7:9400\"} 3 1700000000000\n"
        "DCGM_FI_DEV_GPU_UTIL{gpu=\"3\",instance=\"[fe80::1]:9400\"} 4 1700000000000\n"
        "DCGM_FI_DEV_GPU_UTIL{gpu=\"3\",pci_bus_id=\"00:1B.0\",Hostname=\"h\",instance=\"x:1\"} 5 "
        "1700000000000\n"
        "  DCGM_FI_DEV_GPU_UTIL{uuid=\"GPU-lower\",UUID=\"\"} 6 1700000000000\n"
        "{\"DCGM_FI_DEV_GPU_UTIL\",UUID=\"GPU-inside\"} 7 1700000000000\n");
    CHECK(reading.devices() ==
          "GPU-inside GPU-lower GPU-old GPU-quoted fe80::1#3 h/00:1B.0 node7#3");
    CHECK(reading.rejected() == 0);
}

TEST_CASE("prometheus text: other sources' names and units") {
    const auto reading = read(
        "amd_gpu_gfx_activity{gpu_id=\"1\",hostname=\"n\"} 37 1700000000000\n"
        "gpu_energy_consumed{gpu_id=\"1\",hostname=\"n\"} 1.5e+09 1700000000000\n"
        "gpu_package_power{gpu_id=\"2\",hostname=\"n\",gpu_partition_id=\"1\"} 0 1700000000000\n"
        "hw_gpu_utilization_ratio{hw_id=\"4\",host_name=\"n\",hw_gpu_task=\"general\"} 0.98 "
        "1700000000000\n"
        "hw_gpu_utilization_ratio{hw_id=\"4\",host_name=\"n\",hw_gpu_task=\"encoder\"} 0.11 "
        "1700000000000\n"
        "hw_power_watts{hw_id=\"4\",host_name=\"n\",hw_type=\"gpu\"} 300.5 1700000000000\n"
        "hw_power_watts{hw_id=\"cpu0\",host_name=\"n\",hw_type=\"cpu\"} 99 1700000000000\n"
        "DCGM_FI_PROF_TENSOR_UTIL_RATIO{UUID=\"GPU-new\"} 0.5 1700000000000\n"
        "DCGM_FI_DEV_BOARD_POWER_WATTS{UUID=\"GPU-new\"} 700 1700000000000\n"
        "nvidia_smi_clocks_current_sm_clock_hz{uuid=\"GPU-new\"} 1.98e+09 1700000000000\n");
    CHECK(reading.devices() == "GPU-new n#1 n#4");
    CHECK(reading.readings("n#1", Shape::utilization_only, start) == "0:3700 ");
    CHECK(reading.readings("n#1", Shape::energy_only, start) == "0:1500000 ");
    CHECK(reading.readings("n#4", Shape::utilization_only, start) == "0:9800 ");
    CHECK(reading.readings("n#4", Shape::power_only, start) == "0:30050 ");
    CHECK(reading.readings("GPU-new", Shape::tensor_only, start) == "0:500000 ");
    CHECK(reading.readings("GPU-new", Shape::power_only, start) == "0:70000 ");
    CHECK(reading.found("no-value") == 1);
    CHECK(reading.rejected() == 0);
}

TEST_CASE("prometheus text: power and energy of a divided board are those of the board") {
    const auto reading = read(
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-a\",GPU_I_ID=\"1\"} 300 1700000000000\n"
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-a\",GPU_I_ID=\"2\"} 300 1700000000000\n"
        "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{UUID=\"GPU-a\",GPU_I_ID=\"1\"} 0.1 1700000000000\n"
        "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{UUID=\"GPU-a\",GPU_I_ID=\"2\"} 0.2 1700000000000\n");
    CHECK(reading.devices() == "GPU-a GPU-a/1 GPU-a/2");
    CHECK(reading.readings("GPU-a", Shape::power_only, start) == "0:30000 ");
    CHECK(reading.readings("GPU-a/2", Shape::tensor_only, start) == "0:200000 ");
    CHECK(reading.total(Shape::power_only).duplicates == 1);
}

TEST_CASE("prometheus text: what cannot be used is counted under its reason") {
    const auto reading = read(
        "Handling connection for 9400\n"
        "\n"
        "go_goroutines 12\n"
        "process_start_time_seconds 1.7e+09 1700000000000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} NaN 1700000000000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 9223372036854775794 1700000001000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 140 1700000002000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} +Inf 1700000003000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} -5 1700000003000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 9x 1700000004000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 50\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 50 yesterday\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 50 1700000005000 more\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"\n"
        "DCGM_FI_DEV_GPU_UTIL{pod=\"x\"} 50 1700000006000\n"
        "DCGM_FI_PROF_SM_ACTIVE{UUID=\"GPU-a\"} 87 1700000007000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 7 1700000008000\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 7 17000");
    // A sign for no value tells that the device was there.
    CHECK(reading.readings("GPU-a", Shape::utilization_only, start) == "1:4294967295 8:700 ");
    CHECK(reading.rows() == 15);
    CHECK(reading.rejected(Rejection::not_this_format) == 3);
    CHECK(reading.found("no-value") == 2);
    CHECK(reading.rejected(Rejection::out_of_range) == 4);
    CHECK(reading.found("scale-doubtful") == 1);
    CHECK(reading.rejected(Rejection::bad_number) == 1);
    CHECK(reading.rejected(Rejection::no_time) == 2);
    CHECK(reading.rejected(Rejection::no_device) == 1);
    CHECK(reading.rejected(Rejection::torn) == 1);
}

TEST_CASE("prometheus text: scrapes without times are counted from a start") {
    const std::string announced =
        "# HELP DCGM_FI_DEV_GPU_UTIL x\n# TYPE DCGM_FI_DEV_GPU_UTIL gauge\n"
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 1\nDCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-b\"} 2\n"
        "# HELP DCGM_FI_DEV_POWER_USAGE x\nDCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-a\"} 3\n";
    const std::string bare =
        "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-a\"} 1\nDCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-b\"} 2\n"
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-a\"} 3\n";
    for (const std::string& scrape : {announced, announced + "# EOF\n", bare, bare + "# EOF\n"}) {
        const std::string text = scrape + scrape + scrape;
        for (std::size_t cut = 0; cut < text.size(); ++cut) {
            if (cut > 0 && text[cut - 1] != '\n') continue;
            CAPTURE(cut);
            const std::string_view all = text;
            const SeriesReading reading(prometheus_text_format,
                                        {all.substr(0, cut), all.substr(cut)}, stepping());
            REQUIRE(reading.readings("GPU-a", Shape::utilization_only, start) ==
                    "0:100 30:100 60:100 ");
            REQUIRE(reading.readings("GPU-b", Shape::utilization_only, start) ==
                    "0:200 30:200 60:200 ");
            REQUIRE(reading.readings("GPU-a", Shape::power_only, start) == "0:300 30:300 60:300 ");
        }
    }
}

TEST_CASE("prometheus text: clocks and activities pair across any cut") {
    std::string text;
    for (int step = 0; step < 4; ++step) {
        const std::string time = " " + std::to_string(start + step * 15'000) + "\n";
        for (const char* device : {"GPU-a", "GPU-b"}) {
            text += std::string("DCGM_FI_DEV_SM_CLOCK{UUID=\"") + device + "\"} 1000" + time;
        }
        for (const char* device : {"GPU-a", "GPU-b"}) {
            text += std::string("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{UUID=\"") + device + "\"} 0.5";
            text += time;
        }
    }
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
        if (cut > 0 && text[cut - 1] != '\n') continue;
        CAPTURE(cut);
        const std::string_view all = text;
        const SeriesReading reading(prometheus_text_format, {all.substr(0, cut), all.substr(cut)});
        for (const char* device : {"GPU-a", "GPU-b"}) {
            REQUIRE(reading.readings(device, Shape::clock_only, start) ==
                    "0:500000000 15:500000000 30:500000000 45:500000000 ");
        }
    }
}

TEST_CASE("prometheus text: recognised by its lines") {
    const auto recognise = prometheus_text_format.recognise;
    CHECK(recognise("# HELP a b\n") == Recognition::yes);
    CHECK(recognise("Handling connection for 9400\n# TYPE a gauge\n") == Recognition::yes);
    CHECK(recognise("a{b=\"c\"} 1\n") == Recognition::yes);
    CHECK(recognise("# EOF\n") == Recognition::yes);
    CHECK(recognise("") == Recognition::no);
    CHECK(recognise("timestamp, index, uuid\n2024/01/01, 0, x\n") == Recognition::no);
    CHECK(recognise("{\"a\": 1}\n") == Recognition::no);
    CHECK(recognise("a{b} 1\n") == Recognition::no);
}

}  // namespace flopledger
