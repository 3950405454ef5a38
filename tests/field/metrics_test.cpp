// SPDX-License-Identifier: Apache-2.0
// A metric that is not known, or a series without a name, never passes in silence.
#include <doctest/doctest.h>

#include "tests/support/logs/scrape_files.hpp"

using namespace flopledger;

namespace {

constexpr const char* busy = "DCGM_FI_DEV_GPU_UTIL";

bool says(const ProgramRun& run, const std::string& text) {
    return run.out.find(text) != std::string::npos || run.err.find(text) != std::string::npos;
}

void check_refused(const ProgramRun& run, const std::vector<std::string>& texts) {
    CAPTURE(run.out);
    CAPTURE(run.err);
    CHECK(run.status == 2);
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(says(run, text));
    }
}

std::string answer(const std::string& metric) {
    return R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{)" + metric +
           R"(},"values":[[1772445600,"98"],[1772445615,"97"],[1772445630,"98"]]}]}})";
}

}  // namespace

TEST_CASE("an input without a metric that is known is an error with the names met") {
    const ScrapeFiles files;
    const std::string text =
        scrapes(40, {{"acme_gpu_load", always(98)}, {"acme_gpu_temp", always(60)}});
    check_refused(files.summarize(text), {"no-known-metric", "acme_gpu_load (40 rows)"});
    check_refused(files.estimate(text), {"no-known-metric", "acme_gpu_load"});
    check_refused(files.summarize(scrapes(40, {{"DCGM_FI_DEV_GPU_UTILL", always(98)}})),
                  {"no-known-metric", "the nearest known: DCGM_FI_DEV_GPU_UTIL"});
    check_refused(files.summarize("node_load1 3 1772445600000\nnode_load1 4 1772445615000\n",
                                  {"--input-format", "prometheus-text"}),
                  {"no-known-metric", "node_load1"});
}

TEST_CASE("the input that is not understood is named beside one that is") {
    const ScrapeFiles files;
    const std::string known = files.write("a.prom", scrapes(40, {{busy, always(98)}}));
    const std::string unknown = files.write("b.prom", scrapes(40, {{"acme_gpu_load", always(98)}}));
    check_refused(run_program({"logs", "summarize", known, unknown}), {"b.prom", "acme_gpu_load"});
}

TEST_CASE("unknown metrics beside known ones are told, and harmless ones are not") {
    const ScrapeFiles files;
    std::vector<Scraped> metrics{{busy, always(98)}};
    for (int i = 0; i < 12; ++i) {
        metrics.push_back({fmt::format("acme_npu_core{}_utilization", i), always(40)});
    }
    const std::string text = scrapes(40, metrics);
    const ProgramRun run = files.summarize(text);
    CAPTURE(run.out);
    CHECK(run.status == 0);
    CHECK(says(run, "unknown-metrics"));
    CHECK(says(run, "12 metrics"));
    CHECK(says(run, "and 2 more"));
    CHECK(says(files.estimate(text), "unknown-metrics"));

    const std::string host = R"(instance="n1:9100",cpu="0")";
    const ProgramRun cluster =
        files.summarize(scrapes(40, {{busy, always(98)},
                                     {"node_cpu_seconds_total", always(4), host},
                                     {"node_disk_output_bytes_total", always(4), host},
                                     {"DCGM_FI_DEV_GPU_TEMP", always(60)},
                                     {"DCGM_FI_DEV_MEM_COPY_UTIL", always(60)},
                                     {"DCGM_FI_DEV_FB_USED", always(60)},
                                     {"DCGM_FI_PROF_DRAM_ACTIVE", always(0.4)},
                                     {"nvidia_smi_fan_speed_ratio", always(0.4)},
                                     {"gpu_power_limit_watts", always(700)},
                                     {"go_goroutines", always(9), host}}));
    CHECK(cluster.status == 0);
    CHECK(!says(cluster, "unknown-metrics"));
    // Labels speak of an accelerator where a name does not.
    const ProgramRun labelled =
        files.summarize(scrapes(40, {{busy, always(98)}, {"core_load", always(9)}}));
    CHECK(says(labelled, "core_load"));
}

TEST_CASE("what a summary says of unknown metrics is kept and merged") {
    const ScrapeFiles files;
    const std::string text = scrapes(40, {{busy, always(98)}, {"acme_gpu_load", always(98)}});
    const ProgramRun summary = files.summarize(text, {"--format", "json"});
    REQUIRE(summary.status == 0);
    const ProgramRun again = files.summarize(summary.out, {"--format", "json"});
    CHECK(again.out == summary.out);
    const std::string first = files.write("one.json", summary.out);
    const std::string log = files.write(
        "later.prom", scrapes(30, {{busy, always(98), R"(gpu="0",UUID="GPU-9",Hostname="n2")"},
                                   {"acme_gpu_load", always(98)}}));
    const ProgramRun both = run_program({"logs", "summarize", first, log});
    CHECK(says(both, "acme_gpu_load (70"));
}

TEST_CASE("series without a name are refused with the query that gives one") {
    const ScrapeFiles files;
    check_refused(files.summarize(answer(R"("Hostname":"n1","gpu":"0")")),
                  {"series-without-name", "query=DCGM_FI_DEV_GPU_UTIL"});
    check_refused(
        files.summarize(
            "{\"metric\":{\"gpu\":\"0\"},\"values\":[1],\"timestamps\":[1772445600000]}\n"),
        {"series-without-name"});
    check_refused(files.summarize(scrapes(4, {{busy, always(98)}}) +
                                  "{gpu=\"0\",Hostname=\"n1\"} 98 1772445600000\n"),
                  {"series-without-name"});
    // What a recording rule wrote has a name, which is not that of a metric.
    check_refused(files.summarize(answer(R"("__name__":"node:gpu_util:avg","instance":"n1")")),
                  {"no-known-metric", "node:gpu_util:avg"});
}

TEST_CASE("a log from which nothing was taken is an error, whatever its format") {
    const ScrapeFiles files;
    check_refused(files.summarize("timestamp, uuid, utilization.gpu [%]\n"), {"nothing-read"});
    check_refused(files.summarize(""), {"nothing-read"});
    check_refused(
        files.summarize(R"({"status":"success","data":{"resultType":"matrix","result":[]}})"),
        {"nothing-read"});
    check_refused(
        files.summarize(
            answer(R"("__name__":"DCGM_FI_DEV_GPU_UTIL","UUID":"GPU-1")").replace(0, 0, ""),
            {"--from", "2027-01-01T00:00:00Z"}),
        {"nothing-in-window"});
    std::string missing = scrapes(4, {{busy, always(77)}});
    for (std::size_t at = missing.find(" 77 "); at != std::string::npos;
         at = missing.find(" 77 ")) {
        missing.replace(at, 4, " NaN ");
    }
    check_refused(files.summarize(missing), {"nothing-read", "no-value"});
}

TEST_CASE("a log of another time beside one of the time asked for is no error") {
    const ScrapeFiles files;
    const std::string march = files.write("march.prom", scrapes(40, {{busy, always(98)}}));
    std::string text = scrapes(40, {{busy, always(98)}});
    for (std::size_t at = text.find(" 17724"); at != std::string::npos; at = text.find(" 17724")) {
        text.replace(at, 6, " 17824");
    }
    const std::string june = files.write("june.prom", text);
    const ProgramRun run =
        run_program({"logs", "summarize", march, june, "--to", "2026-04-01T00:00:00Z", "--tz",
                     "UTC", "--max-rejected", "100"});
    CAPTURE(run.err);
    CHECK(run.status == 0);
}

TEST_CASE("exporters of many makers are read") {
    const ScrapeFiles files;
    struct Case {
        const char* name;
        double value;
        const char* labels;
        const char* shown;
    };
    const Case cases[] = {
        {"slurm_job_utilization_gpu", 98,
         R"(gpu="0",gpu_type="NVIDIA H100 80GB HBM3",slurmjobid="1",instance="n1:9798")", "98%"},
        {"ray_node_gpus_utilization", 98,
         R"(GpuDeviceName="NVIDIA H100 80GB HBM3",GpuIndex="0",instance="n1",SessionName="s")",
         "98%"},
        {"nvidia_smi_utilization_gpu", 98,
         R"(host="n1",index="0",name="NVIDIA H100 80GB HBM3",pstate="P0",uuid="GPU-1")", "98%"},
        {"habanalabs_utilization", 98, R"(UUID="01P0-0",device="accel0",Hostname="n1")", "98%"},
        {"npu_chip_info_utilization", 98,
         R"(id="0",model_name="910B3",vdie_id="A-0",instance="n1:8082")", "98%"},
        {"duty_cycle", 98,
         R"(accelerator_id="1-0",make="cloud-tpu",model="tpu-v5p-slice",node_name="n1")", "98%"},
        {"DCGM_FI_PROF_GR_ENGINE_ACTIVE", 0.98, R"(gpu="0",UUID="GPU-1",Hostname="n1")", "98%"},
        {"gpu_dcgm_utilization_ratio", 0.98, R"(gpu_uuid="GPU-1",gpu_model="NVIDIA L4")", "98%"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.name);
        const ProgramRun run =
            files.summarize(scrapes(40, {{one.name, always(one.value), one.labels}}));
        CAPTURE(run.out);
        CAPTURE(run.err);
        CHECK(run.status == 0);
        CHECK(says(run, "1 device"));
        CHECK(says(run, one.shown));
    }
    const std::string slurm =
        R"(gpu="0",gpu_type="NVIDIA H100 80GB HBM3",slurmjobid="1",instance="n1:9798")";
    const auto total = files.total(
        scrapes(41, {{"slurm_job_tensor_gpu", [](int i) { return 42.0 + i % 5; }, slurm},
                     {"slurm_job_power_gpu", always(650'000), slurm}}));
    CHECK(total.low > 0.45 * 0.41 * 989.4e12 * 1200);
    CHECK(total.high < 0.52 * 989.4e12 * 1200);
}

TEST_CASE("the pipes of OpenTelemetry's receiver other than the matrix one are not it") {
    const ScrapeFiles files;
    const auto point = [](const std::string& pipe, const std::string& value, long long time) {
        return R"({"attributes":[{"key":"gpu.pipe","value":{"stringValue":")" + pipe +
               R"("}}],"timeUnixNano":")" + std::to_string(time) + R"(000000000","asDouble":)" +
               value + "}";
    };
    std::string points;
    for (int i = 0; i < 20; ++i) {
        const long long time = 1772445600 + 15 * i;
        points += (i == 0 ? "" : ",") + point("tensor", "0.4" + std::to_string(i % 9), time) + "," +
                  point("fp32", "0.9", time);
    }
    const std::string text =
        R"({"resourceMetrics":[{"resource":{"attributes":[{"key":"gpu.uuid","value":)"
        R"({"stringValue":"GPU-1"}},{"key":"gpu.model","value":)"
        R"({"stringValue":"NVIDIA H100 80GB HBM3"}}]},"scopeMetrics":[{"metrics":[)"
        R"({"name":"gpu.dcgm.pipe.utilization","gauge":{"dataPoints":[)" +
        points + "]}}]}]}]}\n";
    const auto total = files.total(text);
    CHECK(total.low > 0);
    CHECK(total.high < 0.6 * 989.4e12 * 285);
}
