// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/fleet_csv.hpp"

#include <string>

#include "core/base/ascii.hpp"
#include "core/meter/formats/metrics/series.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/delimited.hpp"
#include "core/meter/words/json_value.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::string_view header = "timestamp,component,metric_name,value,labels";

class FleetCsvParser final : public LineParser {
  public:
    explicit FleetCsvParser(Meter& meter) : meter_(meter), series_(meter, true) {}

    void end(std::string_view rest) override {
        LineParser::end(rest);
        series_.finish();
    }

  protected:
    void line(std::string_view text, std::uint64_t number) override;

  private:
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    SeriesReader series_;
    RowSplitter fields_;
    JsonReader reader_;
    std::int64_t previous_ = 0;
    std::string name_;
};

void FleetCsvParser::line(std::string_view text, std::uint64_t number) {
    if (number == 1) text = without_byte_order_mark(text);
    if (trimmed(text).empty() || trimmed(text) == header) return;
    // A row cut short within its labels lacks the quote that ends them.
    if (!fields_.split(text) || fields_.size() < 5) return reject(Rejection::torn, number);
    if (fields_.size() > 5) return reject(Rejection::not_this_format, number);
    const std::string_view name = dcgm_name(fields_[2], name_);
    SeriesLabels labels;
    for (const JsonValue label : reader_.read(fields_[4])) labels.take(label.name(), label.text());
    const MetricSource* source = labels.source(name);
    const auto time = read_time(meter_, fields_[0], previous_, number);
    if (source == nullptr) {
        meter_.unread.of(labels.unread_name(name), labels.of_accelerator()).meet(number);
        if (time) series_.see(series_.owner_of_unread(labels, name), *time);
        return;
    }
    if (!time) return reject(Rejection::no_time, number);
    SeriesOwner owner = series_.owner(labels);
    series_.read(owner, *source, fields_[3], *time, number);
}

Recognition recognise(std::string_view beginning) {
    return first_line(beginning) == header ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<FleetCsvParser>(meter);
}

std::unique_ptr<LogParser> make_parser_within(Meter& meter, std::string_view) {
    return make_parser(meter);
}

}  // namespace

std::string_view dcgm_name(std::string_view name, std::string& scratch) {
    if (!name.starts_with("dcgm_fi_")) return name;
    scratch.clear();
    for (const char c : name) {
        scratch.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return scratch;
}

const LogFormat fleet_csv_format = {
    "fleet-intelligence",
    "the metrics that the agent of NVIDIA Fleet Intelligence writes as CSV",
    recognise,
    make_parser,
    true,
    make_parser_within};

}  // namespace flopledger
