// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/victoria_export.hpp"

#include <array>
#include <cstring>

#include "core/base/ascii.hpp"
#include "core/meter/formats/metrics/series.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/words/json_value.hpp"
#include "core/meter/words/log_time.hpp"
#include "core/meter/words/plain_number.hpp"

namespace flopledger {

namespace {

// The parts of a line. Arrays are those of numbers, without their brackets: nothing nested.
struct Line {
    std::string_view metric;
    std::string_view values;
    std::string_view times;
    bool whole = false;
};

// Takes a line apart without looking at what its arrays hold, which are nearly all of it.
class LineCutter {
  public:
    explicit LineCutter(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

    // False where the line is not in its form. Stops behind the labels where `wanted` says that
    // their series is not read.
    template <typename Wanted>
    bool cut(Line& line, const Wanted& wanted) {
        if (!take('{')) return false;
        do {
            std::string_view name;
            if (!quoted(name) || !take(':')) return false;
            if (name == "metric") {
                if (!object(line.metric)) return false;
                if (!wanted(line.metric)) return true;
            } else if (name == "values") {
                if (!array(line.values)) return false;
            } else if (name == "timestamps") {
                if (!array(line.times)) return false;
            } else {
                return false;
            }
        } while (take(','));
        line.whole = take('}');
        skip_blanks();
        return line.whole && at_ == end_;
    }

  private:
    void skip_blanks() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r')) ++at_;
    }

    bool take(char byte) {
        skip_blanks();
        if (at_ == end_ || *at_ != byte) return false;
        ++at_;
        return true;
    }

    bool quoted(std::string_view& text) {
        if (!take('"')) return false;
        const char* begin = at_;
        while (at_ != end_ && *at_ != '"') {
            if (*at_ == '\\' && ++at_ == end_) return false;
            ++at_;
        }
        if (at_ == end_) return false;
        text = {begin, static_cast<std::size_t>(at_ - begin)};
        ++at_;
        return true;
    }

    bool object(std::string_view& text) {
        if (!take('{')) return false;
        const char* begin = at_ - 1;
        if (!take('}')) {
            do {
                std::string_view ignored;
                if (!quoted(ignored) || !take(':') || !quoted(ignored)) return false;
            } while (take(','));
            if (!take('}')) return false;
        }
        text = {begin, static_cast<std::size_t>(at_ - begin)};
        return true;
    }

    bool array(std::string_view& text) {
        if (!take('[')) return false;
        const char* begin = at_;
        const void* close = std::memchr(at_, ']', static_cast<std::size_t>(end_ - at_));
        if (close == nullptr) return false;
        at_ = static_cast<const char*>(close);
        text = {begin, static_cast<std::size_t>(at_ - begin)};
        ++at_;
        return true;
    }

    const char* at_;
    const char* end_;
};

// Goes over what stands between commas.
class Elements {
  public:
    explicit Elements(std::string_view text)
        : at_(text.data()), end_(at_ + text.size()), more_(!trimmed(text).empty()) {}

    bool more() const { return more_; }

    // A plain number, or the text that stands in its place, without quotes.
    bool take(PlainNumber& number, std::string_view& text) {
        const char* stop = read_plain_number(at_, end_, number);
        const bool plain = stop != at_ && (stop == end_ || *stop == ',');
        if (!plain) {
            stop = static_cast<const char*>(
                std::memchr(at_, ',', static_cast<std::size_t>(end_ - at_)));
            if (stop == nullptr) stop = end_;
        }
        text = {at_, static_cast<std::size_t>(stop - at_)};
        if (!plain) {
            text = trimmed(text);
            if (text.size() > 1 && text.starts_with('"') && text.ends_with('"')) {
                text = text.substr(1, text.size() - 2);
            }
        }
        more_ = stop != end_;
        at_ = more_ ? stop + 1 : stop;
        return plain;
    }

    // A time; false if what stands there is none. Nearly all have 13 digits, and the first eight of
    // them change once a day.
    bool take_time(std::int64_t& time) {
        constexpr std::size_t digits = 13;
        if (static_cast<std::size_t>(end_ - at_) > digits && at_[digits] == ',' &&
            std::memcmp(at_, front_.data(), front_.size()) == 0) {
            unsigned rest = 0;
            bool all = true;
            for (std::size_t i = front_.size(); i < digits; ++i) {
                const unsigned digit = static_cast<unsigned char>(at_[i]) - unsigned{'0'};
                all = all && digit <= 9;
                rest = rest * 10 + digit;
            }
            if (all) {
                time = front_time_ + rest;
                at_ += digits + 1;
                return true;
            }
        }
        return take_other_time(time);
    }

  private:
    bool take_other_time(std::int64_t& time) {
        PlainNumber plain;
        std::string_view text;
        take(plain, text);
        const auto read = plain_epoch_time(text);
        const auto other = read ? read : parse_epoch_time(text);
        time = other.value_or(0);
        if (read && text.size() == 13) {
            text.copy(front_.data(), front_.size());
            front_time_ = time / 100'000 * 100'000;
        }
        return other.has_value();
    }

    const char* at_;
    const char* end_;
    bool more_;
    std::array<char, 8> front_{};  // of the last time
    std::int64_t front_time_ = 0;
};

class VictoriaExport : public LineParser {
  public:
    explicit VictoriaExport(Meter& meter) : reader_(meter, false), meter_(meter) {}

  private:
    void line(std::string_view text, std::uint64_t number) override { read(text, number, false); }
    void torn_line(std::string_view text, std::uint64_t number) override {
        read(text, number, true);
    }

    void read(std::string_view text, std::uint64_t number, bool last) {
        if (trimmed(text).empty()) return;
        Line parts;
        const MetricSource* source = nullptr;
        SeriesOwner owner;
        LineCutter cutter(text);
        const bool whole = cutter.cut(parts, [&](std::string_view metric) {
            source = source_of(metric, owner, number);
            return source != nullptr || owner.device != nullptr;
        });
        if (!whole || (source != nullptr && !parts.whole)) {
            ++meter_.row_count;
            meter_.rows.reject(last ? Rejection::torn : Rejection::not_this_format, number);
        } else if (source != nullptr) {
            readings(owner, *source, parts, number);
        } else if (parts.whole) {
            see(owner, parts);
        }
    }

    const MetricSource* source_of(std::string_view metric, SeriesOwner& owner,
                                  std::uint64_t number) {
        SeriesLabels labels;
        for (const JsonValue label : json_.read(metric)) labels.take(label.name(), label.text());
        const MetricSource* source = labels.source();
        if (source == nullptr) {
            meter_.unread.of(labels.unread_name(labels.metric()), labels.of_accelerator())
                .meet(number);
        }
        // The clock alone says nothing here: its series stands far from that of the activity.
        if (source == nullptr || source->measurand == Measurand::sm_clock) {
            owner = reader_.owner_of_unread(labels, labels.metric());
            return nullptr;
        }
        owner = reader_.owner(labels);
        return source;
    }

    // Of a series of which nothing else is used.
    void see(const SeriesOwner& owner, const Line& parts) {
        for (Elements times(parts.times); times.more();) {
            std::int64_t time = 0;
            if (times.take_time(time)) reader_.see(owner, time);
        }
    }

    void readings(SeriesOwner& owner, const MetricSource& source, const Line& parts,
                  std::uint64_t number) {
        Elements values(parts.values);
        Elements times(parts.times);
        PlainNumber plain;
        std::string_view text;
        while (values.more() && times.more()) {
            const bool is_plain = values.take(plain, text);
            std::int64_t time = 0;
            if (!times.take_time(time)) {
                ++meter_.row_count;
                meter_.rows.reject(Rejection::no_time, number);
            } else if (is_plain) {
                reader_.read(owner, source, plain, text, time, number);
            } else {
                reader_.read(owner, source, text, time, number);
            }
        }
        if (values.more() != times.more()) {
            ++meter_.row_count;
            meter_.rows.reject(Rejection::torn, number);
        }
    }

    SeriesReader reader_;
    Meter& meter_;
    JsonReader json_;
};

Recognition recognise(std::string_view beginning) {
    beginning = beginning.substr(0, beginning.find('\n'));
    const std::size_t metric = beginning.find("\"metric\"");
    const bool begins = beginning.starts_with('{') && metric != std::string_view::npos &&
                        trimmed(beginning.substr(1, metric - 1)).empty();
    if (!begins) return Recognition::no;
    return beginning.find("\"values\"") != std::string_view::npos ||
                   beginning.find("\"timestamps\"") != std::string_view::npos
               ? Recognition::yes
               : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<VictoriaExport>(meter);
}

std::unique_ptr<LogParser> make_parser_within(Meter& meter, std::string_view) {
    return make_parser(meter);
}

}  // namespace

const LogFormat victoria_export_format{
    "victoria-export",
    "What VictoriaMetrics exports at /api/v1/export: JSON lines of labels, values and times.",
    recognise,
    make_parser,
    true,
    make_parser_within,
};

}  // namespace flopledger
