// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/meter.hpp"

#include <algorithm>
#include <iterator>
#include <thread>

#include "core/facts/machines/log_names.hpp"
#include "core/usage/told_apart.hpp"

namespace flopledger {

unsigned thread_count(const MeterOptions& options) {
    const unsigned wanted = options.threads > 0 ? static_cast<unsigned>(options.threads)
                                                : std::thread::hardware_concurrency();
    return std::clamp(wanted, 1U, 64U);
}

std::int64_t Meter::utc(const LocalTime& time, std::int64_t previous) {
    if (time.has_zone) return time.milliseconds;
    if (options.zone) return options.zone->to_utc(time.milliseconds, previous);
    zone_assumed = true;
    return time.milliseconds;
}

std::int64_t Meter::utc_of_row(const LocalTime& time, std::int64_t previous, std::uint64_t line) {
    if (time.has_zone || !options.zone) return utc(time, previous);
    if (previous == 0) previous = time_before;
    const std::int64_t moment = utc(time, previous);
    std::optional<TwoMoments> twice;
    if (!options.zone->is_one_moment(time.milliseconds)) {
        rows.find(name::clocks_changed, line);
        twice = options.zone->twice(time.milliseconds);
    }
    if (!hour.add(moment, twice, previous, line)) rows.find(name::order_matters, line);
    return moment;
}

void Meter::find_untold(std::int64_t earlier_rows) {
    for (const std::uint64_t line : hour.untold(earlier_rows)) {
        rows.find(name::order_matters, line);
    }
}

namespace {

bool lies_in(const MeterOptions& options, std::int64_t time) {
    return time >= options.from.value_or(0) && time < options.to.value_or(last_possible_time);
}

bool lies_in(const TimeWindows& times, std::int64_t time) {
    const auto later = std::upper_bound(
        times.begin(), times.end(), time,
        [](std::int64_t at, const TimeWindow& window) { return at < window.from; });
    return later != times.begin() && time <= std::prev(later)->to;
}

}  // namespace

bool Meter::in_window(std::int64_t time, std::uint64_t line) {
    const bool inside = lies_in(options, time);
    if (!inside) rows.reject(Rejection::out_of_window, line);
    return inside;
}

bool Meter::is_selected(const TimeWindows* times, std::int64_t time, std::uint64_t line) {
    if (times == nullptr || lies_in(*times, time)) return true;
    rows.reject(Rejection::not_selected, line);
    return false;
}

bool Meter::is_wanted(const TimeWindows* times, std::int64_t time) const {
    return lies_in(options, time) && (times == nullptr || lies_in(*times, time));
}

void Meter::see(const DeviceWords& words, std::int64_t time) {
    if (words.uuid.empty() && words.bus.empty() && words.index.empty()) return;
    if (!is_wanted(times_of(words), time)) return;
    if (Device* found = device(words, 0)) found->see(time);
}

void Meter::tell_unread(std::string_view column, std::uint64_t line) {
    rows.find(name::columns_not_read, line, column);
}

Device* Meter::device(DeviceWords words, std::uint64_t line) {
    if (words.uuid.empty() && words.host.empty()) {
        host_needed = host_needed || host.empty();
        // One input may do without a host; where there are several, the engine asks for it.
        words.host = host.empty() ? nameless_host : host;
    }
    if (words.host.empty()) words.host = host;
    Device* found = devices.find(words);
    if (found == nullptr) rows.reject(Rejection::no_device, line);
    return found;
}

}  // namespace flopledger
