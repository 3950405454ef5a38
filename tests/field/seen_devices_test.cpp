// SPDX-License-Identifier: Apache-2.0
// A device that is named by rows of which nothing can be used was there, and may have worked: it
// counts like a device whose counter is missing, whatever the format.
#include <doctest/doctest.h>

#include <utility>

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

TEST_CASE("what is seen of a board under another of its names goes on with its readings") {
    const ScrapeFiles files;
    const std::string slot = R"(gpu="0",Hostname="n1",modelName="NVIDIA H100 80GB HBM3")";
    const std::string uuid = slot + R"(,UUID="GPU-0")";
    const auto first = [](int i) { return i < 40 ? 60.0 : -1.0; };
    const auto then = [](int i) { return i < 40 ? -1.0 : 60.0; };
    const auto total = [&](const std::string& read, const std::string& seen, const auto& when) {
        return files.total(scrapes(80, {{busy, first, read}, {temperature, when, seen}}));
    };
    const double one_name = total(uuid, uuid, then).high;
    CHECK(one_name > files.total(scrapes(40, {{busy, always(60), uuid}})).high * 1.5);
    for (const auto& [read, seen] : {std::pair(uuid, slot), std::pair(slot, uuid)}) {
        CHECK(total(read, seen, then).high == one_name);
        CHECK(total(read, seen, always(60)).high == one_name);
        const ProgramRun run =
            files.summarize(scrapes(80, {{busy, first, read}, {temperature, then, seen}}));
        CHECK(says(run, "1 device"));
        CHECK(!says(run, "devices-without-readings"));
    }
    // Of two boards that took turns in a slot neither was there while the other was.
    const auto second = [&](int i) { return then(i); };
    const std::vector<Scraped> turns{{busy, first, uuid},
                                     {busy, second, slot + R"(,UUID="GPU-1")"}};
    std::vector<Scraped> more = turns;
    more.push_back({temperature, always(60), slot});
    CHECK(files.total(scrapes(80, more)).high < files.total(scrapes(80, turns)).high * 1.05);
}

TEST_CASE("a device whose series never had a number was there") {
    const ScrapeFiles files;
    const Scraped first{busy, always(60), dcgm_labels(0)};
    const Scraped second{temperature, always(60), dcgm_labels(1)};
    const double two = files.total(scrapes(40, {first, second})).high;
    const std::string one = scrapes(40, {first});
    const auto rows = [](const std::string& name, const std::string& value, int from, int to,
                         int gpu) {
        std::string text;
        for (int i = from; i < to; ++i) {
            text += fmt::format("{}{{{}}} {} {}\n", name, dcgm_labels(gpu), value,
                                start + i * 30'000LL);
        }
        return text;
    };
    for (const std::string name : {busy, temperature, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"}) {
        for (const std::string value : {"NaN", "N/A"}) {
            const std::string text = one + rows(name, value, 0, 40, 1);
            CAPTURE(name);
            CAPTURE(value);
            CHECK(says(files.summarize(text), "devices-without-readings: 1 device is"));
            CHECK(files.total(text).high == two);
        }
    }
    // Where a series ends a database writes NaN: that is no time in which the device was there.
    CHECK(files.total(one + rows(busy, "NaN", 40, 41, 0)).high == files.total(one).high);
    CHECK(files.total(one + rows(temperature, "NaN", 40, 41, 0)).high == files.total(one).high);
    // It was, where a source goes on writing it.
    CHECK(files.total(one + rows(busy, "NaN", 40, 120, 0)).high > files.total(one).high * 1.5);
}

TEST_CASE("a device that is seen once may have been there all the time") {
    const ScrapeFiles files;
    const auto once = [](int i) { return i == 7 ? 60.0 : -1.0; };
    const std::vector<Scraped> measured{{busy, always(60), dcgm_labels(0)}};
    std::vector<Scraped> always_seen = measured;
    std::vector<Scraped> once_seen = measured;
    always_seen.push_back({temperature, always(60), dcgm_labels(1)});
    once_seen.push_back({temperature, once, dcgm_labels(1)});
    CHECK(files.total(scrapes(40, once_seen)).high == files.total(scrapes(40, always_seen)).high);
}

TEST_CASE("the rest of a board that is shared out is not idle where only one instance is read") {
    const ScrapeFiles files;
    const auto instance = [](int gpu, int number) {
        return dcgm_labels(gpu) + fmt::format(R"(,GPU_I_ID="{}",GPU_I_PROFILE="1g.10gb")", number);
    };
    const std::string tensor = "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE";
    const auto with = [&](std::vector<Scraped> more) {
        more.push_back({tensor, always(0.1), instance(0, 1)});
        return scrapes(40, more);
    };
    const double alone = files.total(with({})).high;
    const double beside = files.total(with({{temperature, always(60), dcgm_labels(1)}})).high;
    CHECK(beside > alone * 3);
    const std::string rest = with({{temperature, always(60), instance(0, 2)}});
    CHECK(files.total(rest).high == beside);
    CHECK(says(files.summarize(rest), "devices-without-readings: 1 device is"));
    // Whatever else the rest is divided into, it is one.
    CHECK(files
              .total(with({{temperature, always(60), instance(0, 2)},
                           {"DCGM_FI_DEV_FB_USED", always(9), instance(0, 3)}}))
              .high == beside);
    // The counters of the board tell what all its instances do.
    const ProgramRun run = files.summarize(
        with({{temperature, always(60), instance(0, 2)}, {tensor, always(0.1), dcgm_labels(0)}}));
    CHECK(!says(run, "devices-without-readings"));
}
