// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/series.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/metrics/clock_carry.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/usage/told_apart.hpp"

namespace flopledger {

SeriesOwner SeriesReader::owner(const SeriesLabels& labels) {
    SeriesOwner owner;
    DeviceWords words = labels.words();
    const std::string place = words.uuid.empty() ? labels.place() : "";
    words.place = place;
    // Where no host is named, pods are on hosts of their own as far as anybody knows.
    const std::string pod = meter_.host.empty() && words.uuid.empty() ? labels.pod() : "";
    if (words.host.empty() && !pod.empty()) words.host = pod;
    const bool hostless = words.uuid.empty() && words.host.empty();
    // One input may do without a host; where there are several, the engine asks for it.
    if (hostless) words.host = meter_.host.empty() ? nameless_host : meter_.host;
    owner.zeros_say_nothing = labels.zeros_say_nothing();
    owner.times = meter_.times_of(words);
    owner.device = meter_.devices.find(words);
    if (owner.device == nullptr) return owner;
    meter_.host_needed = meter_.host_needed || (hostless && meter_.host.empty());
    owner.usable = owner.times == nullptr;
    owner.board = owner.device;
    owner.is_instance = labels.of_instance();
    if (!words.instance.empty()) {
        words.instance = {};
        owner.board = meter_.devices.find(words);
    }
    if (paired_) {
        auto& clock = clocks_[owner.device];
        if (clock == nullptr) clock = std::make_unique<ClockEdge>();
        clock->device = owner.device;
        owner.clock = clock.get();
    }
    return owner;
}

SeriesOwner SeriesReader::owner_of_unread(const SeriesLabels& labels, std::string_view metric) {
    if (!labels.name_device(speaks_of_accelerators(metric))) return {};
    // Where readings do without a host, nobody is asked for one.
    const bool needed = meter_.host_needed;
    SeriesOwner found = owner(labels);
    meter_.host_needed = needed;
    return found;
}

bool SeriesReader::usable(const SeriesOwner& owner, std::int64_t time, std::uint64_t line) {
    if (owner.device == nullptr) {
        meter_.rows.reject(Rejection::no_device, line);
        return false;
    }
    if (!meter_.in_window(time, line)) return false;
    return meter_.is_selected(owner.times, time, line);
}

void SeriesReader::read(SeriesOwner& owner, const MetricSource& source, std::string_view text,
                        std::int64_t time, std::uint64_t line) {
    ++meter_.row_count;
    if (!usable(owner, time, line)) return;
    if (!owner.measures(source.measurand)) {
        meter_.rows.find(name::no_value, line);
        put_missing(owner, source.measurand, time);
        return;
    }
    const MetricValue value = read_value(source, text);
    switch (value.kind) {
        case ValueKind::number:
            if (!owner.is_figure(value.value)) {
                meter_.rows.find(name::no_value, line);
                break;
            }
            put(owner, source.measurand, value.value, time);
            break;
        case ValueKind::missing:
            meter_.rows.find(name::no_value, line);
            // A database writes NaN where a series ends, but a source its own sign while it lasts.
            if (owner.zeros_say_nothing) break;
            if (is_missing(text)) {
                meet(owner, time);
            } else {
                put_missing(owner, source.measurand, time);
            }
            break;
        case ValueKind::not_a_number:
            meter_.rows.reject(Rejection::bad_number, line);
            see(owner, time);
            break;
        case ValueKind::percent:
            meter_.rows.find(name::scale_doubtful, line);
            [[fallthrough]];
        case ValueKind::out_of_range:
            meter_.rows.reject(Rejection::out_of_range, line);
            see(owner, time);
            break;
    }
}

// That a device was there is all that is known, and that it may have worked. A counter counts
// through what is missing.
void SeriesReader::put_missing(SeriesOwner& owner, Measurand measurand, std::int64_t time) {
    if (measurand == Measurand::energy || measurand == Measurand::sm_clock) {
        return see(owner, time);
    }
    Device& device = measurand == Measurand::power ? *owner.board : *owner.device;
    track(owner, device, measurand)
        .add({sample_key(time, meter_.input), missing_value, missing_value}, device.chip->totals);
}

void SeriesReader::put(SeriesOwner& owner, Measurand measurand, std::uint64_t value,
                       std::int64_t time) {
    const bool of_board = measurand == Measurand::power || measurand == Measurand::energy;
    const bool of_clock = measurand == Measurand::sm_clock;
    if (paired_ && (of_clock || measurand == Measurand::tensor_active)) {
        pair(owner, {time, static_cast<std::uint32_t>(value), of_clock});
    }
    // A clock alone says nothing of what ran.
    if (of_clock) return owner.device->see(time);
    Device& device = of_board ? *owner.board : *owner.device;
    const std::uint32_t second =
        measurand == Measurand::energy ? static_cast<std::uint32_t>(value >> 32) : missing_value;
    track(owner, device, measurand)
        .add({sample_key(time, meter_.input), static_cast<std::uint32_t>(value), second},
             device.chip->totals);
}

TrackBuilder& SeriesReader::track(SeriesOwner& owner, Device& device, Measurand measurand) {
    TrackBuilder*& track = owner.tracks[static_cast<std::size_t>(measurand)];
    if (track == nullptr) track = &device.track(shape_of(measurand));
    return *track;
}

void SeriesReader::pair(SeriesOwner& owner, const ClockReading& reading) {
    ClockEdge& edge = *owner.clock;
    if (const auto product = clock_product(edge.last, reading)) {
        track(owner, *owner.device, Measurand::sm_clock)
            .add({sample_key(reading.time, meter_.input), *product, missing_value},
                 owner.device->chip->totals);
        edge.last_is_lone = false;
    } else {
        if (edge.last_is_lone) keep_lone(edge);
        edge.last_is_lone = true;
    }
    edge.last = reading;
    edge.has_clocks = edge.has_clocks || reading.is_clock;
}

// Keeps the last reading of a device, which no other of its time stands beside.
void SeriesReader::keep_lone(ClockEdge& edge) {
    if (lone_left_ == 0) {
        edge.dropped_tensors += edge.last.is_clock ? 0 : 1;
        return;
    }
    --lone_left_;
    edge.lone.push_back(edge.last);
}

void SeriesReader::finish() {
    for (auto& [device, edge] : clocks_) {
        if (edge->last_is_lone) keep_lone(*edge);
        if (edge->last.time >= 0) meter_.clock_edges.push_back(std::move(*edge));
    }
    clocks_.clear();
}

}  // namespace flopledger
