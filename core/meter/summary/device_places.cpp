// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/device_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/meter/files/input_names.hpp"
#include "core/meter/formats/metrics/series_labels.hpp"
#include "core/meter/series/device_table.hpp"
#include "core/meter/series/usage_join.hpp"

namespace flopledger {

namespace {

// A device and what its series say of its place, label by label.
struct PlacedDevice {
    DeviceUsage device;
    std::string place;
    std::map<std::string, std::string, std::less<>> labels;
};

// Takes the place out of a device's name: `n1#0<sign>instance=10.0.0.7, node=n7/3` is `n1#0/3`.
PlacedDevice taken_apart(DeviceUsage&& from) {
    PlacedDevice placed{std::move(from), "", {}};
    std::string& name = placed.device.device;
    const std::size_t sign = name.find(place_sign);
    if (sign == name.npos) return placed;
    const std::size_t end = std::min(name.find('/', sign), name.size());
    placed.place = name.substr(sign + 1, end - sign - 1);
    name.erase(sign, end - sign);
    for (std::string_view rest = placed.place; !rest.empty();) {
        const std::string_view label = rest.substr(0, rest.find(", "));
        const std::size_t equal = label.find('=');
        placed.labels.emplace(label.substr(0, equal), label.substr(equal + 1));
        rest.remove_prefix(std::min(rest.size(), label.size() + 2));
    }
    return placed;
}

// Whether labels of a kind say other things of two devices.
template <typename Kind>
bool contradict(const PlacedDevice& one, const PlacedDevice& other, const Kind& is_of_kind) {
    return std::any_of(one.labels.begin(), one.labels.end(), [&](const auto& label) {
        const auto same = other.labels.find(label.first);
        return same != other.labels.end() && same->second != label.second &&
               is_of_kind(label.first);
    });
}

std::int64_t end_of(const Run& run) {
    return run.tail.empty() ? run.head.back().time() : run.tail.back().time();
}

bool overlap(const Run& one, const Run& other) {
    return one.head.front().time() <= end_of(other) && other.head.front().time() <= end_of(one);
}

// Whether two devices have readings at the same time: of one kind, or of any.
bool overlap(const DeviceUsage& one, const DeviceUsage& other, bool of_any) {
    for (const Track& track : one.tracks) {
        for (const Track& beside : other.tracks) {
            if (track.shape != beside.shape && !of_any) continue;
            // Runs are in order: whichever ends first meets none that come later.
            auto left = track.runs.begin();
            auto right = beside.runs.begin();
            while (left != track.runs.end() && right != beside.runs.end()) {
                if (overlap(*left, *right)) return true;
                ++(end_of(*left) < end_of(*right) ? left : right);
            }
        }
    }
    return false;
}

// Whether two devices of one name cannot be one: a device has one address for each of its metrics
// at a time, while no device is in two regions.
bool are_two(const PlacedDevice& one, const PlacedDevice& other) {
    const auto any = [](std::string_view) { return true; };
    if (contradict(one, other, any) && overlap(one.device, other.device, false)) return true;
    return contradict(one, other, is_region_label) && overlap(one.device, other.device, true);
}

}  // namespace

void unite_places(Usage& usage, Diagnostics& diagnostics) {
    const bool any =
        std::any_of(usage.devices.begin(), usage.devices.end(), [](const DeviceUsage& device) {
            return device.device.find(place_sign) != std::string::npos;
        });
    if (!any) return;
    std::map<std::string, std::vector<PlacedDevice>> named;
    for (DeviceUsage& device : std::exchange(usage.devices, {})) {
        PlacedDevice placed = taken_apart(std::move(device));
        const std::string name = placed.device.device;
        for (const PlacedDevice& other : named[name]) {
            if (!are_two(placed, other)) continue;
            diagnostics.add({.name = name::devices_not_told_apart,
                             .place = {},
                             .excerpt = "",
                             .message = fmt::format("series under the name '{}' are of several "
                                                    "devices, or may be: {} at one time, and {}",
                                                    name, placed.place, other.place),
                             .hint = "export the label that holds the UUID, too"});
            return;
        }
        named[name].push_back(std::move(placed));
    }
    DeviceNames disordered;
    UsageJoin join(usage);
    for (auto& [name, devices] : named) {
        for (PlacedDevice& placed : devices) {
            Usage one;
            one.gap_milliseconds = usage.gap_milliseconds;
            one.devices.push_back(std::move(placed.device));
            join.add(std::move(one));
        }
    }
    join.finish(disordered);
    if (disordered.empty()) return;
    diagnostics.add({.name = name::devices_not_told_apart,
                     .place = {},
                     .excerpt = "",
                     .message = fmt::format("series under the name '{}' lie among each other",
                                            *disordered.begin()),
                     .hint = "export the label that holds the UUID, too"});
}

}  // namespace flopledger
