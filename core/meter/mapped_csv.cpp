// SPDX-License-Identifier: Apache-2.0
#include "core/meter/mapped_csv.hpp"

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"
#include "core/meter/decimal.hpp"
#include "core/meter/delimited.hpp"
#include "core/meter/device_reading.hpp"
#include "core/meter/line_parser.hpp"
#include "core/meter/round_clock.hpp"
#include "core/text/utf8.hpp"

namespace flopledger {

namespace {

enum class Meaning : std::uint8_t { time, uuid, instance, host, bus, index, chip, measurand };

struct NamedMeaning {
    std::string_view name;
    Meaning meaning;
    Measurand measurand = Measurand::gpu_utilization;
};

constexpr auto meanings = std::to_array<NamedMeaning>({
    {"time", Meaning::time},
    {"uuid", Meaning::uuid},
    {"instance", Meaning::instance},
    {"host", Meaning::host},
    {"bus", Meaning::bus},
    {"index", Meaning::index},
    {"chip", Meaning::chip},
    {"gpu_utilization", Meaning::measurand, Measurand::gpu_utilization},
    {"power", Meaning::measurand, Measurand::power},
    {"tensor_active", Meaning::measurand, Measurand::tensor_active},
    {"sm_clock", Meaning::measurand, Measurand::sm_clock},
    {"sm_active", Meaning::measurand, Measurand::sm_active},
    {"energy", Meaning::measurand, Measurand::energy},
});

const NamedMeaning* meaning_named(std::string_view name) {
    for (const NamedMeaning& meaning : meanings) {
        if (meaning.name == name) return &meaning;
    }
    return nullptr;
}

// The power of ten from a unit of time to milliseconds.
std::optional<int> time_scale(std::string_view unit) {
    if (unit == "s") return 3;
    if (unit == "ms") return 0;
    if (unit == "us") return -3;
    if (unit == "ns") return -6;
    return std::nullopt;
}

// Headers of others that are known. All of `sign` must be there; of the rest what is.
struct KnownHeader {
    std::vector<std::string> sign;
    std::vector<ColumnMeaning> mapping;
};

const std::vector<KnownHeader>& known_headers() {
    static const std::vector<KnownHeader> headers = {
        // MIT Supercloud.
        {{"timestamp", "gpu_index", "utilization_gpu_pct", "power_draw_W"},
         {{"timestamp", "time", "s"},
          {"gpu_index", "index", ""},
          {"utilization_gpu_pct", "gpu_utilization", "percent"},
          {"power_draw_W", "power", "W"}}},
        // hl-smi --query-aip.
        {{"utilization.aip"},
         {{"timestamp", "time", ""},
          {"index", "index", ""},
          {"bus_id", "bus", ""},
          {"uuid", "uuid", ""},
          {"name", "chip", ""},
          {"utilization.aip", "gpu_utilization", ""},
          {"power.draw", "power", ""}}},
    };
    return headers;
}

// A header's column: its name, and the unit behind it in brackets.
struct HeaderName {
    std::string_view name;
    std::string_view unit;
};

HeaderName taken_apart(std::string_view field) {
    const std::size_t open = field.rfind('[');
    if (open == field.npos || open == 0 || !field.ends_with(']')) return {field, {}};
    return {trimmed(field.substr(0, open)), field.substr(open + 1, field.size() - open - 2)};
}

std::optional<std::size_t> find_column(const RowSplitter& header, std::string_view column) {
    if (const auto whole = header.find(column)) return whole;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (taken_apart(header[i]).name == column) return i;
    }
    return std::nullopt;
}

constexpr std::string_view delimiters = ",;\t|";

// The delimiter under which a line has all of some columns, or 0.
template <typename Columns, typename NameOf>
char delimiter_of(std::string_view line, const Columns& columns, NameOf name_of) {
    for (const char delimiter : delimiters) {
        RowSplitter header(delimiter);
        if (!header.split(line)) continue;
        const bool all = std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
            return find_column(header, name_of(column)).has_value();
        });
        if (all) return delimiter;
    }
    return 0;
}

char mapped_delimiter(std::string_view line, const std::vector<ColumnMeaning>& mapping) {
    if (mapping.empty()) return 0;
    return delimiter_of(line, mapping, [](const ColumnMeaning& one) { return one.column; });
}

// What a line is the header of.
struct Header {
    char delimiter = 0;
    const std::vector<ColumnMeaning>* mapping = nullptr;
};

Header find_header(std::string_view line, const std::vector<ColumnMeaning>& mapping) {
    if (!mapping.empty()) return {mapped_delimiter(line, mapping), &mapping};
    for (const KnownHeader& known : known_headers()) {
        const char delimiter =
            delimiter_of(line, known.sign, [](const std::string& name) { return name; });
        if (delimiter != 0) return {delimiter, &known.mapping};
    }
    return {};
}

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

struct Column {
    std::size_t field = 0;
    Meaning meaning = Meaning::measurand;
    Measurand measurand = Measurand::gpu_utilization;
    MeasureUnit unit = MeasureUnit::percent;
    bool unknown_unit = false;
    std::optional<int> time_scale;
};

Column column_of(const ColumnMeaning& from, std::size_t field, std::string_view header_unit) {
    Column column;
    column.field = field;
    const NamedMeaning* named = meaning_named(from.meaning);
    if (named == nullptr) return column;  // mapping_fault says so
    column.meaning = named->meaning;
    column.measurand = named->measurand;
    const std::string_view unit = from.unit.empty() ? header_unit : std::string_view(from.unit);
    if (column.meaning == Meaning::time) {
        column.time_scale = time_scale(unit);
    } else if (column.meaning == Meaning::measurand) {
        const auto named_unit = unit_named(unit);
        column.unknown_unit =
            !unit.empty() && (!named_unit || !fits(column.measurand, *named_unit));
        column.unit = named_unit.value_or(usual_unit(column.measurand));
    }
    return column;
}

class MappedCsvParser final : public LineParser {
  public:
    explicit MappedCsvParser(Meter& meter) : meter_(meter) {}

  protected:
    void line(std::string_view text, std::uint64_t number) override;
    void torn_line(std::string_view text, std::uint64_t number) override;

  private:
    void take_header(std::string_view line);
    void row(std::uint64_t number);
    std::optional<std::int64_t> time_of(const Column& column, std::string_view text,
                                        std::uint64_t number);
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    std::string header_;
    char delimiter_ = 0;
    std::size_t width_ = 0;
    std::vector<Column> columns_;
    bool timed_ = false;
    RowSplitter fields_;
    RoundClock clock_;
    std::int64_t previous_ = 0;
    std::string scratch_;
};

void MappedCsvParser::take_header(std::string_view line) {
    const Header found = find_header(line, meter_.options.mapping);
    if (found.delimiter == 0) return;
    header_ = line;
    delimiter_ = found.delimiter;
    fields_ = RowSplitter(delimiter_);
    fields_.split(line);
    width_ = fields_.size();
    for (const ColumnMeaning& mapped : *found.mapping) {
        const auto field = find_column(fields_, mapped.column);
        if (!field) continue;
        columns_.push_back(column_of(mapped, *field, taken_apart(fields_[*field]).unit));
        timed_ = timed_ || columns_.back().meaning == Meaning::time;
    }
}

void MappedCsvParser::line(std::string_view text, std::uint64_t number) {
    if (number == 1) text = without_byte_order_mark(text);
    if (trimmed(text).empty() || text == header_) return;
    if (delimiter_ == 0) {
        take_header(text);
        if (delimiter_ == 0) reject(Rejection::not_this_format, number);
        return;
    }
    if (!fields_.split(text) || fields_.size() < width_) return reject(Rejection::torn, number);
    if (fields_.size() > width_) return reject(Rejection::not_this_format, number);
    row(number);
}

// Nothing says that the last field is whole; where nobody asks for it, the row is.
void MappedCsvParser::torn_line(std::string_view text, std::uint64_t number) {
    const bool asked = std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
        return column.field + 1 == width_;
    });
    if (asked && !trimmed(text).empty() && !text.ends_with('"')) {
        return reject(Rejection::torn, number);
    }
    line(text, number);
}

std::optional<std::int64_t> MappedCsvParser::time_of(const Column& column, std::string_view text,
                                                     std::uint64_t number) {
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

void MappedCsvParser::row(std::uint64_t number) {
    DeviceReading reading;
    DeviceWords words;
    std::optional<std::int64_t> time;
    for (const Column& column : columns_) {
        std::string_view text = fields_[column.field];
        if (column.meaning == Meaning::time) {
            time = time_of(column, text, number);
        } else if (column.meaning == Meaning::measurand) {
            if (column.unknown_unit) reading.fail(Rejection::unknown_unit);
            if (delimiter_ != ',') text = with_point(text, scratch_);
            reading.read(text, column.measurand, column.unit);
        } else if (!is_missing(text)) {
            std::string_view* const into[] = {nullptr,     &words.uuid, &words.instance,
                                              &words.host, &words.bus,  &words.index,
                                              &words.chip};
            *into[static_cast<std::size_t>(column.meaning)] = text;
        }
    }
    if (!timed_) {
        const std::string key = std::string(words.uuid).append(" ").append(words.host).append(" ");
        scratch_ = key;
        scratch_.append(words.bus).append(" ").append(words.index);
        time = clock_.next(meter_.options, scratch_);
    }
    put_row(meter_, reading, words, time, number);
}

Recognition recognise(std::string_view beginning) {
    return find_header(first_line(beginning), {}).delimiter != 0 ? Recognition::yes
                                                                 : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<MappedCsvParser>(meter);
}

}  // namespace

std::optional<ColumnMeaning> parse_column_meaning(std::string_view text) {
    const std::size_t sign = text.rfind('=');
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view said = text.substr(sign + 1);
    const std::size_t colon = std::min(said.find(':'), said.size());
    ColumnMeaning meaning{std::string(text.substr(0, sign)), std::string(said.substr(0, colon)),
                          std::string(said.substr(std::min(colon + 1, said.size())))};
    const bool unit_lacks = colon != said.size() && meaning.unit.empty();
    if (meaning.column.empty() || meaning.meaning.empty() || unit_lacks) return std::nullopt;
    return meaning;
}

std::optional<std::string> mapping_fault(const std::vector<ColumnMeaning>& mapping) {
    std::array<bool, meanings.size()> used{};
    bool any = mapping.empty();
    for (const ColumnMeaning& one : mapping) {
        const NamedMeaning* named = meaning_named(one.meaning);
        if (named == nullptr) return "a column cannot mean '" + one.meaning + "'";
        const auto place = static_cast<std::size_t>(named - meanings.data());
        if (used[place]) return "two columns mean '" + one.meaning + "'";
        used[place] = true;
        any = any || named->meaning == Meaning::measurand;
        if (one.unit.empty()) continue;
        const auto unit = unit_named(one.unit);
        const bool good = named->meaning == Meaning::time ? time_scale(one.unit).has_value()
                          : named->meaning == Meaning::measurand
                              ? unit && fits(named->measurand, *unit)
                              : false;
        if (!good) return "'" + one.meaning + "' is not in '" + one.unit + "'";
    }
    if (!any) return "no column means something that is measured";
    const auto is_used = [&](Measurand measurand) {
        for (std::size_t i = 0; i < meanings.size(); ++i) {
            const bool same =
                meanings[i].meaning == Meaning::measurand && meanings[i].measurand == measurand;
            if (same) return used[i];
        }
        return false;
    };
    if (is_used(Measurand::sm_clock) && !is_used(Measurand::tensor_active)) {
        return "'sm_clock' says nothing without 'tensor_active'";
    }
    return std::nullopt;
}

bool has_mapped_columns(std::string_view beginning, const std::vector<ColumnMeaning>& mapping) {
    return mapped_delimiter(first_line(beginning), mapping) != 0;
}

const LogFormat mapped_csv_format = {
    "csv", "a table with a header whose columns are mapped, or known: MIT Supercloud, hl-smi",
    recognise, make_parser};

}  // namespace flopledger
