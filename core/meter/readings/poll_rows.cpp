// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/poll_rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/series/missing_ids.hpp"

namespace flopledger {

void PollRows::add(const DeviceReading& reading, const DeviceWords& words, std::int64_t time,
                   std::uint64_t line) {
    PollHost& host = hosts_[std::string(words.host)];
    host.rows.push_back({reading, std::string(words.chip), time, line});
    settle(std::string(words.host), host, false);
}

void PollRows::finish() {
    for (auto& [name, host] : hosts_) settle(name, host, true);
}

// Takes polls from the front as long as the row behind each is known, or there is none any more.
void PollRows::settle(const std::string& name, PollHost& host, bool at_end) {
    const auto size = static_cast<std::size_t>(meter_.options.devices_per_poll);
    std::deque<PollRow>& rows = host.rows;
    const auto pause_before = [&](std::size_t row) {
        return std::abs(rows[row].time - rows[row - 1].time);
    };
    while (rows.size() > size || (at_end && !rows.empty())) {
        const std::size_t looked_at = std::min(size, rows.size());
        std::size_t cut = 1;  // behind which the longest pause is
        for (std::size_t row = 2; row < looked_at; ++row) {
            if (pause_before(row) > pause_before(cut)) cut = row;
        }
        const std::int64_t within = looked_at > 1 ? pause_before(cut) : 0;
        const bool followed = rows.size() > size;
        // Behind the last poll, the pause is what it was before; of a single poll nothing is known.
        const std::int64_t after = followed         ? pause_before(size)
                                   : host.pause < 0 ? std::numeric_limits<std::int64_t>::max()
                                                    : host.pause;
        const bool is_poll = looked_at == size && within < after;
        if (!is_poll && looked_at < size) cut = looked_at;
        const std::size_t taken = is_poll ? size : std::min(cut, looked_at);
        for (std::size_t place = 0; place < taken; ++place) {
            if (is_poll) {
                put(name, rows[place], place);
            } else {
                refuse(rows[place]);
            }
        }
        if (is_poll && followed) host.pause = after;
        rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(taken));
    }
}

void PollRows::put(const std::string& host, const PollRow& row, std::size_t place) {
    if (!meter_.in_window(row.time, row.line)) return;
    const std::string index = std::to_string(place);
    DeviceWords words;
    words.host = host;
    words.index = index;
    words.chip = row.chip;
    if (!meter_.is_selected(meter_.times_of(words), row.time, row.line)) return;
    Device* device = meter_.device(words, row.line);
    if (device == nullptr) return;
    if (!told_) meter_.rows.find(name::devices_by_place, row.line);
    told_ = true;
    row.reading.put(*device, row.time, meter_.input);
}

void PollRows::refuse(const PollRow& row) {
    meter_.rows.reject(Rejection::no_device, row.line);
    meter_.rows.find(name::poll_size_differs, row.line);
}

bool told_by_place(Meter& meter, const DeviceWords& words, std::uint64_t line) {
    if (meter.options.devices_per_poll == 0) return false;
    if (!words.uuid.empty()) meter.rows.find(name::poll_place_not_needed, line);
    return words.uuid.empty();
}

void put_in_poll(Meter& meter, const DeviceReading& reading, const DeviceWords& words,
                 std::int64_t time, std::uint64_t line) {
    if (meter.polls == nullptr) meter.polls = std::make_shared<PollRows>(meter);
    meter.polls->add(reading, words, time, line);
}

void put_row(Meter& meter, const DeviceReading& reading, const DeviceWords& said,
             std::optional<std::int64_t> time, std::uint64_t line) {
    const DeviceWords words = without_missing_ids(said);
    if (!reading.has_places() && !reading.fault()) {
        // Of several devices in one log some may lack all that is read.
        if (time) meter.see(words, *time);
        return;
    }
    ++meter.row_count;
    if (reading.fault()) {
        // Rows that cannot be used may be all that tells of a device.
        if (time) meter.see(words, *time);
        return meter.rows.reject(*reading.fault(), line);
    }
    if (!time || *time < 0 || *time > last_possible_time) {
        return meter.rows.reject(Rejection::no_time, line);
    }
    if (told_by_place(meter, words, line)) return put_in_poll(meter, reading, words, *time, line);
    if (!meter.in_window(*time, line)) return;
    if (words.uuid.empty() && words.bus.empty() && words.index.empty()) {
        return meter.rows.reject(Rejection::no_device, line);
    }
    if (!meter.is_selected(meter.times_of(words), *time, line)) return;
    Device* device = meter.device(words, line);
    if (device != nullptr) reading.put(*device, *time, meter.input);
}

void finish_polls(Meter& meter) {
    if (meter.polls != nullptr) meter.polls->finish();
}

}  // namespace flopledger
