// SPDX-License-Identifier: Apache-2.0
// A device that is named by rows of which nothing can be used was there, and may have worked: it
// counts like a device whose counter is missing, whatever the format.
#include <doctest/doctest.h>

#include "tests/support/logs/scrape_files.hpp"

using namespace flopledger;

namespace {

constexpr const char* busy = "DCGM_FI_DEV_GPU_UTIL";
constexpr const char* temperature = "DCGM_FI_DEV_GPU_TEMP";
constexpr long long start = 1'772'445'600'000;

std::string dcgm_labels(int gpu) {
    return fmt::format(
        R"(gpu="{0}",UUID="GPU-{0}",modelName="NVIDIA H100 80GB HBM3",Hostname="n1")", gpu);
}

// A node of eight, of which so many show how busy they are and the others another metric.
std::string node(int measured, const std::string& other) {
    std::vector<Scraped> metrics;
    for (int gpu = 0; gpu < 8; ++gpu) {
        metrics.push_back({gpu < measured ? busy : other, always(60), dcgm_labels(gpu)});
    }
    return scrapes(40, metrics);
}

// Whether a text is shown, however its lines are broken.
bool says(const ProgramRun& run, const std::string& text) {
    std::string flat;
    for (const char byte : run.out + run.err) {
        const bool blank = byte == ' ' || byte == '\n';
        if (!blank || !flat.ends_with(' ')) flat += blank ? ' ' : byte;
    }
    return flat.find(text) != std::string::npos;
}

// One data point of OpenTelemetry.
std::string otlp(const std::string& name, const std::string& kind, int gpu, int i) {
    return fmt::format(
        R"({{"resourceMetrics":[{{"resource":{{"attributes":[{{"key":"host.name","value":)"
        R"({{"stringValue":"n1"}}}}]}},"scopeMetrics":[{{"metrics":[{{"name":"{}","unit":"1",)"
        R"("{}":{{"dataPoints":[{{"timeUnixNano":"{}000000","attributes":[{{"key":"hw.id",)"
        R"("value":{{"stringValue":"{}"}}}},{{"key":"hw.name","value":{{"stringValue":)"
        R"("NVIDIA H100 80GB HBM3"}}}},)"
        R"({{"key":"hw.type","value":{{"stringValue":"gpu"}}}}],"asDouble":0.6}}]}}}}]}}]}}]}})"
        "\n",
        name, kind, start + i * 30'000LL, gpu);
}

}  // namespace

TEST_CASE("devices of which only a temperature is known count like those without a counter") {
    const ScrapeFiles files;
    const double one = files.total(node(8, "")).high / 8;
    for (const std::string other : {temperature, "DCGM_FI_DEV_FB_USED", "acme_gpu_pressure",
                                    "DCGM_FI_DEV_FAN_SPEED", "DCGM_FI_DEV_SM_CLOCK"}) {
        CAPTURE(other);
        const std::string text = node(1, other);
        const ProgramRun run = files.summarize(text);
        CHECK(run.status == 0);
        CHECK(says(run, "8 devices"));
        CHECK(says(run, "devices-without-readings: 7 devices are"));
        const ScrapeFiles::Total total = files.total(text);
        CHECK(total.high >= one * 8);
        // Whoever says that nothing ran beside the logs has not said that these were idle.
        CHECK(files.total(text, ", complete: true").high >= one * 8);
    }
    // Whichever comes first, and whatever else the scrape has.
    const ScrapeFiles::Total both = files.total(
        scrapes(40, {{temperature, always(60), dcgm_labels(7)},
                     {"node_cpu_seconds_total", always(9), R"(cpu="3",instance="n1:9100")"},
                     {"node_filesystem_free", always(9), R"(uuid="ab12",instance="n1:9100")"},
                     {busy, always(60), dcgm_labels(0)}}));
    CHECK(both.high >= one * 2);
    CHECK(both.high < one * 4);
}

TEST_CASE("a device that has readings is not counted again by its other metrics") {
    const ScrapeFiles files;
    std::vector<Scraped> plain;
    std::vector<Scraped> more;
    for (int gpu = 0; gpu < 2; ++gpu) {
        plain.push_back({busy, always(60), dcgm_labels(gpu)});
        more.push_back({temperature, always(60), dcgm_labels(gpu)});
        more.push_back({busy, always(60), dcgm_labels(gpu)});
        // Another exporter knows it by its slot.
        more.push_back({"nvidia_gpu_temperature_celsius", always(60),
                        fmt::format(R"(index="{}",host="n1")", gpu)});
    }
    const ProgramRun run = files.summarize(scrapes(40, more));
    CHECK(says(run, "2 devices"));
    CHECK(!says(run, "devices-without-readings"));
    CHECK(files.total(scrapes(40, more)).high == files.total(scrapes(40, plain)).high);
    // Where it goes on being seen, nobody knows what it did then.
    const std::string longer = scrapes(
        80, {{busy, [](int i) { return i < 40 ? 60.0 : -1.0; }}, {temperature, always(60)}});
    CHECK(files.total(longer).high > files.total(scrapes(40, {{busy, always(60)}})).high * 1.5);
}

TEST_CASE("devices are seen in every format that has one metric a row") {
    const ScrapeFiles files;
    std::string victoria;
    std::string answer;
    std::string fleet = "timestamp,component,metric_name,value,labels\n";
    std::string open;
    for (int gpu = 0; gpu < 4; ++gpu) {
        const std::string name = gpu == 0 ? busy : temperature;
        const std::string labels =
            fmt::format(R"("__name__":"{}","gpu":"{}","UUID":"GPU-{}","Hostname":"n1","modelName":)"
                        R"("NVIDIA H100 80GB HBM3")",
                        name, gpu, gpu);
        std::string values;
        std::string times;
        std::string pairs;
        for (int i = 0; i < 40; ++i) {
            const long long time = start + i * 30'000LL;
            const std::string comma = i == 0 ? "" : ",";
            values += comma + "60";
            times += fmt::format("{}{}", comma, time);
            pairs += fmt::format(R"({}[{},"60"])", comma, time / 1000);
            fleet += fmt::format(
                "2026-03-02T10:{:02}:{:02}Z,gpu,{},60,\"{{\"\"gpu\"\":\"\"{}\"\",\"\"uuid\"\":"
                "\"\"GPU-{}\"\"}}\"\n",
                i / 2, i % 2 * 30, name, gpu, gpu);
            open += otlp(gpu == 0 ? "hw.gpu.utilization" : "hw.temperature", "gauge", gpu, i);
        }
        victoria += fmt::format("{{\"metric\":{{{}}},\"values\":[{}],\"timestamps\":[{}]}}\n",
                                labels, values, times);
        answer += fmt::format("{}{{\"metric\":{{{}}},\"values\":[{}]}}", gpu == 0 ? "" : ",",
                              labels, pairs);
    }
    answer = R"({"status":"success","data":{"resultType":"matrix","result":[)" + answer + "]}}";
    for (const std::string& text : {victoria, answer, fleet, open}) {
        const ProgramRun run = files.summarize(text);
        CAPTURE(text.substr(0, 200));
        CAPTURE(run.out);
        CAPTURE(run.err);
        CHECK(run.status == 0);
        CHECK(says(run, "4 devices"));
        CHECK(says(run, "devices-without-readings: 3 devices are"));
    }
}

TEST_CASE("devices are seen in documents that say nothing else of them") {
    const ScrapeFiles files;
    std::string amd;
    std::string tpu;
    for (int i = 0; i < 40; ++i) {
        for (int gpu = 0; gpu < 4; ++gpu) {
            const std::string comma = amd.empty() ? "" : ",\n";
            amd += fmt::format(R"({}{{"timestamp":{},"gpu":{},{}}})", comma, start / 1000 + i * 30,
                               gpu,
                               gpu == 0 ? R"("usage":{"gfx_activity":{"value":60,"unit":"%"}})"
                                        : R"("temperature":{"edge":{"value":60,"unit":"C"}})");
        }
    }
    for (int chip = 0; chip < 4; ++chip) {
        std::string points;
        for (int i = 0; i < 20; ++i) {
            points += fmt::format(R"({}{{"interval":{{"endTime":"2026-03-02T10:{:02}:00Z"}},)"
                                  R"("value":{{"doubleValue":60}}}})",
                                  i == 0 ? "" : ",", i);
        }
        tpu += fmt::format(
            R"({}{{"metric":{{"type":"kubernetes.io/node/accelerator/{}","labels":{{)"
            R"("accelerator_id":"48040-{}","model":"tpu-v4-podslice"}}}},"resource":{{"labels":{{)"
            R"("node_name":"n1"}}}},"points":[{}]}})",
            chip == 0 ? "" : ",", chip == 0 ? "duty_cycle" : "memory_used", chip, points);
    }
    for (const std::string& text : {"[" + amd + "]", R"({"timeSeries":[)" + tpu + "]}"}) {
        const ProgramRun run = files.summarize(text);
        CAPTURE(run.out);
        CAPTURE(run.err);
        CHECK(run.status == 0);
        CHECK(says(run, "4 devices"));
        CHECK(says(run, "devices-without-readings: 3 devices are"));
    }
}

TEST_CASE("series that are not read ask for no host") {
    const ScrapeFiles files;
    const std::string text =
        scrapes(40, {{busy, always(60)}, {temperature, always(60), "gpu=\"0\""}});
    const std::string one = files.write("one", text);
    std::string other = text;
    for (std::size_t at = 0; (at = other.find("GPU-1", at)) != other.npos;) other[at + 4] = '2';
    const ProgramRun run = run_program({"logs", "summarize", one, files.write("other", other)});
    CAPTURE(run.err);
    CHECK(run.status == 0);
}

TEST_CASE("summaries keep what was seen, and parts join to the whole") {
    const ScrapeFiles files;
    const std::string whole = node(1, temperature);
    const std::size_t middle = whole.find('\n', whole.size() / 2) + 1;
    const std::string first = files.write("first", whole.substr(0, middle));
    const std::string second = files.write("second", whole.substr(middle));
    const auto json = [](std::vector<std::string> inputs) {
        std::vector<std::string> call{"logs", "summarize"};
        call.insert(call.end(), inputs.begin(), inputs.end());
        call.insert(call.end(), {"--format", "json"});
        return run_program(call).out;
    };
    const std::string both = json({first, second});
    CHECK(both.find("devices-without-readings") != std::string::npos);
    const std::string one = files.write("one.json", json({first}));
    const std::string other = files.write("other.json", json({second}));
    const ProgramRun merged = run_program({"logs", "merge", one, other, "--format", "json"});
    CAPTURE(merged.err);
    CHECK(merged.out == both);
}

TEST_CASE("a device all of whose rows are refused is seen") {
    const ScrapeFiles files;
    std::string few = "timestamp, uuid, name, utilization.gpu [%]\n";
    std::string one = few;
    for (int i = 0; i < 600; ++i) {
        const std::string time = fmt::format("2026/03/02 {:02}:{:02}:00.000", 10 + i / 60, i % 60);
        const std::string row = time + ", GPU-0, NVIDIA H100 80GB HBM3, 60 %\n";
        one += row;
        few += row;
        if (i % 120 == 0) few += time + ", GPU-1, NVIDIA H100 80GB HBM3, 9x %\n";
    }
    const ProgramRun run = files.summarize(few, {"--tz", "UTC"});
    CHECK(says(run, "devices-without-readings: 1 device is"));
    const std::string keys = ", time_zone: UTC";
    CHECK(files.total(few, keys).high > files.total(one, keys).high * 1.5);
}

TEST_CASE("a metric is judged by the labels of any of its series") {
    const ScrapeFiles files;
    const ProgramRun run =
        files.summarize(scrapes(40, {{busy, always(60)},
                                     {"acme_load", always(9), R"(instance="n1",zone="a")"},
                                     {"acme_load", always(9), R"(instance="n1",gpu="3")"}}));
    CHECK(says(run, "unknown-metrics: 1 metric that may tell what accelerators did is not read: "));
    CHECK(says(run, "acme_load (80 rows)"));
}

TEST_CASE("names without end do not fill the memory") {
    const ScrapeFiles files;
    std::string text = scrapes(40, {{busy, always(60)}});
    for (int i = 0; i < 5000; ++i) {
        text += fmt::format("acme_gpu_load_{}{{gpu=\"0\"}} 1 {}\n", i, start);
    }
    text += fmt::format("gpu_{}{{gpu=\"0\"}} 1 {}\n", std::string(5000, 'x'), start);
    const ProgramRun run = files.summarize(text);
    CHECK(says(run, "unknown-metrics: 4096 metrics"));
    CHECK(says(run, "all other names"));
    CHECK(!says(run, std::string(300, 'x')));
}

TEST_CASE("the utilization of a board that is shared out says nothing where nvidia-smi says so") {
    const ScrapeFiles files;
    const auto table = [](const std::string& mode, const std::string& value) {
        std::string text =
            "timestamp, uuid, name, mig.mode.current, utilization.gpu [%], power.draw [W]\n";
        for (int i = 0; i < 60; ++i) {
            text += fmt::format(
                "2026/03/02 10:{:02}:00.000, GPU-1, NVIDIA H100 80GB HBM3, {}, {}, 400 W\n", i,
                mode, value);
        }
        return text;
    };
    const std::string keys = ", time_zone: UTC";
    const double missing = files.total(table("Disabled", "[N/A]"), keys).high;
    CHECK(files.total(table("Enabled", "0 %"), keys).high == missing);
    CHECK(files.total(table("Enabled", "[N/A]"), keys).high == missing);
    CHECK(files.total(table("Disabled", "30 %"), keys).high < missing);
}
