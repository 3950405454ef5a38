// SPDX-License-Identifier: Apache-2.0
// What stands where an id is missing is nobody's id: many devices have it.
#include "core/meter/series/missing_ids.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <string>

#include "tests/support/logs/log_folder.hpp"

using namespace flopledger;

namespace {

constexpr long long ten_o_clock = 1772445600000;

// Readings of so many series, each half minute, with the labels that each is given.
std::string series(int count, const std::function<std::string(int)>& labels) {
    std::string text;
    for (int i = 0; i < 20; ++i) {
        for (int one = 0; one < count; ++one) {
            text += fmt::format(
                "DCGM_FI_DEV_GPU_UTIL{{{},modelName=\"NVIDIA H100 80GB HBM3\"}} "
                "98 {}\n",
                labels(one), ten_o_clock + i * 30'000);
        }
    }
    return text;
}

ProgramRun summarized(const std::string& text, std::vector<std::string> options = {}) {
    std::vector<std::string> arguments{"logs", "summarize", "-", "--tz", "UTC", "--format", "json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_program(arguments, text);
}

int devices_of(const std::string& text, std::vector<std::string> options = {}) {
    const ProgramRun run = summarized(text, std::move(options));
    CAPTURE(run.err);
    if (run.status != 0) return -1;
    return nlohmann::json::parse(run.out)["totals"]["devices"];
}

bool is_not_told_apart(const std::string& text) {
    const ProgramRun run = summarized(text);
    return run.status == 2 &&
           (run.out + run.err).find("devices-not-told-apart") != std::string::npos;
}

}  // namespace

TEST_CASE("field: a UUID that is none tells no devices apart") {
    for (const char* uuid : {"N/A", "NA", "n/a", "[N/A]", "unknown", "UNKNOWN", "None", "null", "0",
                             "0x0", "[Not Supported]", "GPU-00000000-0000-0000-0000-000000000000",
                             "00000000-0000-0000-0000-000000000000", "GPU-N/A"}) {
        CAPTURE(uuid);
        CHECK(is_no_uuid(uuid));
        CHECK(devices_of(series(8, [&](int gpu) {
                  return fmt::format("gpu=\"{}\",UUID=\"{}\",Hostname=\"n1\"", gpu, uuid);
              })) == 8);
    }
    for (const char* uuid : {"GPU-0", "0a", "GPU-5fd4f087-86f3-7a43-b711-4771313afc50", "nano",
                             "GPU-00000000-0000-0000-0000-000000000001"}) {
        CAPTURE(uuid);
        CHECK_FALSE(is_no_uuid(uuid));
    }
}

TEST_CASE("field: a UUID or bus that is none does not hide one that is there") {
    CHECK(devices_of(series(8, [](int die) {
              return fmt::format("UUID=\"N/A\",vdie_id=\"5A-{}\",Hostname=\"n1\"", die);
          })) == 8);
    CHECK(devices_of(series(8, [](int gpu) {
              return fmt::format("gpu=\"{}\",pci_bus_id=\"N/A\",Hostname=\"n1\"", gpu);
          })) == 8);
    // Without anything else there is no telling.
    CHECK(devices_of(series(8, [](int) { return std::string("UUID=\"N/A\",Hostname=\"n1\""); })) ==
          -1);
}

TEST_CASE("field: UUIDs that are none in tables and what rocm-smi prints") {
    std::string table = "timestamp, index, uuid, name, utilization.gpu [%]\n";
    std::string cards = "device,Unique ID,GPU use (%),Card series\n";
    for (int i = 0; i < 20; ++i) {
        for (int gpu = 0; gpu < 4; ++gpu) {
            table += fmt::format(
                "2026/03/02 10:00:{:02}.000, {}, "
                "GPU-00000000-0000-0000-0000-000000000000, NVIDIA H100, 98 %\n",
                i, gpu);
        }
        if (i != 0) cards += "device,Unique ID,GPU use (%),Card series\n";
        for (int card = 0; card < 4; ++card) {
            cards += fmt::format("card{},0x0,98,AMD Instinct MI300X\n", card);
        }
        cards += "\n";
    }
    CHECK(devices_of(table) == 4);
    CHECK(devices_of(cards, {"--host", "n1", "--start", "2026-03-02T10:00:00Z", "--interval",
                             "60s"}) == 4);
}

TEST_CASE("field: the ids that a device plugin counts within a host are not global") {
    const auto devices = [](const std::string& id) {
        return devices_of(series(8, [&](int one) {
            return fmt::format("accelerator_id=\"{}{}\",node=\"n{}\"", id, one % 4, one / 4);
        }));
    };
    CHECK(devices("tpu-accel-dev") == 8);
    CHECK(devices("accelerator-") == 8);
    CHECK(devices("") == 8);
    // A name that a cloud made is one device's, whatever a host is called.
    CHECK(devices("4804690994094478883-") == 4);
    CHECK(devices("GPU-5fd4f087-86f3-7a43-b711-4771313afc5") == 4);
}

TEST_CASE("field: the file of a device tells it where nothing better does") {
    const auto file = [](const char* more) {
        return [more](int gpu) {
            return fmt::format("device=\"nvidia{}\",Hostname=\"n1\"{}", gpu, more);
        };
    };
    CHECK(devices_of(series(8, file(""))) == 8);
    CHECK(devices_of(series(8, [](int gpu) {
              return fmt::format("device=\"nvidia{}\",Hostname=\"n1\",gpu=\"{}\"", gpu, 7 - gpu);
          })) == 8);
    const auto one = series(1, file(",gpu=\"5\""));
    CHECK(summarized(one).out.find("n1#5") != std::string::npos);
}

TEST_CASE("field: series of one name in several places are of several devices") {
    for (const char* label : {"site", "region", "zone", "availability_zone", "k8s_cluster",
                              "cluster_id", "dc", "rack", "chassis", "exported_pod"}) {
        CAPTURE(label);
        CHECK(is_not_told_apart(series(2, [&](int place) {
            return fmt::format("gpu=\"0\",Hostname=\"gpu-1\",{}=\"p{}\"", label, place);
        })));
        // With another index each they are told apart.
        CHECK(devices_of(series(2, [&](int place) {
                  return fmt::format("gpu=\"{0}\",Hostname=\"gpu-1\",{1}=\"p{0}\"", place, label);
              })) == 2);
    }
}

TEST_CASE("field: pods that follow each other had one device") {
    std::string text;
    for (int i = 0; i < 40; ++i) {
        text += fmt::format(
            "DCGM_FI_DEV_GPU_UTIL{{gpu=\"0\",Hostname=\"n1\",exported_pod=\"p{}\"}} "
            "98 {}\n",
            i / 20, ten_o_clock + i * 30'000);
    }
    CHECK(devices_of(text) == 1);
}

TEST_CASE("field: a job's label that names none selects nothing and excludes nothing") {
    for (const char* none : {"0", "", "none", "N/A"}) {
        CAPTURE(none);
        const std::string text = series(1, [&](int) {
            return fmt::format("gpu=\"0\",UUID=\"GPU-a\",Hostname=\"n1\",hpc_job=\"{}\"", none);
        });
        const ProgramRun run = summarized(text, {"--job", none[0] == '\0' ? "x" : none});
        CHECK(run.status == 2);
    }
}

TEST_CASE("field: scrapes without times are told by what comes again") {
    const std::string round = [] {
        std::string text;
        for (int gpu = 0; gpu < 4; ++gpu) {
            text += fmt::format("DCGM_FI_DEV_GPU_UTIL{{gpu=\"{}\",Hostname=\"n1\"}} 98\n", gpu);
        }
        return text;
    }();
    const std::string other = "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",Hostname=\"n1\"} 650\n";
    const std::string help = "# HELP DCGM_FI_DEV_GPU_UTIL GPU utilization.\n";
    const auto covered = [](const std::string& once, const std::string& each) {
        std::string text = once;
        for (int i = 0; i < 20; ++i) text += each;
        const ProgramRun run =
            summarized(text, {"--start", "2026-03-02T10:00:00Z", "--interval", "30s"});
        CAPTURE(run.err);
        REQUIRE(run.status == 0);
        const auto json = nlohmann::json::parse(run.out);
        CHECK(json["totals"]["devices"] == 4);
        return json["totals"]["covered_ms"].get<std::string>();
    };
    const std::string all = std::to_string(4 * 19 * 30'000);
    CHECK(covered("", round) == all);
    CHECK(covered(help, round) == all);
    CHECK(covered("", help + round) == all);
    CHECK(covered("", other + help + round) == all);
    CHECK(covered("# HELP up Whether it is up.\n", other + round) == all);
}
