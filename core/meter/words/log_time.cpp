// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/log_time.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "core/base/ascii.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/zone_file.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

// A cursor over the text of a time.
class TimeCursor {
  public:
    explicit TimeCursor(std::string_view text) : text_(text) {}

    bool done() const { return text_.empty(); }

    bool take(char character) {
        const bool there = text_.starts_with(character);
        if (there) text_.remove_prefix(1);
        return there;
    }

    bool take_any(std::string_view characters) {
        const bool there = !text_.empty() && characters.find(text_.front()) != characters.npos;
        if (there) text_.remove_prefix(1);
        return there;
    }

    // The number that exactly so many digits make, or -1.
    int take_number(std::size_t digits) {
        if (text_.size() < digits) return -1;
        int number = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_digit(text_[i])) return -1;
            number = number * 10 + (text_[i] - '0');
        }
        text_.remove_prefix(digits);
        return number;
    }

    // The milliseconds of a fraction of any length, or -1 if there is none.
    int take_fraction() {
        int milliseconds = 0;
        int worth = 100;
        if (text_.empty() || !is_digit(text_.front())) return -1;
        while (!text_.empty() && is_digit(text_.front())) {
            milliseconds += worth * (text_.front() - '0');
            worth /= 10;
            text_.remove_prefix(1);
        }
        return milliseconds;
    }

    std::string_view rest() const { return text_; }

  private:
    std::string_view text_;
};

// Takes a day and gives its start in milliseconds since 1970.
std::optional<std::int64_t> take_day(TimeCursor& text) {
    const int year = text.take_number(4);
    const bool slash = text.take('/');
    const bool hyphen = !slash && text.take('-');
    const int month = text.take_number(2);
    if ((slash && !text.take('/')) || (hyphen && !text.take('-'))) return std::nullopt;
    const int day_of_month = text.take_number(2);
    if (year < 0 || month < 0 || day_of_month < 0) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day_of_month)});
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count() * day;
}

// Takes a time of day in milliseconds.
std::optional<std::int64_t> take_time_of_day(TimeCursor& text) {
    const int hours = text.take_number(2);
    const bool first = text.take(':');
    const int minutes = text.take_number(2);
    const bool second = text.take(':');
    const int seconds = text.take_number(2);
    if (!first || !second || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 ||
        seconds < 0 || seconds > 59) {
        return std::nullopt;
    }
    int milliseconds = 0;
    if (text.take_any(".,")) milliseconds = text.take_fraction();
    if (milliseconds < 0) return std::nullopt;
    return hours * hour + minutes * minute + seconds * 1000 + milliseconds;
}

// The milliseconds of an offset: `+02:00`, `+0200`, `-05`.
std::optional<std::int64_t> parse_offset(std::string_view words) {
    TimeCursor text(words);
    const bool negative = text.take('-');
    if (!negative && !text.take('+')) return std::nullopt;
    const int hours = text.take_number(2);
    int minutes = 0;
    if (!text.done()) {
        text.take(':');
        minutes = text.take_number(2);
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !text.done()) {
        return std::nullopt;
    }
    const std::int64_t offset = hours * hour + minutes * minute;
    return negative ? -offset : offset;
}

// The offset that ends a time: `Z`, `UTC`, or as above.
std::optional<std::int64_t> parse_zone(std::string_view words) {
    if (words == "Z" || words == "z" || words == "UTC") return 0;
    return parse_offset(words);
}

// The moments, in milliseconds UTC, that one local time may be: none, one, or two.
struct Moments {
    std::array<std::int64_t, 2> at{};
    std::size_t count = 0;
    std::int64_t in_gap = 0;  // if there is none, by the offset before the gap
};

// No zone is further from UTC, in seconds.
constexpr std::int64_t furthest = 93'600;

std::int64_t floor_seconds(std::int64_t milliseconds) {
    return milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000);
}

Moments moments_of(const ZoneOffsets& zone, std::int64_t local) {
    const std::vector<OffsetChange>& changes = zone.changes;
    const std::int64_t seconds = floor_seconds(local);
    // The stretch between changes that holds the earliest moment in question, then the next ones.
    const auto after = std::upper_bound(
        changes.begin(), changes.end(), seconds - furthest,
        [](std::int64_t moment, const OffsetChange& change) { return moment < change.from; });
    Moments moments;
    for (auto i = static_cast<std::size_t>(after - changes.begin()); i <= changes.size(); ++i) {
        const std::int64_t offset = zone.before(i);
        const std::int64_t moment = seconds - offset;
        const bool begun = i == 0 || changes[i - 1].from <= moment;
        const bool ended = i < changes.size() && changes[i].from <= moment;
        if (begun && !ended && moments.count < 2) {
            moments.at[moments.count++] = local - offset * 1000;
        }
        if (ended && moments.count == 0) moments.in_gap = local - offset * 1000;
        if (i < changes.size() && changes[i].from > seconds + furthest) break;
    }
    return moments;
}

// A time as `date` prints it: `Mon Mar  2 09:00:15 UTC 2026`, the zone being UTC or left out.
std::optional<LocalTime> parse_date_output(std::string_view words) {
    constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr std::size_t letters = 3;
    if (words.size() < 20 || words[letters] != ' ' || words[2 * letters + 1] != ' ') return {};
    const std::size_t weekday = weekdays.find(words.substr(0, letters));
    const std::size_t month = months.find(words.substr(letters + 1, letters));
    if (weekday == words.npos || weekday % letters != 0 || month == words.npos ||
        month % letters != 0) {
        return {};
    }
    TimeCursor text(words.substr(2 * letters + 2));
    text.take(' ');
    int day_of_month = text.take_number(2);
    if (day_of_month < 0) day_of_month = text.take_number(1);
    if (day_of_month < 1 || !text.take(' ')) return {};
    const auto time_of_day = take_time_of_day(text);
    if (!time_of_day || !text.take(' ')) return {};
    const std::string_view rest = text.rest();
    const bool zone = rest.starts_with("UTC ") || rest.starts_with("GMT ");
    TimeCursor last(rest.substr(zone ? letters + 1 : 0));
    const int year = last.take_number(4);
    const std::chrono::year_month_day date(
        std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month / letters + 1)},
        std::chrono::day{static_cast<unsigned>(day_of_month)});
    if (year < 0 || !last.done() || !date.ok()) return {};
    const std::int64_t start = std::chrono::sys_days(date).time_since_epoch().count() * day;
    return LocalTime{start + *time_of_day, zone};
}

}  // namespace

std::optional<LocalTime> parse_log_time(std::string_view words) {
    if (!words.empty() && is_letter(words.front())) return parse_date_output(words);
    TimeCursor text(words);
    const auto start_of_day = take_day(text);
    if (!start_of_day || !text.take_any(" Tt")) return std::nullopt;
    const auto time_of_day = take_time_of_day(text);
    if (!time_of_day) return std::nullopt;
    LocalTime time{*start_of_day + *time_of_day, false};
    if (text.done()) return time;
    text.take(' ');
    const auto offset = parse_zone(text.rest());
    if (!offset) return std::nullopt;
    time.milliseconds -= *offset;
    time.has_zone = true;
    return time;
}

std::optional<std::int64_t> parse_epoch_time(std::string_view text) {
    const auto count = scaled_decimal(text, 0);
    if (!count) return std::nullopt;
    std::uint64_t unit = 1'000'000'000;  // how many of them a second has
    for (int scale = 0; scale <= 9; scale += 3, unit /= 1000) {
        const std::uint64_t least = 1'000'000'000 * unit;
        if (*count < least || *count >= 5 * least) continue;
        const auto nanoseconds = scaled_decimal(text, scale);
        if (!nanoseconds) return std::nullopt;
        return static_cast<std::int64_t>(*nanoseconds / 1'000'000);
    }
    return std::nullopt;
}

TimeZone::TimeZone() = default;

std::optional<TimeZone> TimeZone::named(const std::string& name) {
    if (const auto offset = parse_zone(name)) {
        TimeZone zone;
        zone.fixed_offset_ = *offset;
        return zone;
    }
    const auto bytes = read_zone_file(name);
    return bytes ? from_file(*bytes) : std::nullopt;
}

std::optional<TimeZone> TimeZone::from_file(std::string_view bytes) {
    auto offsets = parse_zone_file(bytes);
    if (!offsets) return std::nullopt;
    TimeZone zone;
    zone.fixed_offset_ = offsets->first * 1000;
    if (!offsets->changes.empty()) {
        zone.offsets_ = std::make_shared<const ZoneOffsets>(std::move(*offsets));
    }
    return zone;
}

std::int64_t TimeZone::to_utc(std::int64_t local_milliseconds, std::int64_t previous) const {
    if (!offsets_) return local_milliseconds - fixed_offset_;
    const Moments moments = moments_of(*offsets_, local_milliseconds);
    if (moments.count == 0) return moments.in_gap;
    const bool later = moments.count == 2 && previous - moments.at[0] > moments.at[1] - previous;
    return moments.at[later ? 1 : 0];
}

bool TimeZone::is_one_moment(std::int64_t local_milliseconds) const {
    return !offsets_ || moments_of(*offsets_, local_milliseconds).count == 1;
}

std::optional<TwoMoments> TimeZone::twice(std::int64_t local_milliseconds) const {
    if (!offsets_) return std::nullopt;
    const Moments moments = moments_of(*offsets_, local_milliseconds);
    if (moments.count < 2) return std::nullopt;
    return TwoMoments{moments.at[0], moments.at[1]};
}

std::optional<std::int64_t> TimeZone::fixed_offset() const {
    if (offsets_) return std::nullopt;
    return fixed_offset_;
}

}  // namespace flopledger
