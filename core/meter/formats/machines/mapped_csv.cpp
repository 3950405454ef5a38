// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/mapped_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/meter/formats/machines/mapped_columns.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/column_words.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/delimited.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// A number with a decimal comma, with a point instead; others, and those that might be grouped
// digits (`1,234`), as they are.
std::string_view with_point(std::string_view text, std::string& scratch) {
    const std::size_t comma = text.find(',');
    if (comma == text.npos || text.find(',', comma + 1) != text.npos) return text;
    if (text.find('.') != text.npos) return text;
    const std::string_view before = text.substr(0, comma);
    std::size_t digits = comma + 1;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits - comma == 4 && before != "0" && before.size() <= 3) return text;
    scratch.assign(before).append(".").append(text.substr(comma + 1));
    return scratch;
}

class MappedCsvParser final : public LineParser {
  public:
    explicit MappedCsvParser(Meter& meter) : meter_(meter) {}

  protected:
    void line(std::string_view text, std::uint64_t number) override;
    void torn_line(std::string_view text, std::uint64_t number) override;

  private:
    void take_header(std::string_view line, std::uint64_t number);
    void deal_columns();
    std::optional<std::string> take_columns(const ColumnMeaning& mapped);
    std::optional<std::size_t> device_of(const ColumnWords& words);
    void row(std::uint64_t number);
    DeviceReading read_device(std::size_t device, DeviceWords& words);
    std::optional<std::int64_t> time_of(const MappedColumn& column, std::string_view text,
                                        std::uint64_t number);
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    std::string header_;
    char delimiter_ = 0;
    std::size_t width_ = 0;
    std::vector<MappedColumn> columns_;
    std::vector<ColumnWords> devices_;  // of a row, as far as names of columns tell them
    std::map<ColumnWords, std::size_t> device_numbers_;
    std::set<std::size_t> taken_fields_;
    std::map<std::tuple<ColumnKind, Measurand, std::optional<std::size_t>>, std::size_t>
        column_of_meaning_;                             // its field
    std::vector<std::vector<std::size_t>> columns_of_;  // places in columns_, by device
    std::vector<bool> met_;                             // which of them had a value
    bool timed_ = false;
    RowSplitter fields_;
    RoundClock clock_;
    std::int64_t previous_ = 0;
    std::string scratch_;
};

void MappedCsvParser::take_header(std::string_view line, std::uint64_t number) {
    const MappedHeader found = find_header(line, meter_.options.mapping);
    if (found.delimiter == 0) return;
    header_ = line;
    delimiter_ = found.delimiter;
    fields_ = RowSplitter(delimiter_);
    fields_.split(line);
    width_ = fields_.size();
    for (const ColumnMeaning& mapped : *found.mapping) {
        if (auto fault = take_columns(mapped)) {
            meter_.mapping_fault = std::move(*fault);
            columns_.clear();
            devices_.clear();
            return;
        }
    }
    if (devices_.empty()) devices_.emplace_back();
    met_.resize(devices_.size());
    deal_columns();
    std::vector<bool> read(width_);
    for (const MappedColumn& column : columns_) read[column.field] = true;
    for (std::size_t field = 0; field < width_; ++field) {
        if (read[field] || is_harmless_column(fields_[field])) continue;
        meter_.tell_unread(fields_[field], number);
    }
}

// Gives each device the columns that tell of it, which are few, while those of a row are many.
void MappedCsvParser::deal_columns() {
    columns_of_.assign(devices_.size(), {});
    for (std::size_t place = 0; place < columns_.size(); ++place) {
        const MappedColumn& column = columns_[place];
        if (column.kind == ColumnKind::time) continue;
        if (column.device) {
            columns_of_[*column.device].push_back(place);
        } else {
            for (auto& columns : columns_of_) columns.push_back(place);
        }
    }
}

// Takes the columns of one name or pattern; says what is wrong with them together.
std::optional<std::string> MappedCsvParser::take_columns(const ColumnMeaning& mapped) {
    for (const FoundColumn& found : find_columns(fields_, mapped.column)) {
        const std::string_view name = fields_[found.field];
        if (found.words.size() > 1) {
            return fmt::format("'{}' fits the column '{}' in several ways", mapped.column, name);
        }
        MappedColumn column = column_of(mapped, found.field, name);
        if (is_column_pattern(mapped.column)) column.device = device_of(found.words.front());
        if (!taken_fields_.insert(column.field).second) {
            return fmt::format("two patterns fit the column '{}'", name);
        }
        const auto [other, is_first] = column_of_meaning_.emplace(
            std::tuple(column.kind, column.measurand, column.device), column.field);
        if (!is_first && column.device) {
            return fmt::format("the columns '{}' and '{}' are both the '{}' of one device",
                               fields_[other->second], name, mapped.meaning);
        }
        timed_ = timed_ || column.kind == ColumnKind::time;
        columns_.push_back(std::move(column));
    }
    return std::nullopt;
}

// Which device of a row words are about; a new one where none is known by them.
std::optional<std::size_t> MappedCsvParser::device_of(const ColumnWords& words) {
    const auto [known, is_new] = device_numbers_.emplace(words, devices_.size());
    if (is_new) devices_.push_back(words);
    return known->second;
}

void MappedCsvParser::line(std::string_view text, std::uint64_t number) {
    if (number == 1) text = without_byte_order_mark(text);
    if (trimmed(text).empty() || text == header_) return;
    if (delimiter_ == 0) {
        take_header(text, number);
        if (delimiter_ == 0) reject(Rejection::not_this_format, number);
        return;
    }
    if (!fields_.split(text) || fields_.size() < width_) return reject(Rejection::torn, number);
    if (fields_.size() > width_) return reject(Rejection::not_this_format, number);
    row(number);
}

// Nothing says that the last field is whole; where nobody asks for it, the row is.
void MappedCsvParser::torn_line(std::string_view text, std::uint64_t number) {
    const bool asked =
        std::any_of(columns_.begin(), columns_.end(),
                    [&](const MappedColumn& column) { return column.field + 1 == width_; });
    if (asked && !trimmed(text).empty() && !text.ends_with('"')) {
        return reject(Rejection::torn, number);
    }
    line(text, number);
}

std::optional<std::int64_t> MappedCsvParser::time_of(const MappedColumn& column,
                                                     std::string_view text, std::uint64_t number) {
    if (!column.time_scale) return read_time(meter_, text, previous_, number);
    if (delimiter_ != ',') text = with_point(text, scratch_);
    // Counts from a start of their own, as monotonic clocks give, lie before 2001.
    constexpr std::uint64_t first = 978'307'200'000;
    const auto time = scaled_decimal(text, *column.time_scale);
    if (!time || *time < first || *time > static_cast<std::uint64_t>(last_possible_time)) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*time);
}

// What the row says of one of its devices.
DeviceReading MappedCsvParser::read_device(std::size_t device, DeviceWords& words) {
    DeviceReading reading;
    words.index = devices_[device].index;
    words.host = devices_[device].host;
    for (const std::size_t place : columns_of_[device]) {
        const MappedColumn& column = columns_[place];
        std::string_view text = fields_[column.field];
        if (column.kind == ColumnKind::measurand) {
            if (column.unknown_unit) reading.fail(Rejection::unknown_unit);
            if (delimiter_ != ',') text = with_point(text, scratch_);
            reading.read(text, column.measurand, column.unit);
        } else if (!is_missing(text)) {
            std::string_view* const into[] = {nullptr,     &words.uuid, &words.instance,
                                              &words.host, &words.bus,  &words.index,
                                              &words.chip};
            *into[static_cast<std::size_t>(column.kind)] = text;
        }
    }
    return reading;
}

void MappedCsvParser::row(std::uint64_t number) {
    std::optional<std::int64_t> time;
    for (const MappedColumn& column : columns_) {
        if (column.kind == ColumnKind::time) time = time_of(column, fields_[column.field], number);
    }
    for (std::size_t device = 0; device < devices_.size(); ++device) {
        DeviceWords words;
        const DeviceReading reading = read_device(device, words);
        // Tables joined of several series have a row for the times of each: where this device has
        // no value it was not asked. One that never has any was there all the same.
        const bool asked = reading.has_values() || reading.fault();
        if (devices_.size() > 1 && !asked && met_[device]) continue;
        met_[device] = met_[device] || asked;
        if (!timed_) {
            scratch_.assign(words.uuid).append(" ").append(words.host).append(" ");
            scratch_.append(words.bus).append(" ").append(words.index);
            time = clock_.next(meter_.options, scratch_);
        }
        put_row(meter_, reading, words, time, number);
    }
}

Recognition recognise(std::string_view beginning) {
    return find_header(first_line(beginning), {}).delimiter != 0 ? Recognition::yes
                                                                 : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<MappedCsvParser>(meter);
}

}  // namespace

bool has_mapped_columns(std::string_view beginning, const std::vector<ColumnMeaning>& mapping) {
    return !mapping.empty() && find_header(first_line(beginning), mapping).delimiter != 0;
}

const LogFormat mapped_csv_format = {
    "csv", "a table with a header whose columns are mapped, or known: MIT Supercloud, hl-smi",
    recognise, make_parser};

}  // namespace flopledger
