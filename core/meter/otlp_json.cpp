// SPDX-License-Identifier: Apache-2.0
#include "core/meter/otlp_json.hpp"

#include <string>

#include "core/meter/delimited.hpp"
#include "core/meter/fleet_csv.hpp"
#include "core/meter/json_documents.hpp"
#include "core/meter/line_parser.hpp"
#include "core/meter/series.hpp"

namespace flopledger {

namespace {

// Takes attributes, which are a list of keys and typed values.
void take_attributes(SeriesLabels& labels, JsonValue attributes) {
    for (const JsonValue attribute : attributes) {
        const JsonValue value = attribute["value"];
        const JsonValue text = value["stringValue"];
        labels.take(attribute["key"].text(), (text ? text : value["intValue"]).text());
    }
}

class OtlpJsonParser final : public DocumentParser {
  public:
    explicit OtlpJsonParser(Meter& meter) : DocumentParser(meter), series_(meter, true) {}

  protected:
    void document(const std::string& text) override;

  private:
    void metric(JsonValue metric, JsonValue resource, LineFinder& lines, std::size_t begin);

    SeriesReader series_;
    std::string name_;
};

void OtlpJsonParser::document(const std::string& text) {
    LineFinder lines(text);
    read_documents(meter(), text, lines, [&](JsonValue whole, std::size_t begin) {
        for (const JsonValue resource : whole["resourceMetrics"]) {
            const JsonValue scopes = resource["scopeMetrics"];
            // The older name of the list.
            for (const JsonValue scope :
                 scopes ? scopes : resource["instrumentationLibraryMetrics"]) {
                for (const JsonValue one : scope["metrics"]) {
                    metric(one, resource["resource"]["attributes"], lines, begin);
                }
            }
        }
    });
    series_.finish();
}

void OtlpJsonParser::metric(JsonValue metric, JsonValue resource, LineFinder& lines,
                            std::size_t begin) {
    const std::string_view name = dcgm_name(metric["name"].text(), name_);
    if (metric_source(name) == nullptr) {
        meter().unread.of(name, false).meet(lines.line_at(begin + metric.offset()));
        return;
    }
    const JsonValue sum = metric["sum"];
    const std::string_view temporality = sum["aggregationTemporality"].text();
    const bool delta = temporality == "1" || temporality == "AGGREGATION_TEMPORALITY_DELTA";
    for (const JsonValue point : (sum ? sum : metric["gauge"])["dataPoints"]) {
        SeriesLabels labels;
        take_attributes(labels, resource);
        take_attributes(labels, point["attributes"]);
        const MetricSource* source = labels.source(name);
        if (source == nullptr) continue;
        const std::uint64_t line = lines.line_at(begin + point.offset());
        const auto time = parse_epoch_time(point["timeUnixNano"].text());
        if (delta || !time) {
            ++meter().row_count;
            meter().rows.reject(delta ? Rejection::unknown_unit : Rejection::no_time, line);
            continue;
        }
        const JsonValue number = point["asDouble"];
        SeriesOwner owner = series_.owner(labels);
        series_.read(owner, *source, (number ? number : point["asInt"]).text(), *time, line);
    }
}

Recognition recognise(std::string_view beginning) {
    const bool ours = first_line(beginning).starts_with('{') &&
                      beginning.find("\"resourceMetrics\"") != beginning.npos;
    return ours ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<OtlpJsonParser>(meter);
}

}  // namespace

const LogFormat otlp_json_format = {"otlp-json", "metrics of OpenTelemetry as JSON", recognise,
                                    make_parser};

}  // namespace flopledger
