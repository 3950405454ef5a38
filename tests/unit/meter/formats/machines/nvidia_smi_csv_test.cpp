// SPDX-License-Identifier: Apache-2.0
// Rows of nvidia-smi in the forms it prints them, and what becomes of odd ones.
#include <doctest/doctest.h>

#include <string>

#include "core/meter/summary/summarize.hpp"
#include "core/usage/usage_sums.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

constexpr const char* header =
    "timestamp, uuid, name, utilization.gpu [%], power.draw [W], pstate\n";

Usage read(const std::string& text, MeterOptions options = {}) {
    MemoryFiles disk(std::map<std::string, std::string>{{"a.csv", text}});
    options.threads = 1;
    Diagnostics diagnostics;
    Usage usage = summarize(disk, {"a.csv"}, options, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    return usage;
}

std::string row(int second, const std::string& utilization, const std::string& power) {
    return "2025/01/01 00:00:" + std::to_string(10 + second) + ".000, GPU-a, NVIDIA X, " +
           utilization + ", " + power + ", P0";
}

std::uint64_t rejected(const Usage& usage, const char* reason) {
    const auto found = usage.rejected.find(reason);
    return found == usage.rejected.end() ? 0 : found->second.rows;
}

const Sample& sample(const Usage& usage, std::size_t place) {
    REQUIRE(usage.devices.size() == 1);
    return usage.devices[0].tracks.at(0).runs.at(0).head.at(place);
}

}  // namespace

TEST_CASE("nvidia-smi: with units and without the values are the same") {
    const Usage with =
        read(header + row(0, "98 %", "70.89 W") + "\n" + row(1, "7 %", "300 W") + "\n");
    const Usage without = read(header + row(0, "98", "70.89") + "\n" + row(1, "7", "300") + "\n");
    CHECK(with.devices == without.devices);
    CHECK(sample(with, 0).first == 9800);
    CHECK(sample(with, 0).second == 7089);
    CHECK(sample(with, 1).second == 30'000);
    CHECK(with.devices[0].chip == "NVIDIA X");
}

TEST_CASE("nvidia-smi: what is in brackets is missing, and its row is used") {
    const Usage usage = read(header + row(0, "[N/A]", "[Unknown Error]") + "\n");
    CHECK(usage.inputs[0].rejected_rows == 0);
    CHECK(sample(usage, 0).first == missing_value);
    CHECK(sample(usage, 0).second == missing_value);
}

TEST_CASE("nvidia-smi: odd rows are counted by reason") {
    const Usage usage =
        read(header + row(0, "98 %", "70 W") + "\n" + row(1, "140 %", "70 W") + "\n" +
             row(2, "5 %", "70 mW") + "\n" + row(3, "x", "70 W") + "\n" +
             "2025/01/01 00:00:14.000, GPU-a\n" + "never, GPU-a, X, 5 %, 7 W, P0\n" +
             "Failed to initialize NVML: Unknown Error\n");
    CHECK(usage.inputs[0].rows == 7);
    CHECK(usage.inputs[0].rejected_rows == 6);
    CHECK(rejected(usage, "out-of-range") == 1);
    CHECK(rejected(usage, "unknown-unit") == 1);
    CHECK(rejected(usage, "bad-number") == 1);
    CHECK(rejected(usage, "torn") == 1);
    CHECK(rejected(usage, "no-time") == 1);
    CHECK(rejected(usage, "not-this-format") == 1);
}

TEST_CASE("nvidia-smi: a header that comes again is no row, another one takes effect") {
    const Usage usage =
        read(header + row(0, "98 %", "70 W") + "\n" + header + row(1, "97 %", "70 W") +
             "\ntimestamp, uuid, power.draw [W], utilization.gpu [%]\n" +
             "2025/01/01 00:00:12.000, GPU-a, 80.00 W, 50 %\n");
    CHECK(usage.inputs[0].rows == 3);
    CHECK(sample(usage, 2).first == 5000);
    CHECK(sample(usage, 2).second == 8000);
}

TEST_CASE("nvidia-smi: a last row without its end counts where what is read of it is whole") {
    CHECK(read(header + row(0, "98 %", "70.89 W")).inputs[0].rejected_rows == 0);
    const std::string last_is_power =
        "timestamp, uuid, power.draw [W]\n2025/01/01 00:00:12.000, GPU-a, ";
    CHECK(read(last_is_power + "80.12 W").inputs[0].rejected_rows == 0);
    const std::string whole = last_is_power + "80.12 W\n2025/01/01 00:00:22.000, GPU-a, ";
    CHECK(rejected(read(whole + "80.1"), "torn") == 1);
    CHECK(rejected(
              read(header + row(0, "98 %", "70.89 W") + "\n2025/01/01 00:00:12.000, GPU-a, NVID"),
              "torn") == 1);
}

TEST_CASE("nvidia-smi: columns by hand, and devices by bus or index of a host") {
    MeterOptions options;
    options.columns = {"timestamp", "index", "utilization.gpu"};
    options.host = "node1";
    const Usage usage = read("2025/01/01 00:00:12.000, 3, 98 %\n", options);
    REQUIRE(usage.devices.size() == 1);
    CHECK(usage.devices[0].device == "node1#3");
    CHECK(usage.devices[0].identity == Identity::index);
    options.columns = {"timestamp", "index", "pci.bus_id", "utilization.gpu"};
    const Usage by_bus = read("2025/01/01 00:00:12.000, 3, 00000000:0A:00.0, 98 %\n", options);
    CHECK(by_bus.devices.at(0).device == "node1/00000000:0A:00.0");
}

TEST_CASE("nvidia-smi: a zone shifts times") {
    MeterOptions options;
    options.zone = TimeZone::named("+02:00");
    const Usage usage = read(header + row(0, "98 %", "70 W") + "\n", options);
    const Usage plain = read(header + row(0, "98 %", "70 W") + "\n");
    CHECK(sample(plain, 0).time() - sample(usage, 0).time() == 2 * 3'600'000);
    CHECK(plain.findings.count("zone-assumed") == 1);
    CHECK(usage.findings.count("zone-assumed") == 0);
}

}  // namespace flopledger
