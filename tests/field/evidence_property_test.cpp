// SPDX-License-Identifier: Apache-2.0
// Random ledgers with logs: evidence that is taken away never lowers what may have been, where
// something else says for how long chips ran; and where nothing does, every verdict says so.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/logs/log_folder.hpp"
#include "tests/support/random.hpp"

using namespace flopledger;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t first_seed = 20261130;
constexpr int seeds = 40;
constexpr std::int64_t begin = 1772445600;  // 2026-03-02T10:00:00Z
constexpr int interval = 300;

struct MetricName {
    const char* name;
    double scale;  // of a share of the peak that was made
    double base;
};

// What a device that makes some share of its peak shows; never less busy than its matrix units.
constexpr std::array<MetricName, 6> metrics{{{"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", 1, 0},
                                             {"DCGM_FI_DEV_SM_CLOCK", 0, 1500},
                                             {"DCGM_FI_PROF_SM_ACTIVE", 0.5, 0.5},
                                             {"DCGM_FI_DEV_GPU_UTIL", 50, 50},
                                             {"DCGM_FI_DEV_POWER_USAGE", 600, 100},
                                             {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", 0, -1}}};

struct MadeDevice {
    std::string host;
    int index = 0;
    int samples = 0;
    int share = 0;  // of the peak, in per cent
    std::set<std::size_t> metrics;
};

struct MadeLogs {
    std::vector<MadeDevice> devices;
    bool by_jobs = false;  // else chip_time states the extent
    int spare = 0;         // samples of each device beyond its last
};

MadeLogs made(Random& random) {
    MadeLogs logs;
    std::set<std::size_t> everywhere;
    for (std::size_t metric = 0; metric < metrics.size(); ++metric) {
        if (random.below(3) != 0) everywhere.insert(metric);
    }
    if (everywhere.empty() || everywhere == std::set<std::size_t>{1}) everywhere.insert(3);
    const std::uint32_t hosts = 1 + random.below(3);
    for (std::uint32_t host = 0; host < hosts; ++host) {
        const std::uint32_t count = 1 + random.below(3);
        for (std::uint32_t index = 0; index < count; ++index) {
            logs.devices.push_back({fmt::format("n{}", host), static_cast<int>(index),
                                    static_cast<int>(13 + random.below(24)),
                                    static_cast<int>(5 + random.below(50)), everywhere});
        }
    }
    logs.by_jobs = random.below(2) == 0;
    logs.spare = static_cast<int>(random.below(10));
    return logs;
}

// The seconds of all devices as they were before anything was taken away.
std::int64_t extent_of(const MadeLogs& logs) {
    std::int64_t seconds = 0;
    for (const MadeDevice& device : logs.devices) {
        seconds += std::int64_t{interval} * (device.samples + logs.spare);
    }
    return seconds;
}

std::string lines_of(const MadeDevice& device) {
    std::string text;
    for (int sample = 0; sample < device.samples; ++sample) {
        for (const std::size_t number : device.metrics) {
            const MetricName& metric = metrics[number];
            // A counter that never moves is frozen, and then no evidence.
            const double share = (device.share + sample % 5) / 100.0;
            const double value = metric.base < 0 ? 1e9 + sample * 300e3 * (100 + 600 * share)
                                                 : metric.base + metric.scale * share;
            text += fmt::format(
                "{}{{gpu=\"{}\",UUID=\"GPU-{}-{}\",modelName=\"NVIDIA H100 80GB "
                "HBM3\",Hostname=\"{}\"}} {:.6f} {}\n",
                metric.name, device.index, device.host, device.index, device.host, value,
                (begin + std::int64_t{interval} * sample) * 1000);
        }
    }
    return text;
}

// The result of what is left of some logs; nothing where it is an error.
std::optional<Json> result_of(const MadeLogs& all, const std::vector<MadeDevice>& left,
                              bool stated = true, const char* command = "estimate") {
    const LogFolder folder;
    std::map<std::string, std::string> files;
    for (const MadeDevice& device : left) files[device.host] += lines_of(device);
    for (const auto& [host, text] : files) folder.write("logs/" + host + ".prom", text);
    std::string keys = "    logs: {files: [logs], precision: bf16}\n";
    if (stated && all.by_jobs) {
        const std::int64_t seconds = extent_of(all);
        folder.write("logs/jobs.sacct",
                     fmt::format("JobID|State|Start|End|ElapsedRaw|AllocTRES\n1|COMPLETED|{}|{}|{}|"
                                 "gres/gpu:nvidia_h100_80gb_hbm3=1,gres/gpu=1\n",
                                 begin, begin + seconds, seconds));
    } else if (stated) {
        keys += fmt::format(
            "    chip_time: {{chip: nvidia-h100-sxm5-80, precision: bf16, "
            "chip_hours: {}}}\n",
            static_cast<double>(extent_of(all)) / 3600);
    }
    folder.write("ledger.yaml",
                 "flopledger: 1\nmodel: {name: M}\nfacts: {generates: [text]}\nactivities:\n  - "
                 "name: run\n    kind: pre-training\n" +
                     keys);
    const ProgramRun run = folder.run({command, "@/ledger.yaml", "--format", "json"});
    if (run.status == 2) return std::nullopt;
    return Json::parse(run.out);
}

const Json& activity_of(const Json& result) { return result["ledgers"][0]["activities"][0]; }

double high_of(const Json& result) { return activity_of(result)["flop"]["high"]; }

// The high end of each kind of evidence.
std::map<std::string, double> highs_of(const Json& result) {
    std::map<std::string, double> highs;
    for (const Json& method : activity_of(result)["methods"]) {
        const std::string evidence =
            method["evidence"].is_string() ? method["evidence"].get<std::string>() : "";
        highs[method["method"].get<std::string>() + " " + evidence] = method["flop"]["high"];
    }
    return highs;
}

bool finds(const Json& findings, const std::string& name) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Json& finding) { return finding["name"] == name; });
}

// Some of the evidence taken away: a file, a device, a metric everywhere or of a device, an end.
std::vector<MadeDevice> taken_from(std::vector<MadeDevice> devices, Random& random, bool& uniform) {
    MadeDevice& chosen = devices[random.below(static_cast<std::uint32_t>(devices.size()))];
    const std::string host = chosen.host;
    const std::size_t metric = random.below(metrics.size());
    switch (random.below(5)) {
        case 0:
            std::erase_if(devices, [&](const MadeDevice& one) { return one.host == host; });
            break;
        case 1:
            devices.erase(devices.begin() + (&chosen - devices.data()));
            break;
        case 2:
            for (MadeDevice& device : devices) device.metrics.erase(metric);
            break;
        case 3:
            uniform = false;
            chosen.metrics.erase(metric);
            break;
        default:
            chosen.samples /= 2;
            break;
    }
    return devices;
}

constexpr double a_little = 1 - 1e-12;  // JSON numbers are rounded

}  // namespace

TEST_CASE("evidence that is taken away never lowers the high end") {
    int compared = 0;
    for (int number = 0; number < seeds; ++number) {
        const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(number);
        CAPTURE(seed);
        Random random(seed);
        const MadeLogs logs = made(random);
        const auto before = result_of(logs, logs.devices);
        REQUIRE(before);
        auto known = highs_of(*before);
        double lowest = high_of(*before);
        for (const auto& [name, high] : known) lowest = std::min(lowest, high);
        for (int change = 0; change < 4; ++change) {
            bool uniform = true;
            const auto left = taken_from(logs.devices, random, uniform);
            const auto after = result_of(logs, left);
            if (!after) continue;  // an error is no clear
            ++compared;
            CAPTURE(change);
            for (const auto& method : highs_of(*after)) {
                if (!known.contains(method.first)) continue;
                CAPTURE(method.first);
                CHECK(method.second >= known[method.first] * a_little);
            }
            CHECK(high_of(*after) >= lowest * a_little);
            // Where all devices show the same, no other kind of evidence bounds less.
            if (uniform) CHECK(high_of(*after) >= high_of(*before) * a_little);
        }
    }
    CHECK(compared > seeds * 2);
}

TEST_CASE("logs of which nothing states the extent say so in the result and in every verdict") {
    Random random(first_seed);
    for (int number = 0; number < 5; ++number) {
        const MadeLogs logs = made(random);
        const auto figure = result_of(logs, logs.devices, false);
        REQUIRE(figure);
        CHECK(finds(activity_of(*figure)["findings"], "extent-not-stated"));
        const auto result = result_of(logs, logs.devices, false, "check");
        REQUIRE(result);
        int hanging = 0;
        for (const Json& verdict : (*result)["ledgers"][0]["verdicts"]) {
            if (verdict["status"] == "reached") continue;
            CAPTURE(verdict.dump());
            CHECK(finds(verdict["notes"], "extent-not-stated"));
            ++hanging;
        }
        CHECK(hanging > 0);
        const auto stated = result_of(logs, logs.devices, true, "check");
        REQUIRE(stated);
        CHECK(stated->dump().find("extent-not-stated") == std::string::npos);
    }
}

TEST_CASE("the tables of verdicts and the report name an extent that is not stated") {
    Random random(first_seed);
    const MadeLogs logs = made(random);
    const LogFolder folder;
    std::string text;
    for (const MadeDevice& device : logs.devices) text += lines_of(device);
    folder.write("dcgm.prom", text);
    folder.write("ledger.yaml",
                 "flopledger: 1\nmodel: {name: M}\nfacts: {generates: [text]}\nactivities:\n"
                 "  - {name: run, kind: pre-training, logs: {files: [dcgm.prom], precision: "
                 "bf16}}\n");
    for (const std::vector<std::string>& call :
         {std::vector<std::string>{"check", "@/ledger.yaml"},
          {"explain", "@/ledger.yaml", "--threshold", "eu-gpai-systemic-1e25"},
          {"report", "@/ledger.yaml", "--format", "markdown"}}) {
        const ProgramRun run = folder.run(call);
        CAPTURE(run.err);
        CHECK(run.out.find("taken for all there is") != std::string::npos);
    }
}
