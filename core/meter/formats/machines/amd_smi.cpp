// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/amd_smi.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/json_documents.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/column_words.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/delimited.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// The names that a measurand has had, the same in CSV and JSON.
struct Key {
    std::string_view name;
    std::string_view group;  // of JSON; `monitor` has none
    Measurand measurand;
    MeasureUnit unit;
};

constexpr auto keys = std::to_array<Key>({
    {"gfx_activity", "usage", Measurand::gpu_utilization, MeasureUnit::percent},
    {"gfx_usage", "usage", Measurand::gpu_utilization, MeasureUnit::percent},
    {"gfx", "", Measurand::gpu_utilization, MeasureUnit::percent},
    {"socket_power", "power", Measurand::power, MeasureUnit::watt},
    {"current_socket_power", "power", Measurand::power, MeasureUnit::watt},
    {"average_socket_power", "power", Measurand::power, MeasureUnit::watt},
    {"power_usage", "", Measurand::power, MeasureUnit::watt},
    {"total_energy_consumption", "energy", Measurand::energy, MeasureUnit::joule},
});

const Key* key_named(std::string_view name) {
    for (const Key& key : keys) {
        if (key.name == name) return &key;
    }
    return nullptr;
}

RowSplitter splitter_of_rows() { return RowSplitter(',', true); }

bool is_header(const RowSplitter& fields) {
    if (!fields.find("gpu")) return false;
    return std::any_of(fields.fields().begin(), fields.fields().end(),
                       [](std::string_view field) { return key_named(field) != nullptr; });
}

class AmdSmiCsvParser final : public LineParser {
  public:
    explicit AmdSmiCsvParser(Meter& meter) : meter_(meter) {}

  protected:
    void line(std::string_view text, std::uint64_t number) override;

    // The last field may be cut short. That is no matter where nobody asks for it.
    void torn_line(std::string_view text, std::uint64_t number) override {
        const bool asked = !columns_.empty() && (key_named(columns_.back()) != nullptr ||
                                                 columns_.back() == "timestamp");
        const bool whole = trimmed(text).empty() || !asked || text.ends_with("N/A");
        if (!whole) return reject(Rejection::torn, number);
        line(text, number);
    }

  private:
    void row(std::uint64_t number);
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    RowSplitter fields_ = splitter_of_rows();
    std::vector<std::string> columns_;
    RoundClock clock_;
    std::int64_t previous_ = 0;
};

void AmdSmiCsvParser::line(std::string_view text, std::uint64_t number) {
    if (number == 1) text = without_byte_order_mark(text);
    if (trimmed(text).empty()) return;
    if (!fields_.split(text)) return reject(Rejection::torn, number);
    if (is_header(fields_)) {
        columns_.assign(fields_.fields().begin(), fields_.fields().end());
        for (const std::string& column : columns_) {
            if (key_named(column) != nullptr || !seems_measured(column)) continue;
            meter_.tell_unread(column, number);
        }
    } else if (columns_.empty()) {
        reject(Rejection::not_this_format, number);
    } else if (fields_.size() < columns_.size()) {
        // Messages have no commas; rows that lack fields have some.
        reject(fields_.size() == 1 ? Rejection::not_this_format : Rejection::torn, number);
    } else if (fields_.size() > columns_.size()) {
        reject(Rejection::not_this_format, number);
    } else {
        row(number);
    }
}

void AmdSmiCsvParser::row(std::uint64_t number) {
    DeviceReading reading;
    DeviceWords words;
    std::string_view written;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string_view column = columns_[i];
        if (column == "gpu") words.index = fields_[i];
        if (column == "timestamp") written = fields_[i];
        if (const Key* key = key_named(column)) reading.read(fields_[i], key->measurand, key->unit);
    }
    if (is_missing(words.index)) words.index = {};
    const auto time = written.empty() ? clock_.next(meter_.options, words.index)
                                      : read_time(meter_, written, previous_, number);
    put_row(meter_, reading, words, time, number);
}

class AmdSmiJsonParser final : public DocumentParser {
  public:
    explicit AmdSmiJsonParser(Meter& meter) : DocumentParser(meter) {}

  protected:
    void document(const std::string& text) override;

  private:
    void entry(JsonValue value, std::uint64_t line);
    static void read(DeviceReading& reading, const Key& key, JsonValue value);

    RoundClock clock_;
    std::int64_t previous_ = 0;
};

void AmdSmiJsonParser::document(const std::string& text) {
    LineFinder lines(text);
    read_documents(meter(), text, lines, [&](JsonValue whole, std::size_t begin) {
        if (whole["gpu_data"]) whole = whole["gpu_data"];
        if (whole.is(JsonKind::object)) {
            return entry(whole, lines.line_at(begin + whole.offset()));
        }
        for (const JsonValue value : whole) {
            // Of what a document holds only devices are rows: there are processors, too.
            if (value["cpu"] || value["core"]) continue;
            entry(value, lines.line_at(begin + value.offset()));
        }
    });
}

// A value stands alone, with its unit in one text, or with its unit in an object.
void AmdSmiJsonParser::read(DeviceReading& reading, const Key& key, JsonValue value) {
    MeasureUnit unit = key.unit;
    if (value.is(JsonKind::object)) {
        const std::string_view written = value["unit"].text();
        const auto named = unit_named(written);
        if (!written.empty() && (!named || !fits(key.measurand, *named))) {
            reading.declare(key.measurand);
            if (!is_missing(value["value"].text())) reading.fail(Rejection::unknown_unit);
            return;
        }
        unit = named.value_or(key.unit);
        value = value["value"];
    }
    if (value.is(JsonKind::object) || value.is(JsonKind::array)) {
        return reading.fail(Rejection::bad_number);
    }
    if (value) reading.read(value.text(), key.measurand, unit);
}

void AmdSmiJsonParser::entry(JsonValue value, std::uint64_t line) {
    DeviceReading reading;
    for (const Key& key : keys) {
        const JsonValue group = value[key.group];
        if (!key.group.empty() && group.is(JsonKind::text) && is_missing(group.text())) {
            reading.declare(key.measurand);
        } else if (!key.group.empty()) {
            read(reading, key, group[key.name]);
        }
        read(reading, key, value[key.name]);
    }
    DeviceWords words;
    words.index = value["gpu"].text();
    if (is_missing(words.index)) words.index = {};
    const std::string_view written = value["timestamp"].text();
    const auto time = written.empty() ? clock_.next(meter().options, words.index)
                                      : read_time(meter(), written, previous_, line);
    put_row(meter(), reading, words, time, line);
}

Recognition recognise_csv(std::string_view beginning) {
    RowSplitter fields = splitter_of_rows();
    return fields.split(first_line(beginning)) && is_header(fields) ? Recognition::yes
                                                                    : Recognition::no;
}

Recognition recognise_json(std::string_view beginning) {
    const std::string_view line = first_line(beginning);
    if (!line.starts_with('[') && !line.starts_with('{')) return Recognition::no;
    const auto says = [&](std::string_view word) { return beginning.find(word) != word.npos; };
    const bool device = says("\"gpu\"");
    const bool measurand = says("\"gfx_activity\"") || says("\"gfx_usage\"") ||
                           says("\"socket_power\"") || says("\"current_socket_power\"") ||
                           says("\"power_usage\"");
    return device && measurand ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> make_csv_parser(Meter& meter) {
    return std::make_unique<AmdSmiCsvParser>(meter);
}

std::unique_ptr<LogParser> make_json_parser(Meter& meter) {
    return std::make_unique<AmdSmiJsonParser>(meter);
}

}  // namespace

const LogFormat amd_smi_csv_format = {"amd-smi-csv", "amd-smi metric or monitor --csv",
                                      recognise_csv, make_csv_parser};
const LogFormat amd_smi_json_format = {"amd-smi-json", "amd-smi metric or monitor --json",
                                       recognise_json, make_json_parser};

}  // namespace flopledger
