// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/device_monitor.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

namespace {

// The words of a line, be it a table or CSV, and a `#` apart from what it stands before.
std::vector<std::string_view> tokens_of(std::string_view line) {
    std::vector<std::string_view> tokens;
    if (line.find(',') == line.npos) {
        tokens = split_words(line);
    } else {
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find(',', at), line.size());
            tokens.push_back(trimmed(line.substr(at, end - at)));
            at = end + 1;
        }
    }
    if (!tokens.empty() && tokens[0].starts_with('#')) {
        tokens[0] = trimmed(tokens[0].substr(1));
        if (tokens[0].empty()) tokens.erase(tokens.begin());
        tokens.insert(tokens.begin(), "#");
    }
    return tokens;
}

enum class Column : std::uint8_t { other, date, time, index, utilization, power };

// Columns that say nothing of what was computed.
constexpr auto harmless = std::to_array<std::string_view>(
    {"bar1", "ccpm", "dbecc", "dec", "enc", "fb", "gtemp", "jpg", "mclk", "mem", "mtemp", "ofa",
     "pci", "pclk", "pviol", "rxpci", "sbecc", "tviol", "txpci"});

Column column_named(std::string_view name) {
    if (name == "Date") return Column::date;
    if (name == "Time") return Column::time;
    if (name == "gpu") return Column::index;
    if (name == "sm") return Column::utilization;
    if (name == "pwr") return Column::power;
    return Column::other;
}

bool has(const std::vector<std::string_view>& tokens, std::string_view word) {
    for (const std::string_view token : tokens) {
        if (token == word) return true;
    }
    return false;
}

// Whether a line names the columns: of dmon, not of pmon, which lists processes.
bool names_columns(const std::vector<std::string_view>& tokens) {
    return tokens.size() > 2 && tokens[0] == "#" && has(tokens, "gpu") && !has(tokens, "pid");
}

bool names_units(const std::vector<std::string_view>& tokens) {
    return tokens.size() > 2 && tokens[0] == "#" && has(tokens, "Idx");
}

class DeviceMonitorParser final : public LineParser {
  public:
    explicit DeviceMonitorParser(Meter& meter) : meter_(meter) {
        for (const std::string& name : meter.options.columns) {
            columns_.push_back(column_named(name));
        }
    }

  protected:
    void line(std::string_view text, std::uint64_t number) override;

    // The last number may be cut short, unless the row is as long as the one before it.
    void torn_line(std::string_view text, std::uint64_t number) override {
        const bool whole = text.starts_with('#') || trimmed(text).empty() || text.size() == width_;
        if (!whole) return reject(Rejection::torn, number);
        line(text, number);
    }

  private:
    void row(const std::vector<std::string_view>& tokens, std::uint64_t number);
    void take_units(const std::vector<std::string_view>& tokens);
    std::optional<std::int64_t> time_of(std::string_view date, std::string_view time,
                                        std::string_view index, std::uint64_t number);
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    std::vector<Column> columns_;
    bool other_units_ = false;  // the header gives units that these columns cannot have
    std::size_t width_ = 0;     // of the last row
    RoundClock clock_;
    std::int64_t previous_ = 0;
};

void DeviceMonitorParser::line(std::string_view text, std::uint64_t number) {
    const std::vector<std::string_view> tokens = tokens_of(text);
    if (tokens.empty()) return;
    if (names_columns(tokens)) {
        columns_.clear();
        other_units_ = false;
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            columns_.push_back(column_named(tokens[i]));
            const bool known =
                columns_.back() != Column::other ||
                std::find(harmless.begin(), harmless.end(), tokens[i]) != harmless.end();
            if (!known) meter_.tell_unread(tokens[i], number);
        }
    } else if (names_units(tokens)) {
        take_units(tokens);
    } else if (tokens[0] != "#") {
        row(tokens, number);
        width_ = text.size();
    } else {
        reject(Rejection::not_this_format, number);
    }
}

void DeviceMonitorParser::take_units(const std::vector<std::string_view>& tokens) {
    for (std::size_t i = 1; i < tokens.size() && i <= columns_.size(); ++i) {
        const Column column = columns_[i - 1];
        other_units_ = other_units_ || (column == Column::power && tokens[i] != "W") ||
                       (column == Column::utilization && tokens[i] != "%");
    }
}

std::optional<std::int64_t> DeviceMonitorParser::time_of(std::string_view date,
                                                         std::string_view time,
                                                         std::string_view index,
                                                         std::uint64_t number) {
    if (date.empty() && time.empty()) return clock_.next(meter_.options, index);
    if (date.empty() || time.empty()) return std::nullopt;
    return read_time(meter_, std::string(date).append(" ").append(time), previous_, number);
}

void DeviceMonitorParser::row(const std::vector<std::string_view>& tokens, std::uint64_t number) {
    // What is no row of numbers is a message; one with too few of them was cut short.
    const bool numeric = tokens[0].find_first_not_of("0123456789") == std::string_view::npos;
    if (columns_.empty() || !numeric) return reject(Rejection::not_this_format, number);
    if (tokens.size() < columns_.size()) return reject(Rejection::torn, number);
    if (tokens.size() > columns_.size()) return reject(Rejection::not_this_format, number);
    DeviceReading reading;
    DeviceWords words;
    std::string_view date;
    std::string_view time;
    if (other_units_) reading.fail(Rejection::unknown_unit);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        switch (columns_[i]) {
            case Column::date:
                date = tokens[i];
                break;
            case Column::time:
                time = tokens[i];
                break;
            case Column::index:
                words.index = tokens[i];
                break;
            case Column::utilization:
                reading.read(tokens[i], Measurand::gpu_utilization, MeasureUnit::percent);
                break;
            case Column::power:
                reading.read(tokens[i], Measurand::power, MeasureUnit::watt);
                break;
            case Column::other:
                break;
        }
    }
    put_row(meter_, reading, words, time_of(date, time, words.index, number), number);
}

Recognition recognise(std::string_view beginning) {
    for (int lines = 0; lines < 20 && !beginning.empty(); ++lines) {
        const std::size_t end = std::min(beginning.find('\n'), beginning.size());
        const auto tokens = tokens_of(trimmed(beginning.substr(0, end)));
        if (names_columns(tokens) && (has(tokens, "sm") || has(tokens, "pwr"))) {
            return Recognition::yes;
        }
        beginning.remove_prefix(std::min(end + 1, beginning.size()));
    }
    return Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<DeviceMonitorParser>(meter);
}

}  // namespace

const LogFormat device_monitor_format = {
    "nvidia-smi-dmon", "nvidia-smi dmon, as a table or --format csv", recognise, make_parser};

}  // namespace flopledger
