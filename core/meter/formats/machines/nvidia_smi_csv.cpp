// SPDX-License-Identifier: Apache-2.0
// A row is read in one walk from left to right. The fields that say which device it is about are
// not looked at: they are compared with those of the device that came next the last time, because
// a poll goes through the devices in one order.
#include "core/meter/formats/machines/nvidia_smi_csv.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/meter/formats/machines/nvidia_smi_columns.hpp"
#include "core/meter/formats/machines/nvidia_smi_plan.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/series/missing_ids.hpp"
#include "core/meter/series/row_identities.hpp"
#include "core/meter/words/column_words.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/delimited.hpp"
#include "core/meter/words/row_walk.hpp"
#include "core/usage/told_apart.hpp"

namespace flopledger {

namespace {

class NvidiaSmiCsv : public LogParser {
  public:
    explicit NvidiaSmiCsv(Meter& meter) : meter_(meter) {
        if (!meter.options.columns.empty()) set_header(nvidia_smi_header(meter.options.columns));
        tell_unread(header_, 0);
    }

    void take(std::string_view lines) override;
    void end(std::string_view rest) override;
    std::uint64_t lines() const override { return lines_; }
    std::string state() const override { return header_.text; }

    // Takes the header in force from the first lines of the file.
    void begin_within(std::string_view beginning) {
        while (!beginning.empty() && header_.text.empty()) {
            const std::size_t length = beginning.find('\n');
            const std::string_view line = trimmed(beginning.substr(0, length));
            if (auto header = read_nvidia_smi_header(line)) set_header(std::move(*header));
            if (length == std::string_view::npos) break;
            beginning.remove_prefix(length + 1);
        }
    }

  private:
    void set_header(NvidiaSmiHeader header);
    void tell_unread(const NvidiaSmiHeader& header, std::uint64_t line);
    const char* walk(const char* row);
    const char* walk_time(const char* at, std::int64_t& time);
    const char* walk_identity(const char* at, std::size_t fields, RowIdentity*& identity,
                              std::string_view& unknown);
    RowIdentity* identity_of(std::string_view fields);
    DeviceWords words_of(const std::vector<std::string_view>& fields) const;
    void line(std::string_view text);
    void row(std::string_view text);
    std::optional<std::int64_t> time_of(std::string_view field);
    bool value_of(std::string_view field, std::string_view unit, int scale, std::uint64_t most,
                  std::uint32_t& value);

    Meter& meter_;
    NvidiaSmiHeader header_;
    NvidiaSmiPlan plan_;  // of the walk through a row
    std::vector<std::string_view> fields_;
    RowIdentities identities_;
    RowIdentity first_;  // before the first row
    RowIdentity* last_ = &first_;
    std::uint64_t lines_ = 0;
    std::int64_t last_time_ = 0;
    std::int64_t from_ = meter_.options.from.value_or(0);
    std::int64_t to_ = meter_.options.to.value_or(last_possible_time);
    char minute_[16] = {};          // `2024/03/15 13:57` of the last row,
    std::int64_t minute_time_ = 0;  // and what it is in milliseconds
    bool minute_known_ = false;
    bool minute_zone_assumed_ = false;
    bool in_minutes_ = true;  // a minute's text always means one moment
};

void NvidiaSmiCsv::set_header(NvidiaSmiHeader header) {
    if (header.columns == header_.columns) return;
    header_ = std::move(header);
    identities_ = RowIdentities();
    first_ = RowIdentity();  // it knew one of those that are gone
    last_ = &first_;
    plan_ = meter_.options.devices_per_poll > 0 ? NvidiaSmiPlan{} : plan_walk(header_);
    in_minutes_ = !meter_.options.zone || meter_.options.zone->fixed_offset().has_value();
}

void NvidiaSmiCsv::tell_unread(const NvidiaSmiHeader& header, std::uint64_t line) {
    for (const std::string& column : header.unread) {
        meter_.tell_unread(column, line);
    }
}

// ---- the walk: each part gives the place behind its field's comma, or nullptr ----

// `2024/03/15 13:57:59.791,`
const char* NvidiaSmiCsv::walk_time(const char* at, std::int64_t& time) {
    if (!minute_known_ || !same_sixteen(at, minute_)) {
        if (!in_minutes_) return nullptr;
        const auto local = parse_log_time(std::string(at, 16) + ":00.000");
        const bool possible = local && local->milliseconds >= 86'400'000 &&
                              local->milliseconds < last_possible_time - 86'400'000;
        if (!possible || local->has_zone) return nullptr;
        std::memcpy(minute_, at, 16);
        const bool assumed = std::exchange(meter_.zone_assumed, false);
        minute_time_ = meter_.utc(*local, last_time_);
        minute_zone_assumed_ = std::exchange(meter_.zone_assumed, assumed);
        minute_known_ = true;
    }
    const auto digit = [&](int place) {
        return static_cast<unsigned>(static_cast<unsigned char>(at[place])) - '0';
    };
    const unsigned tens = digit(17);
    const unsigned ones = digit(18);
    const unsigned hundredths = digit(20);
    const unsigned more = digit(21);
    const unsigned most = digit(22);
    const bool numbers = tens < 6 && ones < 10 && hundredths < 10 && more < 10 && most < 10;
    if (!numbers || at[16] != ':' || at[19] != '.' || at[23] != ',') return nullptr;
    time = minute_time_ + static_cast<std::int64_t>((tens * 10 + ones) * 1000 + hundredths * 100 +
                                                    more * 10 + most);
    return at + 24;
}

const char* NvidiaSmiCsv::walk_identity(const char* at, std::size_t fields, RowIdentity*& identity,
                                        std::string_view& unknown) {
    RowIdentity* likely = last_->next;
    if (likely != nullptr) {
        const std::size_t length = likely->text.size();
        if (same_bytes(at, likely->text.data(), length) && at[length] == ',') {
            identity = likely;
            return at + length + 1;
        }
    }
    const char* behind = skip_fields(at, fields);
    if (behind == nullptr) return nullptr;
    unknown = {at, static_cast<std::size_t>(behind - 1 - at)};
    identity = identities_.find(unknown);
    return behind;
}

constexpr std::uint32_t most_utilization = 100 * 100;
constexpr std::uint32_t most_power = 100'000 * 100;

// Reads one row: the place behind its end, or nullptr where it must be looked at with care; then
// nothing has been taken from it.
const char* NvidiaSmiCsv::walk(const char* at) {
    std::int64_t time = 0;
    RowIdentity* identity = nullptr;
    std::string_view unknown;  // fields that name a device not seen next the last time
    std::uint32_t utilization = missing_value;
    std::uint32_t power = missing_value;
    for (const NvidiaSmiStep& step : plan_.steps) {
        at += *at == ' ' ? 1 : 0;
        switch (step.kind) {
            case NvidiaSmiStep::Kind::time:
                at = walk_time(at, time);
                break;
            case NvidiaSmiStep::Kind::identity:
                at = walk_identity(at, step.fields, identity, unknown);
                if (identity != nullptr) identity->bring_near();
                break;
            case NvidiaSmiStep::Kind::utilization:
                at = walk_value<2>(at, '%', step.ends_row, most_utilization, utilization);
                break;
            case NvidiaSmiStep::Kind::power:
                at = walk_value<2>(at, 'W', step.ends_row, most_power, power);
                break;
            case NvidiaSmiStep::Kind::skip:
                at = skip_fields(at, step.fields);
                break;
        }
        if (at == nullptr) return nullptr;
    }
    if (plan_.rest > 0) at = walk_rest(at, plan_.rest - 1);
    if (at == nullptr) return nullptr;
    const bool inside = time >= from_ && time < to_;
    if (!inside) return nullptr;
    // Only a row that is whole may make a device known.
    if (identity == nullptr) identity = identity_of(unknown);
    if (identity == nullptr) return nullptr;
    last_->next = identity;
    meter_.zone_assumed = meter_.zone_assumed || minute_zone_assumed_;
    last_time_ = time;
    last_ = identity;
    identity->track->add({sample_key(time, meter_.input), utilization, power}, *identity->days);
    return at;
}

void NvidiaSmiCsv::take(std::string_view lines) {
    // The walk may look so far beyond a row; the last rows of a piece are read with care.
    constexpr std::size_t margin = 2 * longest_walked_row;
    const char* at = lines.data();
    const char* const end = at + lines.size();
    const char* const careful = lines.size() > margin ? end - margin : at;
    while (at < end) {
        if (at < careful && !plan_.steps.empty()) {
            if (const char* behind = walk(at)) {
                ++lines_;
                ++meter_.row_count;
                at = behind;
                continue;
            }
        }
        const auto left = static_cast<std::size_t>(end - at);
        const auto* line_end = static_cast<const char*>(std::memchr(at, '\n', left));
        std::string_view text(at, static_cast<std::size_t>(line_end - at));
        if (text.ends_with('\r')) text.remove_suffix(1);
        line(text);
        at = line_end + 1;
    }
}

// A last line without its end may be cut short. It is whole as far as we read it where it has all
// its fields and the last of them is of no use here, or ends in its unit.
void NvidiaSmiCsv::end(std::string_view rest) {
    rest = trimmed(rest);
    if (rest.empty()) return;
    split_fields(rest, fields_);
    const bool all_there = !header_.columns.empty() && fields_.size() == header_.columns.size();
    const std::string_view last = fields_.back();
    const bool whole =
        all_there && (header_.columns.back() == NvidiaSmiColumn::other || last.ends_with('%') ||
                      last.ends_with('W') || last.ends_with(']'));
    if (whole) {
        line(rest);
        return;
    }
    ++lines_;
    ++meter_.row_count;
    meter_.rows.reject(Rejection::torn, lines_);
}

// ---- the careful way: a line as fields ----

void NvidiaSmiCsv::line(std::string_view text) {
    ++lines_;
    if (trimmed(text).empty()) return;
    if (auto header = read_nvidia_smi_header(text)) {
        tell_unread(*header, lines_);
        set_header(std::move(*header));
        return;
    }
    ++meter_.row_count;
    row(text);
}

std::optional<std::int64_t> NvidiaSmiCsv::time_of(std::string_view field) {
    const auto local = parse_log_time(field);
    if (!local) return std::nullopt;
    const std::int64_t time = meter_.utc_of_row(*local, last_time_, lines_);
    if (time < 0 || time > last_possible_time) return std::nullopt;
    return time;
}

// Whether a value can be used: a number, or missing. Counts the row as rejected if not.
bool NvidiaSmiCsv::value_of(std::string_view field, std::string_view unit, int scale,
                            std::uint64_t most, std::uint32_t& value) {
    value = missing_value;
    if (is_missing(field)) return true;
    const std::size_t blank = field.find(' ');
    const auto number = scaled_decimal(field.substr(0, blank), scale);
    if (!number) {
        meter_.rows.reject(Rejection::bad_number, lines_);
        return false;
    }
    if (blank != std::string_view::npos && trimmed(field.substr(blank)) != unit) {
        meter_.rows.reject(Rejection::unknown_unit, lines_);
        return false;
    }
    if (*number > most) {
        meter_.rows.reject(Rejection::out_of_range, lines_);
        return false;
    }
    value = static_cast<std::uint32_t>(*number);
    return true;
}

void NvidiaSmiCsv::row(std::string_view text) {
    split_fields(text, fields_);
    if (header_.columns.empty() || fields_.size() != header_.columns.size()) {
        const bool known = !header_.columns.empty() && fields_.size() > 1;
        meter_.columns_needed = meter_.columns_needed || header_.columns.empty();
        return meter_.rows.reject(known ? Rejection::torn : Rejection::not_this_format, lines_);
    }
    const auto field = [&](NvidiaSmiColumn column) {
        const auto place = header_.find(column);
        return place ? fields_[*place] : std::string_view();
    };
    const auto time = time_of(field(NvidiaSmiColumn::time));
    if (!time) return meter_.rows.reject(Rejection::no_time, lines_);
    const DeviceWords words = words_of(fields_);
    std::uint32_t utilization = missing_value;
    std::uint32_t power = missing_value;
    if (!value_of(field(NvidiaSmiColumn::utilization), "%", 2, most_utilization, utilization) ||
        !value_of(field(NvidiaSmiColumn::power), "W", 2, most_power, power)) {
        return meter_.see(words, *time);
    }
    // Nobody knows for how long a kernel was resident on the instances of a board.
    if (field(NvidiaSmiColumn::mig) == "Enabled") utilization = missing_value;
    if (told_by_place(meter_, words, lines_)) {
        last_time_ = *time;
        DeviceReading reading;
        reading.declare(Measurand::gpu_utilization);
        reading.declare(Measurand::power);
        if (utilization != missing_value) reading.set(Measurand::gpu_utilization, utilization);
        if (power != missing_value) reading.set(Measurand::power, power);
        return put_in_poll(meter_, reading, words, *time, lines_);
    }
    if (!meter_.in_window(*time, lines_)) return;
    last_time_ = *time;
    if (!meter_.is_selected(meter_.times_of(words), *time, lines_)) return;
    if (Device* device = meter_.device(words, lines_)) {
        device->add(Shape::utilization_and_power, *time, meter_.input, utilization, power);
    }
}

DeviceWords NvidiaSmiCsv::words_of(const std::vector<std::string_view>& fields) const {
    const auto word = [&](NvidiaSmiColumn column) {
        const auto place = header_.find(column);
        return place && !is_missing(fields[*place]) ? fields[*place] : std::string_view();
    };
    DeviceWords words;
    words.host = word(NvidiaSmiColumn::host);
    words.uuid = word(NvidiaSmiColumn::uuid);
    words.bus = word(NvidiaSmiColumn::bus);
    words.index = header_.names_device() ? word(NvidiaSmiColumn::index) : nameless_index;
    words.chip = word(NvidiaSmiColumn::chip);
    return without_missing_ids(words);
}

// A new identity, or nullptr where the fields name no device: then the careful way says so.
RowIdentity* NvidiaSmiCsv::identity_of(std::string_view text) {
    if (text.size() < search_width) return nullptr;
    std::vector<std::string_view> parts;
    split_fields(text, parts);
    std::vector<std::string_view> fields(header_.columns.size());
    std::size_t first = 0;
    for (const NvidiaSmiStep& step : plan_.steps) {
        if (step.kind == NvidiaSmiStep::Kind::identity) break;
        first += step.fields;
    }
    std::copy(parts.begin(), parts.end(), fields.begin() + static_cast<std::ptrdiff_t>(first));
    DeviceWords words = words_of(fields);
    if (words.uuid.empty() && words.bus.empty() && words.index.empty()) return nullptr;
    if (meter_.times_of(words) != nullptr) return nullptr;  // each row is looked at with care
    Device* device = meter_.device(words, lines_ + 1);
    if (device == nullptr) return nullptr;
    RowIdentity* identity = identities_.add(meter_.devices.keep(text));
    identity->track = &device->track(Shape::utilization_and_power);
    identity->days = &device->chip->totals;
    return identity;
}

Recognition recognise(std::string_view beginning) {
    const std::size_t named = header_fields(first_line(beginning)).size();
    bool times = false;
    for (int lines = 0; lines < 64 && !beginning.empty(); ++lines) {
        const std::size_t length = beginning.find('\n');
        const std::string_view line = trimmed(beginning.substr(0, length));
        const auto header = line.size() < 64 * 1024 ? read_nvidia_smi_header(line) : std::nullopt;
        if (header) return header->is_readable() ? Recognition::yes : Recognition::no;
        // Without a header, or with one that is not nvidia-smi's: `2024/03/15 13:57:59.791, `.
        const auto fields = 1 + std::count(line.begin(), line.end(), ',');
        if (times && named == static_cast<std::size_t>(fields)) return Recognition::no;
        times = times || (line.size() > 25 && line.substr(23, 2) == ", " && line[4] == '/' &&
                          parse_log_time(line.substr(0, 23)).has_value());
        if (length == std::string_view::npos) break;
        beginning.remove_prefix(length + 1);
    }
    return times ? Recognition::perhaps : Recognition::no;
}

}  // namespace

const LogFormat nvidia_smi_csv_format{
    "nvidia-smi",
    "nvidia-smi --query-gpu=... --format=csv, with or without units and header",
    recognise,
    [](Meter& meter) -> std::unique_ptr<LogParser> {
        return std::make_unique<NvidiaSmiCsv>(meter);
    },
    true,
    [](Meter& meter, std::string_view beginning) -> std::unique_ptr<LogParser> {
        auto parser = std::make_unique<NvidiaSmiCsv>(meter);
        parser->begin_within(beginning);
        return parser;
    }};

}  // namespace flopledger
