// SPDX-License-Identifier: Apache-2.0
// Series of several places are several devices or an error; a board and its instances are one.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/logs/log_folder.hpp"
#include "tests/support/program_run.hpp"

using namespace flopledger;

namespace {

constexpr std::int64_t start = 1'772'445'600'000;
constexpr int scrapes = 20;

// A series of a metric with labels, from one scrape to another.
std::string series(const std::string& metric, const std::string& labels, const std::string& value,
                   int from = 0, int to = scrapes, std::int64_t behind = 0) {
    std::string text;
    for (int i = from; i < to; ++i) {
        text += fmt::format("{}{{{}}} {} {}\n", metric, labels, value, start + i * 15'000 + behind);
    }
    return text;
}

std::string busy(const std::string& labels, const std::string& value, int from = 0,
                 int to = scrapes, std::int64_t behind = 0) {
    return series("DCGM_FI_DEV_GPU_UTIL", labels, value, from, to, behind);
}

ProgramRun summarized(const std::string& text) {
    return run_program({"logs", "summarize", "-", "--format", "json"}, text);
}

std::string devices_of(const std::string& text) {
    const ProgramRun run = summarized(text);
    CAPTURE(run.out);
    REQUIRE(run.status == 0);
    const auto json = nlohmann::json::parse(run.out);
    std::string names;
    for (const auto& device : json["devices"]) {
        names += (names.empty() ? "" : " ") + device["device"].get<std::string>();
    }
    return names;
}

bool is_refused(const std::string& text) {
    const ProgramRun run = summarized(text);
    return run.status == 2 && run.out.find("devices-not-told-apart") != std::string::npos;
}

}  // namespace

TEST_CASE("field: series that only their pods tell apart are of several devices") {
    std::string text;
    for (int pod = 0; pod < 4; ++pod) {
        for (int gpu = 0; gpu < 2; ++gpu) {
            // All of them as busy: nothing but the pod tells them apart.
            text += busy(fmt::format(R"(gpu="{}",pod="train-{}",namespace="ml")", gpu, pod), "100");
        }
    }
    CHECK(devices_of(text) ==
          "train-0.ml#0 train-0.ml#1 train-1.ml#0 train-1.ml#1 train-2.ml#0 train-2.ml#1 "
          "train-3.ml#0 train-3.ml#1");
    // Pods of one name in two namespaces.
    CHECK(devices_of(busy(R"(gpu="0",pod="w-0",namespace="a")", "100") +
                     busy(R"(gpu="0",pod="w-0",namespace="b")", "100")) == "w-0.a#0 w-0.b#0");
    // Without pods the series of four nodes are one and the same, four times.
    std::string hostless;
    for (int node = 0; node < 4; ++node) hostless += busy(R"(gpu="0")", "100");
    CHECK(is_refused(hostless));
}

TEST_CASE("field: a pod that changes on a named host is no other device") {
    const std::string first = busy(R"(gpu="0",Hostname="n1",pod="a-0")", "90", 0, 10);
    const std::string second = busy(R"(gpu="0",Hostname="n1",pod="b-0")", "80", 10, 20);
    CHECK(devices_of(first + second) == "n1#0");
    // Two pods that share a GPU have its figures twice.
    CHECK(devices_of(busy(R"(gpu="0",Hostname="n1",pod="a-0")", "90") +
                     busy(R"(gpu="0",Hostname="n1",pod="b-0")", "90")) == "n1#0");
    // An exporter's address changes when it starts anew.
    CHECK(devices_of(busy(R"(gpu="0",Hostname="n1",instance="10.0.0.1:9400")", "90", 0, 10) +
                     busy(R"(gpu="0",Hostname="n1",instance="10.0.0.9:9400")", "90", 10, 20)) ==
          "n1#0");
}

TEST_CASE("field: labels that name hosts and contradict each other are of several devices") {
    const auto both = [](const std::string& one, const std::string& other) {
        return busy("gpu=\"0\"," + one, "100") +
               busy("gpu=\"0\"," + other, "100", 0, scrapes, 3000);
    };
    // In containers every exporter has the same host name.
    CHECK(is_refused(both(R"(Hostname="dcgm",instance="10.0.0.1:9400")",
                          R"(Hostname="dcgm",instance="10.0.0.2:9400")")));
    CHECK(
        is_refused(both(R"(hostname="localhost",node="n1")", R"(hostname="localhost",node="n2")")));
    // Two clusters whose nodes have the same names.
    CHECK(is_refused(both(R"(node="n1",cluster="east")", R"(node="n1",cluster="west")")));
    // One label each tells them apart.
    CHECK(devices_of(both(R"(node="n1")", R"(node="n2")")) == "n1#0 n2#0");
    CHECK(devices_of(both(R"(kubernetes_node="n1")", R"(kubernetes_node="n2")")) == "n1#0 n2#0");
    CHECK(devices_of(both(R"(exported_instance="n1:9400",instance="gw:80")",
                          R"(exported_instance="n2:9400",instance="gw:80")")) == "n1#0 n2#0");
    CHECK(devices_of(both(R"(k8s_node_name="n1")", R"(k8s_node_name="n2")")) == "n1#0 n2#0");
    // A UUID needs none of them.
    CHECK(devices_of(both(R"(UUID="GPU-1",instance="a:1")", R"(UUID="GPU-1",instance="b:1")")) ==
          "GPU-1");
}

namespace {

// Instances of a board for so many scrapes each, and its power with the labels of each.
std::string instances(int count, const std::string& tensor) {
    std::string text;
    for (int i = 1; i <= count; ++i) {
        const std::string labels = fmt::format(
            R"(gpu="0",UUID="GPU-1",modelName="NVIDIA A100-SXM4-80GB",GPU_I_ID="{}",Hostname="n1")",
            i);
        text += series("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", labels, tensor);
        text += series("DCGM_FI_DEV_POWER_USAGE", labels, "310");
    }
    return text;
}

}  // namespace

TEST_CASE("field: instances of a board and the board are one board") {
    for (const int count : {1, 2, 7}) {
        const ProgramRun run = summarized(instances(count, "0.3"));
        REQUIRE(run.status == 0);
        const auto json = nlohmann::json::parse(run.out);
        CHECK(json["totals"]["devices"] == 1);
        CHECK(json["totals"]["covered_ms"] == "285000");
    }
    // Without the board's own readings, and an instance that came after another was gone.
    const std::string labels = R"(UUID="GPU-1",modelName="NVIDIA A100-SXM4-80GB",GPU_I_ID=)";
    const auto json = nlohmann::json::parse(
        summarized(series("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", labels + "\"1\"", "0.5", 0, 10) +
                   series("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", labels + "\"2\"", "0.5", 10, 20))
            .out);
    CHECK(json["totals"]["devices"] == 1);
    CHECK(json["totals"]["covered_ms"] == "270000");
}

TEST_CASE("field: what instances count is at least their board's, and no more than it can do") {
    const LogFolder folder;
    const auto high_of = [&](const std::string& log) {
        folder.write("log.prom", log);
        const std::string ledger = folder.write(
            "ledger.yaml",
            "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: run\n    kind: pre-training\n"
            "    recomputation: none\n    logs: {files: [log.prom], precision: bf16}\n");
        const ProgramRun run =
            run_program({"estimate", ledger, "--format", "json", "--standard", "all-operations"});
        CAPTURE(run.out);
        REQUIRE(run.status == 0);
        const auto json = nlohmann::json::parse(run.out);
        const auto& activity = json["ledgers"].at(0)["activities"].at(0);
        return activity["flop"]["high"].get<double>();
    };
    const std::string board =
        R"(UUID="GPU-1",gpu="0",modelName="NVIDIA A100-SXM4-80GB",Hostname="n1")";
    const double whole = high_of(series("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", board, "0.3"));
    const double full = high_of(series("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", board, "1"));
    CHECK(high_of(instances(2, "0.3")) >= whole);
    CHECK(high_of(instances(7, "0.9")) <= full * 1.0001);
    CHECK(high_of(instances(1, "0.3")) >= whole);
    // Readings of the board itself count, and those of its instances not again.
    const double both =
        high_of(instances(2, "0.3") + series("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", board, "0.3"));
    CHECK(both >= whole);
    CHECK(both <= whole * 1.0001);
}
