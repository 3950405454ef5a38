// SPDX-License-Identifier: Apache-2.0
// A known metric that is not read as it stands is told as one that is not known, and so is what was
// not read beside every verdict that hangs on the logs.
#include <doctest/doctest.h>

#include "tests/support/logs/scrape_files.hpp"

using namespace flopledger;

namespace {

constexpr const char* busy = "DCGM_FI_DEV_GPU_UTIL";
constexpr const char* kepler = "kepler_node_gpu_joules_total";
constexpr const char* dynamic = R"(mode="dynamic",index="0",instance="kep:9102",node="n7")";

bool says(const ProgramRun& run, const std::string& text) {
    return run.out.find(text) != std::string::npos || run.err.find(text) != std::string::npos;
}

// One metric of OpenTelemetry, of a kind and in a unit, with 40 readings of one device.
std::string otlp(const std::string& name, const std::string& kind, const std::string& unit,
                 const std::string& value) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
        text += fmt::format(
            R"({{"resourceMetrics":[{{"resource":{{"attributes":[{{"key":"host.name","value":)"
            R"({{"stringValue":"n1"}}}}]}},"scopeMetrics":[{{"metrics":[{{"name":"{}","unit":"{}",)"
            R"("{}":{{"dataPoints":[{{"timeUnixNano":"{}000000000","attributes":[{{"key":"hw.id",)"
            R"("value":{{"stringValue":"0"}}}},)"
            R"({{"key":"hw.type","value":{{"stringValue":"gpu"}}}}],)"
            R"("asDouble":{}}}]}}}}]}}]}}]}})"
            "\n",
            name, unit, kind, 1'772'445'600 + i * 30, value);
    }
    return text;
}

}  // namespace

TEST_CASE("a known metric under another label is told like an unknown one") {
    const ScrapeFiles files;
    const std::string name = "kepler_node_gpu_joules_total{mode=dynamic}";
    const std::string alone = scrapes(40, {{kepler, always(1000), dynamic}});
    const ProgramRun refused = files.summarize(alone);
    CHECK(refused.status == 2);
    CHECK(says(refused, "no-known-metric"));
    CHECK(says(refused, name + " (40 rows)"));
    const ProgramRun beside =
        files.summarize(scrapes(40, {{busy, always(98)}, {kepler, always(1000), dynamic}}));
    CHECK(beside.status == 0);
    CHECK(says(beside, "unknown-metrics"));
    CHECK(says(beside, name));
    // The name among the labels, and in an answer of a database.
    const ProgramRun within = files.summarize(
        R"({__name__="kepler_node_gpu_joules_total",mode="idle",gpu="0"} 5 1772445600000)"
        "\n");
    CHECK(says(within, "kepler_node_gpu_joules_total{mode=idle}"));
    const ProgramRun answer = files.summarize(
        R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":)"
        R"("kepler_node_gpu_joules_total","mode":"idle","gpu":"0"},)"
        R"("values":[[1772445600,"9"]]}]}})");
    CHECK(says(answer, "no-known-metric"));
    const ProgramRun exported = files.summarize(
        R"({"metric":{"__name__":"hw_power_watts","hw_type":"GPU","hw_id":"0"},"values":[9],)"
        R"("timestamps":[1772445600000]})"
        "\n");
    CHECK(says(exported, "hw_power_watts{hw_type=GPU}"));
    // What other parts do is no matter.
    const ProgramRun harmless = files.summarize(scrapes(
        40,
        {{busy, always(98)},
         {"hw_gpu_utilization", always(0.3), R"(hw_id="0",host_name="n1",hw_gpu_task="encoder")"},
         {"hw_power_watts", always(99), R"(hw_id="cpu0",host_name="n1",hw_type="cpu")"}}));
    CHECK(harmless.status == 0);
    CHECK(!says(harmless, "unknown-metrics"));
}

TEST_CASE("a metric of OpenTelemetry of another kind or in another unit is not passed over") {
    const ScrapeFiles files;
    for (const char* kind : {"histogram", "summary", "exponentialHistogram"}) {
        const ProgramRun run = files.summarize(otlp("hw.gpu.utilization", kind, "1", "0.98"));
        CHECK(run.status == 2);
        CHECK(says(run, fmt::format("hw.gpu.utilization{{{}}} (40 rows)", kind)));
        const ProgramRun both = files.summarize(otlp("hw.gpu.utilization", "gauge", "1", "0.98") +
                                                otlp("hw.gpu.utilization", kind, "1", "0.98"));
        CHECK(both.status == 0);
        CHECK(says(both, "unknown-metrics"));
    }
    const auto shown = [&](const char* name, const char* unit, const char* value) {
        return files.summarize(otlp(name, "gauge", unit, value)).out;
    };
    CHECK(shown("hw.gpu.utilization", "%", "98").find("98%") != std::string::npos);
    CHECK(shown("hw.gpu.utilization", "1", "0.98").find("98%") != std::string::npos);
    const std::string power = shown("hw.power", "W", "650");
    CHECK(power.find("650 W") != std::string::npos);
    CHECK(shown("hw.power", "kW", "0.65") == power);
    CHECK(shown("hw.power", "mW", "650000") == power);
    CHECK(says(files.summarize(otlp("hw.power", "gauge", "BTU/h", "650")), "unknown-unit"));
    CHECK(says(files.summarize(otlp("hw.gpu.utilization", "gauge", "ms", "65")), "unknown-unit"));
}

TEST_CASE("metrics that were not read stand beside every verdict that hangs on the logs") {
    const ScrapeFiles files;
    for (const char* unread : {"sambanova_rdu_active", "cerebras_wse_active", "acme_accel0_busy"}) {
        CHECK(says(
            files.summarize(scrapes(40, {{busy, always(98)}, {unread, always(9), R"(node="n1")"}})),
            unread));
    }
    files.write("log",
                scrapes(40, {{busy, always(98)}, {"sambanova_rdu_active", always(9), R"(n="1")"}}));
    const std::string ledger = files.write(
        "ledger.yaml",
        "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: run\n    kind: pre-training\n"
        "    recomputation: none\n    logs: {files: [log], precision: bf16}\n");
    const std::vector<std::string> call{"check", ledger,    "--jurisdiction",
                                        "us",    "--as-of", "2026-11-21"};
    std::vector<std::string> as_json = call;
    as_json.insert(as_json.end(), {"--format", "json"});
    const ProgramRun run = run_program(as_json);
    CAPTURE(run.err);
    const auto document = nlohmann::json::parse(run.out);
    int hanging = 0;
    for (const auto& verdict : document["ledgers"][0]["verdicts"]) {
        if (verdict["status"] == "reached") continue;
        CHECK(verdict["notes"].dump().find("unknown-metrics") != std::string::npos);
        CHECK(verdict["notes"].dump().find("sambanova_rdu_active") != std::string::npos);
        ++hanging;
    }
    CHECK(hanging > 0);
    CHECK(says(run_program(call), "sambanova_rdu_active"));
}
