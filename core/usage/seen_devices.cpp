// SPDX-License-Identifier: Apache-2.0
#include "core/usage/seen_devices.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

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

std::uint64_t length_of(const SeenTime& time) {
    return static_cast<std::uint64_t>(time.to - time.from);
}

using Devices = std::vector<const DeviceUsage*>;

// The devices that have readings, by the names of their boards and by their slots.
class Readers {
  public:
    explicit Readers(const Usage& usage) {
        for (const DeviceUsage& device : usage.devices) {
            whole_time_.add(heard_time(device));
            if (device.tracks.empty()) continue;
            named_[board_of(device)].push_back(&device);
            // What is known by its UUID here may be known by its slot there.
            if (!device.slot.empty()) named_[device.slot].push_back(&device);
        }
    }

    // Those that are of the board of a device, or in its slot. Of two boards that are known by
    // their UUIDs the second in a slot is another one.
    Devices of_board(const DeviceUsage& device) const {
        if (const auto named = named_.find(board_of(device)); named != named_.end()) {
            return named->second;
        }
        Devices list;
        const auto placed = named_.find(device.slot);
        if (device.slot.empty() || placed == named_.end()) return list;
        for (const DeviceUsage* other : placed->second) {
            if (other->identity != Identity::uuid) list.push_back(other);
        }
        return list;
    }

    // From when to when any device was heard of.
    const SeenTime& whole_time() const { return whole_time_; }

  private:
    std::map<std::string_view, Devices> named_;
    SeenTime whole_time_;
};

// Whether the counters of a board as a whole tell what all its instances do.
bool tells_of_instances(const DeviceUsage& device) {
    return !is_instance(device) &&
           std::any_of(device.tracks.begin(), device.tracks.end(), [](const Track& track) {
               const Metric metric = metrics_of(track.shape).first;
               return metric == Metric::tensor_active || metric == Metric::tensor_clock ||
                      metric == Metric::sm_active;
           });
}

// Whether a device without readings is an instance of a board of which only others have some.
bool is_of_the_rest(const DeviceUsage& device, const Devices& of_board) {
    return is_instance(device) &&
           std::none_of(of_board.begin(), of_board.end(),
                        [](const DeviceUsage* other) { return tells_of_instances(*other); });
}

// For how long a board was seen while none of its devices was heard of. Where it was seen apart
// from all their readings, it was there since those before, or until those behind.
std::uint64_t time_beyond(SeenTime seen, const Devices& devices) {
    std::vector<SeenTime> heard;
    for (const DeviceUsage* device : devices) heard.push_back(heard_time(*device));
    std::sort(heard.begin(), heard.end(),
              [](const SeenTime& left, const SeenTime& right) { return left.from < right.from; });
    std::int64_t before = 0;
    bool touched = false;
    for (const SeenTime& time : heard) {
        if (time.to < seen.from) before = std::max(before, time.to);
        touched = touched || (time.from <= seen.to && seen.from <= time.to);
    }
    if (!touched && before != 0) seen.from = before;
    if (!touched && before == 0) seen.to = heard.front().from;
    std::uint64_t beyond = length_of(seen);
    std::int64_t at = seen.from;
    for (const SeenTime& time : heard) {
        const std::int64_t from = std::max(at, time.from);
        const std::int64_t to = std::min(seen.to, time.to);
        if (from >= to) continue;
        beyond -= static_cast<std::uint64_t>(to - from);
        at = to;
    }
    return beyond;
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

void settle_silent(DeviceUsage& device) {
    const SeenTime silent = std::exchange(device.silent, {});
    if (!silent.known()) return;
    const SeenTime heard = heard_time(device);
    if (!heard.known()) {
        device.seen.add(silent);
        return;
    }
    if (silent.from < heard.from - longest_interval) device.seen.add(silent.from, silent.from);
    if (silent.to > heard.to + longest_interval) device.seen.add(silent.to, silent.to);
    settle_seen(device);
}

std::vector<SeenBoard> seen_boards(const Usage& usage) {
    const bool any = std::any_of(usage.devices.begin(), usage.devices.end(),
                                 [](const DeviceUsage& device) { return device.tracks.empty(); });
    if (!any) return {};
    const Readers readers(usage);
    std::vector<SeenBoard> list;
    std::map<std::string_view, std::pair<SeenBoard, SeenTime>> apart;
    for (const DeviceUsage& device : usage.devices) {
        if (!device.tracks.empty()) continue;
        const Devices of_board = readers.of_board(device);
        if (!of_board.empty() && !is_of_the_rest(device, of_board)) {
            const std::uint64_t beyond = time_beyond(device.seen, of_board);
            if (beyond == 0) continue;
            const DeviceUsage& known = *of_board.front();
            list.push_back({std::string(board_of(known)), known.chip, beyond, false});
            continue;
        }
        auto& [board, time] = apart[board_of(device)];
        if (board.board.empty()) board.board = of_board.empty() ? board_of(device) : device.device;
        if (board.chip.empty()) board.chip = device.chip;
        if (board.chip.empty() && !of_board.empty()) board.chip = of_board.front()->chip;
        time.add(device.seen);
    }
    for (auto& [name, told] : apart) {
        auto& [board, time] = told;
        // Seen once, it may have been there all the time.
        board.milliseconds = length_of(time.from == time.to ? readers.whole_time() : time);
        list.push_back(std::move(board));
    }
    return list;
}

std::vector<SeenBoard> boards_without_readings(const Usage& usage) {
    std::vector<SeenBoard> boards = seen_boards(usage);
    std::erase_if(boards, [](const SeenBoard& board) { return !board.apart; });
    return boards;
}

}  // namespace flopledger
