// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <limits>

#include "core/base/ascii.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/meter/words/zone_file.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t day_seconds = 86'400;

// When clocks are changed in a year.
struct YearlyChange {
    enum class Kind { weekday_of_month, day_without_leap, day_with_leap };
    Kind kind = Kind::weekday_of_month;
    int month = 1;
    int week = 1;
    int day = 0;                  // of the week from Sunday, or of the year
    std::int64_t seconds = 7200;  // local time after the start of the day; may lie in another one

    // The start of the day, plus the time, in seconds since 1970 as if local time were UTC.
    std::int64_t in(int year) const {
        namespace chrono = std::chrono;
        const chrono::year the_year(year);
        chrono::sys_days date = chrono::sys_days(the_year / chrono::January / 1);
        if (kind == Kind::weekday_of_month) {
            const auto the_month = the_year / chrono::month(static_cast<unsigned>(month));
            const chrono::weekday weekday(static_cast<unsigned>(day));
            date = week == 5 ? chrono::sys_days(the_month / weekday[chrono::last])
                             : chrono::sys_days(the_month / weekday[static_cast<unsigned>(week)]);
        } else {
            const bool shifted = kind == Kind::day_without_leap && the_year.is_leap() && day >= 60;
            const int days = kind == Kind::day_without_leap ? day - 1 + (shifted ? 1 : 0) : day;
            date += chrono::days(days);
        }
        return date.time_since_epoch().count() * day_seconds + seconds;
    }
};

// A cursor over a rule; whatever does not fit makes it fail.
class RuleText {
  public:
    explicit RuleText(std::string_view text) : text_(text) {}

    bool done() const { return text_.empty(); }
    bool failed() const { return failed_; }

    bool take(char character) {
        const bool there = text_.starts_with(character);
        if (there) text_.remove_prefix(1);
        return there;
    }

    // `CET`, or `<+03>`.
    void take_name() {
        const bool quoted = take('<');
        std::size_t length = 0;
        while (length < text_.size() && in_name(text_[length], quoted)) ++length;
        failed_ = failed_ || length < 3;
        text_.remove_prefix(length);
        if (quoted && !take('>')) failed_ = true;
    }

    // A whole number between limits.
    int take_number(int least, int most) {
        int number = 0;
        std::size_t length = 0;
        while (length < text_.size() && length < 4 && is_digit(text_[length])) {
            number = number * 10 + (text_[length++] - '0');
        }
        failed_ = failed_ || length == 0 || number < least || number > most;
        text_.remove_prefix(length);
        return number;
    }

    // `2`, `-1:30`, `24:00:00` in seconds.
    std::int64_t take_time(int most_hours) {
        const bool negative = take('-');
        if (!negative) take('+');
        std::int64_t seconds = std::int64_t{3600} * take_number(0, most_hours);
        if (take(':')) seconds += std::int64_t{60} * take_number(0, 59);
        if (take(':')) seconds += take_number(0, 59);
        return negative ? -seconds : seconds;
    }

    // `M3.5.0/2`, `J60`, `59`.
    YearlyChange take_change() {
        YearlyChange change;
        if (take('M')) {
            change.month = take_number(1, 12);
            failed_ = !take('.') || failed_;
            change.week = take_number(1, 5);
            failed_ = !take('.') || failed_;
            change.day = take_number(0, 6);
        } else if (take('J')) {
            change.kind = YearlyChange::Kind::day_without_leap;
            change.day = take_number(1, 365);
        } else {
            change.kind = YearlyChange::Kind::day_with_leap;
            change.day = take_number(0, 365);
        }
        if (take('/')) change.seconds = take_time(167);
        return change;
    }

  private:
    static bool in_name(char c, bool quoted) {
        return is_letter(c) || (quoted && (is_digit(c) || c == '+' || c == '-'));
    }

    std::string_view text_;
    bool failed_ = false;
};

// The year after that of the last reading possible.
constexpr int last_year = 2249;

// The year before that of a moment, which is not before 1970.
int year_before(std::int64_t seconds) {
    namespace chrono = std::chrono;
    const std::int64_t days = std::min(seconds, last_possible_time / 1000) / day_seconds;
    return static_cast<int>(chrono::year_month_day(chrono::sys_days(chrono::days(days))).year()) -
           1;
}

}  // namespace

bool add_rule(std::string_view rule, ZoneOffsets& offsets) {
    RuleText text(rule);
    text.take_name();
    // POSIX counts westwards.
    const std::int64_t standard = -text.take_time(24);
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();
    const std::int64_t last = offsets.changes.empty() ? never : offsets.changes.back().from;
    if (text.done()) {
        // A zone that has no summer time any more: its last change said the offset already.
        if (offsets.changes.empty()) offsets.first = standard;
        return !text.failed();
    }
    text.take_name();
    std::int64_t summer = standard + 3600;
    if (!text.done() && !text.failed() && rule.find(',') != std::string_view::npos) {
        RuleText ahead = text;
        if (!ahead.take(',')) summer = -text.take_time(24);
    }
    bool complete = text.take(',');
    const YearlyChange start = text.take_change();
    complete = text.take(',') && complete;
    const YearlyChange end = text.take_change();
    if (text.failed() || !complete || !text.done()) return false;

    std::vector<OffsetChange> changes;
    constexpr std::int64_t first_second = 0;
    for (int year = year_before(std::max(last, first_second)); year <= last_year; ++year) {
        changes.push_back({start.in(year)-standard, summer});
        changes.push_back({end.in(year)-summer, standard});
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const OffsetChange& a, const OffsetChange& b) { return a.from < b.from; });
    for (const OffsetChange& change : changes) {
        if (change.from > last) offsets.changes.push_back(change);
    }
    return true;
}

}  // namespace flopledger
