// SPDX-License-Identifier: Apache-2.0
#include "core/usage/seen_devices.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "core/usage/boards.hpp"

namespace flopledger {

namespace {

SeenTime time_of_readings(const DeviceUsage& device) {
    SeenTime time;
    for (const Track& track : device.tracks) {
        for (const Run& run : track.runs) {
            const std::vector<Sample>& end = run.tail.empty() ? run.head : run.tail;
            if (!run.head.empty()) time.add(run.head.front().time(), end.back().time());
        }
    }
    return time;
}

}  // namespace

SeenTime heard_time(const DeviceUsage& device) {
    SeenTime time = time_of_readings(device);
    time.add(device.seen);
    return time;
}

void settle_seen(DeviceUsage& device) {
    if (!device.seen.known()) return;
    const SeenTime readings = time_of_readings(device);
    device.seen.add(readings);
    if (device.seen == readings) device.seen = {};
}

std::vector<SeenBoard> boards_without_readings(const Usage& usage) {
    std::set<std::string_view> known;
    std::set<std::string_view> places;  // of boards that are known by them alone
    const bool any = std::any_of(usage.devices.begin(), usage.devices.end(),
                                 [](const DeviceUsage& device) { return device.tracks.empty(); });
    if (!any) return {};
    for (const DeviceUsage& device : usage.devices) {
        if (device.tracks.empty()) continue;
        known.insert(board_of(device));
        // What is known by its UUID here may be known by its slot there. Of two boards that are
        // known by their UUIDs the second in a slot is another one.
        if (!device.slot.empty()) known.insert(device.slot);
        if (device.identity != Identity::uuid) places.insert(board_of(device));
    }
    std::map<std::string_view, SeenBoard> boards;
    for (const DeviceUsage& device : usage.devices) {
        const std::string_view name = board_of(device);
        if (!device.tracks.empty() || known.contains(name)) continue;
        if (!device.slot.empty() && places.contains(device.slot)) continue;
        SeenBoard& board = boards[name];
        board.board = name;
        if (board.chip.empty()) board.chip = device.chip;
        board.time.add(device.seen);
    }
    std::vector<SeenBoard> list;
    for (auto& [name, board] : boards) list.push_back(std::move(board));
    return list;
}

}  // namespace flopledger
