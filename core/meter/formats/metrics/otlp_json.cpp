// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/otlp_json.hpp"

#include <array>
#include <optional>
#include <string>

#include "core/meter/formats/metrics/fleet_csv.hpp"
#include "core/meter/formats/metrics/series.hpp"
#include "core/meter/readings/json_documents.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/words/delimited.hpp"

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

// A source in the unit that a metric states, where its name speaks of another; nothing where the
// measurand has no such unit.
std::optional<MetricSource> in_unit(const MetricSource& source, std::string_view unit) {
    struct MetricUnit {
        std::string_view name;
        Measurand measurand;
        int scale;
        bool ratio = false;
    };
    static constexpr auto units = std::to_array<MetricUnit>({
        {"%", Measurand::gpu_utilization, 2},
        {"1", Measurand::gpu_utilization, 4, true},
        {"%", Measurand::tensor_active, 4},
        {"1", Measurand::tensor_active, 6, true},
        {"%", Measurand::sm_active, 4},
        {"1", Measurand::sm_active, 6, true},
        {"W", Measurand::power, 2},
        {"kW", Measurand::power, 5},
        {"mW", Measurand::power, -1},
        {"J", Measurand::energy, 3},
        {"kJ", Measurand::energy, 6},
        {"mJ", Measurand::energy, 0},
    });
    const bool busy = source.measurand == Measurand::engine_active;
    const Measurand measurand = busy ? Measurand::gpu_utilization : source.measurand;
    MetricSource stated = source;
    if (unit.empty() || source.measurand == Measurand::sm_clock) return stated;
    for (const MetricUnit& known : units) {
        if (known.name != unit || known.measurand != measurand) continue;
        stated.scale = known.scale;
        stated.ratio = known.ratio;
        return stated;
    }
    return std::nullopt;
}

// The first of the kinds of metric that hold no value a moment; empty where it is none of them.
std::string_view other_kind(JsonValue metric) {
    for (const std::string_view kind : {"histogram", "exponentialHistogram", "summary"}) {
        if (metric[kind]) return kind;
    }
    return {};
}

class OtlpJsonParser final : public DocumentParser {
  public:
    explicit OtlpJsonParser(Meter& meter) : DocumentParser(meter), series_(meter, true) {}

  protected:
    void document(const std::string& text) override;

  private:
    void metric(JsonValue metric, const SeriesLabels& shared, LineFinder& lines, std::size_t begin);

    void unread(const std::string& told, std::string_view name, JsonValue metric,
                const SeriesLabels& shared, LineFinder& lines, std::size_t begin);
    void see(const SeriesLabels& labels, std::string_view name, JsonValue point);

    SeriesReader series_;
    std::string name_;
};

void OtlpJsonParser::document(const std::string& text) {
    LineFinder lines(text);
    read_documents(meter(), text, lines, [&](JsonValue whole, std::size_t begin) {
        for (const JsonValue resource : whole["resourceMetrics"]) {
            // Once, however many points follow.
            SeriesLabels shared;
            take_attributes(shared, resource["resource"]["attributes"]);
            const JsonValue scopes = resource["scopeMetrics"];
            // The older name of the list.
            for (const JsonValue scope :
                 scopes ? scopes : resource["instrumentationLibraryMetrics"]) {
                for (const JsonValue one : scope["metrics"]) {
                    metric(one, shared, lines, begin);
                }
            }
        }
    });
    series_.finish();
}

void OtlpJsonParser::metric(JsonValue metric, const SeriesLabels& shared, LineFinder& lines,
                            std::size_t begin) {
    const std::string_view name = dcgm_name(metric["name"].text(), name_);
    const std::string_view kind = other_kind(metric);
    const bool known = metric_source(name) != nullptr;
    if (!known || !kind.empty()) {
        std::string told(name);
        if (known) told.append("{").append(kind).append("}");
        return unread(told, name, metric, shared, lines, begin);
    }
    const std::string_view unit = metric["unit"].text();
    const JsonValue sum = metric["sum"];
    const std::string_view temporality = sum["aggregationTemporality"].text();
    const bool delta = temporality == "1" || temporality == "AGGREGATION_TEMPORALITY_DELTA";
    for (const JsonValue point : (sum ? sum : metric["gauge"])["dataPoints"]) {
        SeriesLabels labels = shared;
        take_attributes(labels, point["attributes"]);
        const MetricSource* source = labels.source(name);
        const std::uint64_t line = lines.line_at(begin + point.offset());
        if (source == nullptr) {
            meter().unread.of(labels.unread_name(name), labels.of_accelerator()).meet(line);
            see(labels, name, point);
            continue;
        }
        const auto stated = in_unit(*source, unit);
        const bool known_unit = stated && !delta;
        const auto time = parse_epoch_time(point["timeUnixNano"].text());
        if (!known_unit || !time) {
            ++meter().row_count;
            meter().rows.reject(known_unit ? Rejection::no_time : Rejection::unknown_unit, line);
            continue;
        }
        const JsonValue number = point["asDouble"];
        SeriesOwner owner = series_.owner(labels);
        series_.read(owner, *stated, (number ? number : point["asInt"]).text(), *time, line);
    }
}

// A metric that is not read: its points still say which devices were there.
void OtlpJsonParser::unread(const std::string& told, std::string_view name, JsonValue metric,
                            const SeriesLabels& shared, LineFinder& lines, std::size_t begin) {
    std::uint64_t points = 0;
    for (const std::string_view kind :
         {"gauge", "sum", "histogram", "exponentialHistogram", "summary"}) {
        for (const JsonValue point : metric[kind]["dataPoints"]) {
            SeriesLabels labels = shared;
            take_attributes(labels, point["attributes"]);
            meter()
                .unread.of(told, labels.of_accelerator())
                .meet(lines.line_at(begin + point.offset()));
            see(labels, name, point);
            ++points;
        }
    }
    if (points == 0) meter().unread.of(told, false).meet(lines.line_at(begin + metric.offset()));
}

void OtlpJsonParser::see(const SeriesLabels& labels, std::string_view name, JsonValue point) {
    const auto time = parse_epoch_time(point["timeUnixNano"].text());
    if (time) series_.see(series_.owner_of_unread(labels, name), *time);
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
