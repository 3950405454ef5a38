// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/tpu_monitoring.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/json_documents.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/series/missing_ids.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

namespace {

struct Point {
    std::optional<std::int64_t> time;
    std::string value;
    std::uint64_t line = 0;
};

struct Series {
    Measurand measurand = Measurand::gpu_utilization;
    std::optional<MeasureUnit> unit;
    bool unknown_unit = false;
    std::string id;
    std::string host;
    std::string chip;
    std::vector<Point> points;
};

std::optional<Measurand> measurand_of(std::string_view type) {
    const bool tpu = type.find("accelerator/") != type.npos || type.find("tpu") != type.npos;
    if (tpu && type.ends_with("/tensorcore_utilization")) return Measurand::tensor_active;
    if (tpu && type.ends_with("/duty_cycle")) return Measurand::gpu_utilization;
    return std::nullopt;
}

// Identifiers that the cloud made are its own everywhere; small numbers count within a host.
DeviceWords words_of(const Series& series) {
    DeviceWords words;
    if (is_global_id(series.id)) words.uuid = series.id;
    words.host = series.host;
    words.index = series.id;
    words.chip = series.chip;
    return words;
}

class TpuMonitoringParser final : public DocumentParser {
  public:
    explicit TpuMonitoringParser(Meter& meter) : DocumentParser(meter) {}

  protected:
    void document(const std::string& text) override;

  private:
    void take_series(JsonValue value, LineFinder& lines, std::size_t begin);
    std::optional<MeasureUnit> decide_unit(Measurand measurand) const;
    void put(Series& series, std::optional<MeasureUnit> unit);
    void compare_ids();

    std::vector<Series> series_;
    std::int64_t previous_ = 0;
};

void TpuMonitoringParser::document(const std::string& text) {
    LineFinder lines(text);
    read_documents(meter(), text, lines, [&](JsonValue whole, std::size_t begin) {
        if (whole["timeSeries"]) whole = whole["timeSeries"];
        if (whole.is(JsonKind::object)) return take_series(whole, lines, begin);
        for (const JsonValue value : whole) take_series(value, lines, begin);
    });
    const auto utilization_unit = decide_unit(Measurand::gpu_utilization);
    const auto tensor_unit = decide_unit(Measurand::tensor_active);
    for (Series& series : series_) {
        const bool tensor = series.measurand == Measurand::tensor_active;
        const auto decided = tensor ? tensor_unit : utilization_unit;
        put(series, series.unit ? series.unit : series.unknown_unit ? std::nullopt : decided);
    }
    compare_ids();
}

void TpuMonitoringParser::take_series(JsonValue value, LineFinder& lines, std::size_t begin) {
    const JsonValue metric = value["metric"];
    const JsonValue resource = value["resource"]["labels"];
    const auto measurand = measurand_of(metric["type"].text());
    Series series;
    series.measurand = measurand.value_or(Measurand::gpu_utilization);
    const std::string_view unit = value["unit"].text();
    if (unit == "%") series.unit = MeasureUnit::percent;
    if (unit == "1" || unit == "10^2.%") series.unit = MeasureUnit::ratio;
    series.unknown_unit = !unit.empty() && !series.unit;
    series.id = metric["labels"]["accelerator_id"].text();
    for (const std::string_view label : {"node_name", "instance_id", "node_id", "pod_name"}) {
        if (series.host.empty()) series.host = resource[label].text();
    }
    if (resource["worker_id"]) series.host.append("/").append(resource["worker_id"].text());
    series.chip = metric["labels"]["model"].text();
    for (const JsonValue from : value["points"]) {
        Point point;
        point.line = lines.line_at(begin + from.offset());
        const std::string_view written = from["interval"]["endTime"].text();
        point.time = read_time(meter(), written, previous_, point.line);
        const JsonValue number = from["value"]["doubleValue"];
        point.value = number ? number.text() : from["value"]["int64Value"].text();
        series.points.push_back(std::move(point));
    }
    if (measurand) {
        series_.push_back(std::move(series));
        return;
    }
    meter()
        .unread.of(metric["type"].text(), !series.id.empty())
        .meet(lines.line_at(begin + value.offset()));
    for (const Point& point : series.points) {
        if (point.time) meter().see(without_missing_ids(words_of(series)), *point.time);
    }
}

// Of series that do not say their unit: more than 1.5 cannot be a ratio. Nothing above that proves
// nothing, unless all are zero.
std::optional<MeasureUnit> TpuMonitoringParser::decide_unit(Measurand measurand) const {
    std::uint64_t most = 0;
    for (const Series& series : series_) {
        if (series.measurand != measurand || series.unit || series.unknown_unit) continue;
        for (const Point& point : series.points) {
            most = std::max(most, scaled_decimal(point.value, 6).value_or(0));
        }
    }
    if (most == 0 || most > 1'500'000) return MeasureUnit::percent;
    return std::nullopt;
}

void TpuMonitoringParser::put(Series& series, std::optional<MeasureUnit> unit) {
    std::stable_sort(series.points.begin(), series.points.end(),
                     [](const Point& one, const Point& other) { return one.time < other.time; });
    const DeviceWords words = words_of(series);
    for (const Point& point : series.points) {
        DeviceReading reading;
        if (unit) {
            reading.read(point.value, series.measurand, *unit);
        } else {
            reading.fail(Rejection::unknown_unit);
        }
        put_row(meter(), reading, words, point.time, point.line);
    }
}

// The two metrics may count chips by different identifiers.
void TpuMonitoringParser::compare_ids() {
    std::array<std::set<std::string>, 2> ids;
    for (const Series& series : series_) {
        ids[series.measurand == Measurand::tensor_active ? 0 : 1].insert(series.id);
    }
    if (ids[0].empty() || ids[1].empty()) return;
    const bool common = std::any_of(ids[0].begin(), ids[0].end(), [&](const std::string& id) {
        return ids[1].find(id) != ids[1].end();
    });
    if (!common) meter().rows.find(name::device_ids_differ, 1);
}

Recognition recognise(std::string_view beginning) {
    const std::string_view line = first_line(beginning);
    if (!line.starts_with('[') && !line.starts_with('{')) return Recognition::no;
    const auto says = [&](std::string_view word) { return beginning.find(word) != word.npos; };
    const bool metric = says("/tensorcore_utilization\"") || says("/duty_cycle\"");
    return metric && says("\"metric\"") && says("\"points\"") ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<TpuMonitoringParser>(meter);
}

}  // namespace

const LogFormat tpu_monitoring_format = {
    "tpu-monitoring", "time series of TPUs from Cloud Monitoring, as JSON", recognise, make_parser};

}  // namespace flopledger
