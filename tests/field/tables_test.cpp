// SPDX-License-Identifier: Apache-2.0
// Tables of rows: columns nobody knows are told, good tables are read, a scale that is not the
// column's never lowers a total.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/meter/words/log_time.hpp"
#include "tests/support/logs/log_folder.hpp"
#include "tests/support/program_run.hpp"

using namespace flopledger;

namespace {

ProgramRun summarized(const std::string& text, std::vector<std::string> options = {}) {
    std::vector<std::string> arguments{"logs", "summarize", "-", "--tz", "UTC"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_program(arguments, text);
}

nlohmann::json usage_of(const std::string& text, std::vector<std::string> options = {}) {
    options.insert(options.end(), {"--format", "json"});
    const ProgramRun run = summarized(text, std::move(options));
    INFO(run.out);
    REQUIRE(run.status == 0);
    return nlohmann::json::parse(run.out);
}

// The words of a finding, or nothing.
std::string words_of(const nlohmann::json& usage, const std::string& name) {
    std::string words;
    for (const auto& finding : usage["findings"]) {
        if (finding["name"] != name) continue;
        for (const auto& word : finding["words"]) {
            words += (words.empty() ? "" : "|") + word.get<std::string>();
        }
    }
    return words;
}

bool has_finding(const nlohmann::json& list, const std::string& name) {
    for (const auto& finding : list) {
        if (finding["name"] == name) return true;
    }
    return false;
}

std::string row_time(int row) { return fmt::format("2026/03/02 10:00:{:02}.000", row); }

constexpr int rows = 20;

std::string utf16(const std::string& text, bool big_endian, bool mark) {
    std::string bytes;
    const auto put = [&](char high, char low) {
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    };
    if (mark) put('\xfe', '\xff');
    for (const char byte : text) put('\0', byte);
    return bytes;
}

}  // namespace

TEST_CASE("field: a table of somebody else's columns is not nvidia-smi's") {
    std::string text =
        "timestamp,gpu_id,gpu_name,real_util_pct,gpu_util_pct,tensor_active_pct,power_w\n";
    for (int row = 0; row < rows; ++row) {
        for (int gpu = 0; gpu < 8; ++gpu) {
            text += fmt::format("{},{},NVIDIA H100 80GB HBM3,60.1,99,45.{},650.2\n", row_time(row),
                                gpu, gpu);
        }
    }
    const ProgramRun run = summarized(text);
    CHECK(run.status == 2);
    CHECK(run.err.find("[unknown-log-format]") != std::string::npos);
    CHECK(run.err.find("real_util_pct") != std::string::npos);
    // The hint leads to what is right.
    CHECK(run.err.find("'gpu_util_pct=gpu_utilization:percent'") != std::string::npos);
    const auto json =
        usage_of(text, {"--map", "timestamp=time", "--map", "gpu_id=index", "--map",
                        "gpu_name=chip", "--map", "gpu_util_pct=gpu_utilization:percent", "--map",
                        "tensor_active_pct=tensor_active:percent", "--map", "power_w=power"});
    CHECK(json["totals"]["devices"] == 8);
    CHECK(words_of(json, "columns-not-read") == "real_util_pct");
    // Whole seconds, a semicolon, other words.
    CHECK(summarized("timestamp;device;load\n2026-03-02 10:00:00;0;97\n").err.find("load") !=
          std::string::npos);
}

TEST_CASE("field: columns of nvidia-smi that nobody reads are told, harmless ones are not") {
    std::string text =
        "timestamp, index, name, temperature.gpu, fan.speed [%], memory.used [MiB], "
        "clocks.sm [MHz], pstate, utilization.gpu [%], utilization.matrix [%], "
        "power.draw [mW]\n";
    for (int row = 0; row < rows; ++row) {
        text += row_time(row) + ", 0, NVIDIA H100 80GB HBM3, 60, 30 %, 70000 MiB, 1980 MHz, P0, " +
                "97 %, 45 %, 650200 mW\n";
    }
    const auto json = usage_of(text);
    CHECK(words_of(json, "columns-not-read") == "power.draw [mW]|utilization.matrix [%]");
    // Names given by hand are told, too.
    std::string bare;
    for (int row = 0; row < rows; ++row) bare += row_time(row) + ", 0, 97\n";
    const auto by_hand = usage_of(bare, {"--columns", "timestamp,index,utilisation.gpu"});
    CHECK(words_of(by_hand, "columns-not-read") == "utilisation.gpu");
}

TEST_CASE("field: no column of values that is known is no log") {
    std::string text = "timestamp, index, name, pci.bus_id, utilization.matrix [%]\n";
    for (int row = 0; row < rows; ++row) {
        text += row_time(row) + ", 0, NVIDIA H100 80GB HBM3, 00000000:01:00.0, 45 %\n";
    }
    const ProgramRun run = summarized(text);
    CHECK(run.status == 2);
    CHECK(run.err.find("utilization.matrix [%]") != std::string::npos);
    // Nor is it said to have no header.
    const std::string renamed = "timestamp, index, name, gpu_util\n" + row_time(0) +
                                ", 0, NVIDIA H100 80GB HBM3, 97 %\n" + row_time(1) +
                                ", 0, NVIDIA H100 80GB HBM3, 97 %\n";
    CHECK(summarized(renamed).err.find("gpu_util=gpu_utilization") != std::string::npos);
}

TEST_CASE("field: a ratio taken for per cents is told, and does not bound what ran") {
    const LogFolder folder;
    const auto table = [](const std::string& values, int power) {
        std::string text = "time,gpu,name,util" + std::string(power > 0 ? ",power" : "") + "\n";
        for (int row = 0; row < 240; ++row) {
            const std::string value = values == "ratio"   ? fmt::format("0.9{}", row % 10)
                                      : values == "whole" ? "1"
                                      : values == "idle"  ? "0"
                                                          : fmt::format("9{}.5", row % 10);
            text += fmt::format("{},0,NVIDIA H100 80GB HBM3,{}", 1'772'445'600 + row * 30, value);
            text += power > 0 ? fmt::format(",{}\n", power) : "\n";
        }
        return text;
    };
    const auto doubtful = [&](const std::string& values, int power) {
        std::vector<std::string> options{"--map", "time=time", "--map", "gpu=index",
                                         "--map", "name=chip", "--map", "util=gpu_utilization"};
        if (power > 0) options.insert(options.end(), {"--map", "power=power"});
        return has_finding(usage_of(table(values, power), options)["fleet_findings"],
                           "scale-doubtful");
    };
    CHECK(doubtful("ratio", 650));
    CHECK(doubtful("ratio", 0));
    CHECK(doubtful("whole", 650));
    CHECK_FALSE(doubtful("percent", 650));
    CHECK_FALSE(doubtful("idle", 70));
    CHECK_FALSE(doubtful("idle", 0));
    CHECK_FALSE(doubtful("whole", 80));
    // The count takes such a utilization for missing: the bound is that of the chip-hours.
    const auto high_of = [&](const std::string& values) {
        const std::string log = folder.write("log.csv", table(values, 650));
        const std::string usage = folder.path("usage.json");
        REQUIRE(run_program({"logs", "summarize", log, "--map", "time=time", "--map", "gpu=index",
                             "--map", "name=chip", "--map", "util=gpu_utilization", "--map",
                             "power=power", "-o", usage, "--quiet"})
                    .status == 0);
        const std::string ledger = folder.write(
            "ledger.yaml",
            "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: run\n    kind: pre-training\n"
            "    recomputation: none\n    logs: {files: [usage.json], precision: bf16}\n");
        const ProgramRun run = run_program({"estimate", ledger, "--format", "json"});
        REQUIRE(run.status == 0);
        return nlohmann::json::parse(run.out)["ledgers"]
            .at(0)["activities"]
            .at(0)["flop"]["high"]
            .get<double>();
    };
    CHECK(high_of("ratio") >= high_of("percent"));
    CHECK(high_of("whole") >= high_of("percent"));
}

TEST_CASE("field: the second die of a board has no power of its own") {
    for (const std::string missing : {"N/A (Secondary die)", "N/A(Secondary die)", "N/A"}) {
        std::string text;
        for (int round = 0; round < rows; ++round) {
            text +=
                "device,Average Graphics Package Power (W),GPU use (%),Card Series\n"
                "card0,474.0,99,AMD Instinct MI250X\n"
                "card1," +
                missing + ",98,AMD Instinct MI250X\n\n";
        }
        const auto json = usage_of(text, {"--start", "2026-03-02T10:00:00Z", "--interval", "10s"});
        CHECK(json["totals"]["devices"] == 2);
        CHECK(json["rejected"].empty());
        CHECK(json["totals"]["present_ms"]["gpu_utilization"] == "380000");
        CHECK(json["totals"]["present_ms"]["power"] == "190000");
    }
    // The last of its file, and of another table.
    const std::string last =
        "card,GPU use (%),Average Graphics Package Power (W)\ncard0,99,474\n"
        "card1,99,N/A (Secondary die)";
    const auto json = usage_of(last, {"--start", "2026-03-02T10:00:00Z", "--interval", "10s"});
    CHECK(json["totals"]["devices"] == 2);
}

TEST_CASE("field: hl-smi numbers its modules") {
    std::string text =
        "timestamp, name, temperature.aip [C], module_id, utilization.aip [%], "
        "memory.used [MiB], power.draw [W]\n";
    for (int row = 0; row < rows; ++row) {
        for (int module = 0; module < 8; ++module) {
            text += fmt::format("{}, HL-225, 45, {}, 97, 97304, 480\n", row_time(row), module);
        }
    }
    const auto json = usage_of(text);
    CHECK(json["totals"]["devices"] == 8);
    CHECK(json["totals"]["covered_ms"] == "152000");
    CHECK(words_of(json, "columns-not-read").empty());
    // The index goes before, where both are there.
    std::string both = "timestamp, index, module_id, utilization.aip [%]\n";
    for (int row = 0; row < rows; ++row) both += row_time(row) + ", 3, 5, 97\n";
    CHECK(usage_of(both)["devices"].at(0)["device"] == "host#3");
}

TEST_CASE("field: logs in UTF-16 are read as those in UTF-8") {
    std::string smi = "timestamp, index, name, utilization.gpu [%], power.draw [W]\r\n";
    for (int row = 0; row < rows; ++row) {
        for (int gpu = 0; gpu < 2; ++gpu) {
            smi += fmt::format("{}, {}, NVIDIA A100-SXM4-80GB, 9{} %, 350.25 W\r\n", row_time(row),
                               gpu, gpu);
        }
    }
    std::string prom;
    for (int i = 0; i < rows; ++i) {
        prom += fmt::format("DCGM_FI_DEV_GPU_UTIL{{gpu=\"0\",Hostname=\"n1\"}} 90 {}\n",
                            1'772'445'600'000 + i * 15'000);
    }
    for (const std::string& log : {smi, prom}) {
        const auto plain = usage_of(log);
        for (const bool big_endian : {false, true}) {
            for (const bool mark : {false, true}) {
                const auto json = usage_of(utf16(log, big_endian, mark));
                CHECK(json["devices"] == plain["devices"]);
                CHECK(json["rejected"].empty());
            }
        }
    }
    // A summary, too; and half a character at the end is one row at most.
    const std::string summary = summarized(smi, {"--format", "json"}).out;
    CHECK(usage_of(utf16(summary, false, true))["devices"] ==
          nlohmann::json::parse(summary)["devices"]);
    CHECK(usage_of(utf16(smi, false, true) + "\x0d")["totals"]["devices"] == 2);
}

TEST_CASE("field: a column for each device and metric is mapped by a pattern") {
    std::string text =
        ",_runtime,_timestamp,system.gpu.0.gpu,system.gpu.0.powerWatts,"
        "system.gpu.0.memory,system.gpu.1.gpu,system.gpu.1.powerWatts,"
        "system.gpu.process.1.gpu,_wandb\n";
    for (int row = 0; row < rows; ++row) {
        text += fmt::format("{},{}.1,{}.25,99.0,388.1,60,97.0,380.2,97.0,True\n", row, row * 15,
                            1'772'445'600 + row * 15);
    }
    const std::vector<std::string> map{"--map",  "_timestamp=time:s",
                                       "--map",  "system.gpu.{index}.gpu=gpu_utilization:percent",
                                       "--map",  "system.gpu.{index}.powerWatts=power:W",
                                       "--host", "n1"};
    const auto json = usage_of(text, map);
    CHECK(json["totals"]["devices"] == 2);
    CHECK(json["totals"]["covered_ms"] == "570000");
    CHECK(json["devices"].at(1)["device"] == "n1#1");
    CHECK(json["devices"].at(1)["integrals"]["gpu_utilization_percent_ms"] == "27645000");
    CHECK(json["devices"].at(0)["integrals"]["power_centiwatt_ms"] == "11060850000");
    // Without a mapping its columns are named, and the pattern that fits them.
    const ProgramRun unmapped = summarized(text);
    CHECK(unmapped.status == 2);
    CHECK(unmapped.err.find("system.gpu.{index}.gpu=gpu_utilization") != std::string::npos);
}

TEST_CASE("field: patterns name hosts, and blanks of a joined table are no readings") {
    std::string text = "time\tn1 gpu 0 util\tn1 gpu 1 util\tn2 gpu 0 util\tn2 gpu 1 util\n";
    for (int row = 0; row < rows; ++row) {
        const std::string at = std::to_string(1'772'445'600 + row * 15);
        text += at + "\t90\t90\t90\t\n";
        text += std::to_string(1'772'445'601 + row * 15) + "\t\t\t\t\n";
    }
    const auto json = usage_of(
        text, {"--map", "time=time:s", "--map", "{host} gpu {index} util=gpu_utilization:percent"});
    CHECK(json["totals"]["devices"] == 4);
    CHECK(json["devices"].at(0)["device"] == "n1#0");
    CHECK(json["devices"].at(0)["present_ms"]["gpu_utilization"] == "285000");
    // One that never has a value was there all the same.
    CHECK(json["devices"].at(3)["samples"] == 2 * rows);
}

TEST_CASE("field: a pattern that fits in several ways, or two that fit one column, are errors") {
    const std::string text = "time,gpu11power,x.1.power\n1772445600,300,300\n1772445615,300,300\n";
    const auto fault = [&](std::vector<std::string> map) {
        std::vector<std::string> options{"--map", "time=time:s"};
        options.insert(options.end(), map.begin(), map.end());
        const ProgramRun run = summarized(text, options);
        CHECK(run.status == 2);
        return run.err;
    };
    CHECK(fault({"--map", "{host}{index}power=power:W"}).find("[map-ambiguous]") !=
          std::string::npos);
    CHECK(fault({"--map", "x.{index}.power=power:W", "--map", "x.1.power=energy:J"})
              .find("[usage]") != std::string::npos);
    CHECK(fault({"--map", "x.{index}.power=power:W", "--map", "{host}.power=energy:J"})
              .find("[usage]") != std::string::npos);
    const std::string twice = "time,g.1.p,g.01.p,h.1.p\n1772445600,300,300,1\n";
    CHECK(summarized(twice, {"--map", "time=time:s", "--map", "g.{index}.p=power:W", "--map",
                             "{host}.1.p=gpu_utilization"})
              .status == 2);
}

TEST_CASE("what is suggested for a wide table is about all of its devices") {
    const LogFolder folder;
    const std::string table = folder.write(
        "wide.csv",
        "timestamp,system/gpu_0_busy_percentage,system/gpu_1_busy_percentage\n1772445600,98,97\n");
    const ProgramRun run = run_program({"logs", "summarize", table});
    CHECK(run.status == 2);
    CHECK(run.err.find("gpu_{index}_busy") != std::string::npos);
}

TEST_CASE("times as `date` prints them are read") {
    const auto read = [](const char* text) { return parse_log_time(text); };
    const auto plain = parse_log_time("2026-03-02 09:00:15 UTC");
    REQUIRE(plain);
    for (const char* text : {"Mon Mar 2 09:00:15 UTC 2026", "Mon Mar  2 09:00:15 UTC 2026",
                             "Mon Mar 02 09:00:15 GMT 2026", "Mon Mar  2 09:00:15 2026"}) {
        CAPTURE(text);
        REQUIRE(read(text));
        CHECK(read(text)->milliseconds == plain->milliseconds);
    }
    CHECK(read("Mon Mar 2 09:00:15 UTC 2026")->has_zone);
    CHECK(!read("Mon Mar 2 09:00:15 2026")->has_zone);
    for (const char* text : {"Mon Mar 32 09:00:15 UTC 2026", "Mon Mat 2 09:00:15 UTC 2026",
                             "Mon Mar 2 09:00:15 XYZ 2026", "Mon Mar 2 09:00:15 UTC 20261",
                             "onM Mar 2 09:00:15 UTC 2026", "Mon Mar 2 29:00:15 UTC 2026"}) {
        CAPTURE(text);
        CHECK(!read(text));
    }
}
