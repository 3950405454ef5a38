// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "tests/support/logs/made_logs.hpp"

namespace flopledger {

namespace {

// A metric of an exporter, of which values a row writes it, and its kind for --zero.
struct SeriesName {
    std::string name;
    std::string MadeReading::*value;
};

const std::vector<SeriesName>& dcgm_names() {
    static const std::vector<SeriesName> names{
        {"DCGM_FI_DEV_GPU_UTIL", &MadeReading::busy},
        {"DCGM_FI_DEV_POWER_USAGE", &MadeReading::power},
        {"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", &MadeReading::tensor},
        {"DCGM_FI_PROF_SM_ACTIVE", &MadeReading::sm},
        {"DCGM_FI_DEV_SM_CLOCK", &MadeReading::clock},
        {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", &MadeReading::millijoules},
    };
    return names;
}

std::string label(std::string_view name, const std::string& value, std::string_view assign = "=") {
    return value.empty() ? "" : fmt::format("{}{}\"{}\",", name, assign, value);
}

std::string prometheus_labels(const MadeReading& row) {
    return label("gpu", row.index) + "modelName=\"NVIDIA H100 80GB HBM3\",Hostname=\"n1\"";
}

std::string prometheus(const MadeLog& made) {
    std::string text;
    for (int number = 0; number < made_polls; ++number) {
        for (const SeriesName& series : dcgm_names()) {
            text += fmt::format("# TYPE {} gauge\n", series.name);
            for (const MadeReading& row : made_poll(made, number)) {
                text += fmt::format("{}{{{}}} {} {}000\n", series.name, prometheus_labels(row),
                                    row.*series.value, row.second);
            }
        }
    }
    return text;
}

// Visits the series of all metrics and devices, each with its rows in order of time.
template <typename Visit>
void each_series(const MadeLog& made, const Visit& visit) {
    for (const SeriesName& series : dcgm_names()) {
        for (std::size_t device = 0; device < made_devices; ++device) {
            std::vector<MadeReading> rows;
            for (int number = 0; number < made_polls; ++number) {
                rows.push_back(made_poll(made, number)[device]);
            }
            visit(series, rows);
        }
    }
}

std::string json_labels(const SeriesName& series, const MadeReading& row) {
    return fmt::format(R"("__name__":"{}",{}"modelName":"NVIDIA H100 80GB HBM3","Hostname":"n1")",
                       series.name, label("\"gpu\"", row.index, ":"));
}

std::string victoria(const MadeLog& made) {
    std::string text;
    each_series(made, [&](const SeriesName& series, const std::vector<MadeReading>& rows) {
        std::string values;
        std::string times;
        for (const MadeReading& row : rows) {
            const std::string_view comma = values.empty() ? "" : ",";
            values += fmt::format("{}{}", comma, row.*series.value);
            times += fmt::format("{}{}000", comma, row.second);
        }
        text += fmt::format(R"({{"metric":{{{}}},"values":[{}],"timestamps":[{}]}})"
                            "\n",
                            json_labels(series, rows[0]), values, times);
    });
    return text;
}

std::string answer(const MadeLog& made) {
    std::string all;
    each_series(made, [&](const SeriesName& series, const std::vector<MadeReading>& rows) {
        std::string values;
        for (const MadeReading& row : rows) {
            values += fmt::format("{}[{},\"{}\"]", values.empty() ? "" : ",", row.second,
                                  row.*series.value);
        }
        all += fmt::format(R"({}{{"metric":{{{}}},"values":[{}]}})", all.empty() ? "" : ",",
                           json_labels(series, rows[0]), values);
    });
    return R"({"status":"success","data":{"resultType":"matrix","result":[)" + all + "]}}\n";
}

std::string tsdb(const MadeLog& made) {
    std::string text;
    each_series(made, [&](const SeriesName& series, const std::vector<MadeReading>& rows) {
        for (const MadeReading& row : rows) {
            text += fmt::format("{{{}, __name__=\"{}\"}} {} {}000\n", prometheus_labels(row),
                                series.name, row.*series.value, row.second);
        }
    });
    return text;
}

std::string fleet(const MadeLog& made) {
    std::string text = "timestamp,component,metric_name,value,labels\n";
    for (int number = 0; number < made_polls; ++number) {
        for (const MadeReading& row : made_poll(made, number)) {
            for (const SeriesName& series : dcgm_names()) {
                const std::string who =
                    row.uuid.empty() ? "" : ",\"\"uuid\"\":\"\"" + row.uuid + "\"\"";
                text += fmt::format("{}T{}Z,c,{},{},\"{{\"\"a\"\":\"\"b\"\"{}}}\"\n", row.date,
                                    row.clock_time, series.name, row.*series.value, who);
            }
        }
    }
    return text;
}

std::string attribute(std::string_view key, std::string_view value) {
    return fmt::format(R"({{"key": "{}", "value": {{"stringValue": "{}"}}}})", key, value);
}

std::string otlp_metric(std::string_view name, const std::string& value, const MadeReading& row) {
    std::string about = attribute("hw.type", "gpu");
    if (!row.index.empty()) about += ", " + attribute("hw.id", row.index);
    return fmt::format(
        R"({{"name": "{}", "gauge": {{"dataPoints": [{{"timeUnixNano": "{}000000000", )"
        R"("asDouble": {}, "attributes": [{}]}}]}}}})",
        name, row.second, value, about);
}

std::string otlp(const MadeLog& made) {
    return made_rows(made, "", [](const MadeReading& row) {
        const std::string ratio = row.busy == "0" ? "0" : "0." + row.busy;
        return fmt::format(R"({{"resourceMetrics": [{{"resource": {{"attributes": [{}]}}, )"
                           R"("scopeMetrics": [{{"metrics": [{}, {}]}}]}}]}})"
                           "\n",
                           attribute("host.name", "n1"),
                           otlp_metric("hw.gpu.utilization", ratio, row),
                           otlp_metric("hw.power", row.power, row));
    });
}

// What a value is in per cent, as the service gives it.
std::string per_cent(const std::string& ratio) {
    return ratio == "0" ? "0" : ratio.substr(2, 2) + "." + ratio.substr(4);
}

std::string tpu_series(const MadeLog& made, std::size_t device, bool tensor) {
    std::string points;
    std::string labels = R"("model": "tpu-v5p-slice")";
    for (int number = 0; number < made_polls; ++number) {
        const MadeReading row = made_poll(made, number)[device];
        if (number == 0 && !row.index.empty()) {
            labels += fmt::format(R"(, "accelerator_id": "480-{}")", row.index);
        }
        points += fmt::format(
            R"({}{{"interval": {{"endTime": "{}T{}Z"}}, "value": {{"doubleValue": {}}}}})",
            points.empty() ? "" : ", ", row.date, row.clock_time,
            tensor ? per_cent(row.tensor) : row.busy);
    }
    return fmt::format(
        R"({{"metric": {{"type": "kubernetes.io/node/accelerator/{}", "labels": {{{}}}}}, )"
        R"("resource": {{"type": "k8s_node", "labels": {{"node_name": "gke-1"}}}}, )"
        R"("points": [{}]}})",
        tensor ? "tensorcore_utilization" : "duty_cycle", labels, points);
}

std::string tpu(const MadeLog& made) {
    std::string all;
    for (const bool tensor : {true, false}) {
        for (std::size_t device = 0; device < made_devices; ++device) {
            all += (all.empty() ? "" : ", ") + tpu_series(made, device, tensor);
        }
    }
    return "[" + all + "]\n";
}

}  // namespace

std::vector<LogMaker> series_log_makers() {
    std::vector<std::string> dcgm;
    for (const SeriesName& series : dcgm_names()) dcgm.push_back(series.name);
    const std::vector<std::string> all{"busy", "power", "tensor", "sm", "energy"};
    const std::vector<std::string> two{"busy", "power"};
    std::vector<std::string> with_labels = dcgm;
    with_labels.insert(with_labels.end(), {"gpu=", "Hostname="});
    return {
        {"prometheus-text", "a.prom", with_labels, all, {}, prometheus},
        {"prometheus-answer", "a.json", dcgm, all, {}, answer},
        {"victoria-export", "a.jsonl", dcgm, all, {}, victoria},
        {"tsdb-dump", "a.dump", dcgm, all, {}, tsdb},
        {"fleet-intelligence", "fleet.csv", dcgm, all, {}, fleet},
        {"otlp-json", "otlp.jsonl", {"hw.gpu.utilization", "hw.power", "hw.id"}, two, {}, otlp},
        {"tpu-monitoring",
         "tpu.json",
         {"tensorcore_utilization", "duty_cycle", "accelerator_id"},
         {"busy", "tensor"},
         {},
         tpu,
         "",
         "google-tpu-v5p"},
    };
}

}  // namespace flopledger
