// SPDX-License-Identifier: Apache-2.0
#include "core/meter/usage_join.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "core/meter/job_table.hpp"
#include "core/meter/track_merge.hpp"

namespace flopledger {

namespace {

bool by_name(const DeviceUsage& left, const DeviceUsage& right) {
    return left.device < right.device;
}

bool by_shape(const Track& left, const Track& right) { return left.shape < right.shape; }

// Of several slots the first in order stays, whichever part of the logs it comes from.
void take_slot(DeviceUsage& device, std::string_view slot) {
    if (device.slot.empty() || (!slot.empty() && slot < device.slot)) device.slot = slot;
}

// Adds the series of one device to those of the same device; false where one cannot be joined.
bool join_device(DeviceUsage& into, DeviceUsage&& from, DayTotals& days) {
    const bool other_chip = into.chip.empty() || (!from.chip.empty() && from.chip < into.chip);
    if (other_chip) into.chip = std::move(from.chip);
    take_slot(into, from.slot);
    for (Track& track : from.tracks) {
        const auto same = std::find_if(into.tracks.begin(), into.tracks.end(),
                                       [&](const Track& t) { return t.shape == track.shape; });
        if (same == into.tracks.end()) {
            into.tracks.push_back(std::move(track));
        } else if (!merge_tracks(*same, track, days)) {
            return false;
        }
    }
    std::sort(into.tracks.begin(), into.tracks.end(), by_shape);
    return true;
}

void join_days(std::vector<DayUsage>& into, std::vector<DayUsage>&& from) {
    const auto key = [](const DayUsage& day) { return std::tie(day.chip, day.day, day.shape); };
    const auto before = [&](const DayUsage& left, const DayUsage& right) {
        return key(left) < key(right);
    };
    for (DayUsage& day : from) {
        const auto place = std::lower_bound(into.begin(), into.end(), day, before);
        if (place != into.end() && !before(day, *place)) {
            add_intervals(place->interior, day.interior);
        } else {
            into.insert(place, std::move(day));
        }
    }
}

// Gives one device after the other, sorted by name; nothing at the end.
using NextDevice = std::function<std::optional<DeviceUsage>()>;

// Joins devices as they come, so that what they are made of can go before the next one is made.
// Those that are there already stay where they are; new ones are put among them in the end.
void join_each(Usage& into, const NextDevice& next, DeviceNames& disordered) {
    std::map<std::string, DayTotals> days;
    std::vector<DeviceUsage> fresh;
    auto same = into.devices.begin();
    while (auto device = next()) {
        while (same != into.devices.end() && by_name(*same, *device)) ++same;
        if (same == into.devices.end() || by_name(*device, *same)) {
            fresh.push_back(std::move(*device));
            continue;
        }
        DayTotals& totals =
            days.try_emplace(std::min(same->chip, device->chip), into.gap_milliseconds)
                .first->second;
        if (!join_device(*same, std::move(*device), totals)) disordered.insert(same->device);
    }
    if (into.devices.empty()) {
        into.devices = std::move(fresh);
    } else if (!fresh.empty()) {
        const auto middle = static_cast<std::ptrdiff_t>(into.devices.size());
        into.devices.insert(into.devices.end(), std::make_move_iterator(fresh.begin()),
                            std::make_move_iterator(fresh.end()));
        std::inplace_merge(into.devices.begin(), into.devices.begin() + middle, into.devices.end(),
                           by_name);
    }
    for (const auto& [chip, totals] : days) totals.move_to(chip, into.days);
}

// Ends the series of one device.
DeviceUsage finished(const DeviceTable& table, Device& device, DeviceNames& disordered) {
    DeviceUsage result;
    result.device = std::string(device.name);
    result.identity = device.identity;
    result.chip = device.chip->chip;
    result.slot = std::string(table.slot_of(device));
    result.tracks.reserve(device.tracks().size());
    for (auto& builder : device.tracks()) {
        result.tracks.push_back(builder->finish(device.chip->totals));
        if (builder->disordered()) disordered.insert(result.device);
        builder.reset();
    }
    // Frees what a cleared vector would keep, for each of many devices.
    std::exchange(device.tracks(), std::vector<std::unique_ptr<TrackBuilder>>());
    std::sort(result.tracks.begin(), result.tracks.end(), by_shape);
    // A series of which nothing was read within the window is none.
    std::erase_if(result.tracks, [](const Track& track) { return track.runs.empty(); });
    return result;
}

}  // namespace

void join_table(Usage& into, DeviceTable& table, DeviceNames& disordered) {
    std::vector<Device*> devices;
    for (Device& device : table.devices()) {
        if (device.mode == TrackMode::stream) devices.push_back(&device);
    }
    std::sort(devices.begin(), devices.end(),
              [](const Device* left, const Device* right) { return left->name < right->name; });
    auto device = devices.begin();
    const auto next = [&]() -> std::optional<DeviceUsage> {
        while (device != devices.end()) {
            DeviceUsage usage = finished(table, **device++, disordered);
            if (!usage.tracks.empty()) return usage;
        }
        return std::nullopt;
    };
    join_each(into, next, disordered);
    for (const auto& days : table.days()) days->totals.move_to(days->chip, into.days);
}

Usage usage_of(DeviceTable& table, std::int64_t gap_milliseconds, DeviceNames& disordered) {
    Usage usage;
    usage.gap_milliseconds = gap_milliseconds;
    join_table(usage, table, disordered);
    return usage;
}

void join_devices(Usage& into, Usage&& from, DeviceNames& disordered) {
    auto device = from.devices.begin();
    const auto next = [&]() -> std::optional<DeviceUsage> {
        if (device == from.devices.end()) return std::nullopt;
        return std::move(*device++);
    };
    join_each(into, next, disordered);
    join_days(into.days, std::move(from.days));
}

Usage sorted_usage(std::vector<std::unique_ptr<DeviceTable>>& tables,
                   std::int64_t gap_milliseconds) {
    struct Kept {
        DeviceUsage device;
        std::map<Shape, std::vector<Sample>> samples;
    };
    std::map<std::string, Kept, std::less<>> devices;
    for (const auto& table : tables) {
        for (Device& device : table->devices()) {
            if (device.mode != TrackMode::keep) continue;
            Kept& kept = devices[std::string(device.name)];
            kept.device.identity = device.identity;
            if (kept.device.chip.empty()) kept.device.chip = device.chip->chip;
            take_slot(kept.device, table->slot_of(device));
            for (auto& builder : device.tracks()) {
                const std::vector<Sample> more = builder->take_kept();
                std::vector<Sample>& samples = kept.samples[builder->shape()];
                samples.insert(samples.end(), more.begin(), more.end());
            }
            device.tracks().clear();
        }
    }
    Usage usage;
    usage.gap_milliseconds = gap_milliseconds;
    std::map<std::string, DayTotals> days;
    for (auto& [name, kept] : devices) {
        kept.device.device = name;
        for (auto& [shape, samples] : kept.samples) {
            DayTotals& totals = days.try_emplace(kept.device.chip, gap_milliseconds).first->second;
            kept.device.tracks.push_back(sorted_track(shape, std::move(samples), totals));
        }
        usage.devices.push_back(std::move(kept.device));
    }
    for (const auto& [chip, totals] : days) totals.move_to(chip, usage.days);
    return usage;
}

void put_in_order(Usage& usage) {
    std::sort(usage.training.begin(), usage.training.end(),
              [](const TrainingStretch& left, const TrainingStretch& right) {
                  return std::tie(left.input, left.place) < std::tie(right.input, right.place);
              });
    join_jobs(usage);
}

}  // namespace flopledger
