// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/meter/series/name_index.hpp"
#include "core/meter/series/track_pool.hpp"

namespace flopledger {

// Stands in the name of a device, while logs are read, before what its rows say of its place
// besides the host; see unite_places.
inline constexpr char place_sign = '\x1f';

// What a row says about which device it is about; what it does not say is empty.
struct DeviceWords {
    std::string_view uuid;
    std::string_view instance;  // of a partitioned device (MIG): `GI/CI` or an instance id
    std::string_view host;
    std::string_view bus;
    std::string_view index;
    std::string_view chip;     // the name of the product
    std::string_view place{};  // what else tells hosts apart, where the host's name may not
    std::string_view job;      // of a scheduler, that had the device then
};

// A chip name, and what the series of its devices share.
struct ChipDays {
    std::string chip;
    DayTotals totals;
    TrackPool* pool = nullptr;  // owned by the table
    bool of_instances = false;  // whose days are added up apart from those of boards
};

// A device while logs are read. Devices stay where they are as long as their table lives.
class Device {
  public:
    Device() = default;
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;
    ~Device() {
        end_tracks([](TrackBuilder&) {});
    }

    std::string_view name;     // owned by the table
    ChipDays* chip = nullptr;  // owned by the table
    std::uint32_t slot = 0;    // which of the table's slots; see DeviceTable::slot_of
    Identity identity = Identity::uuid;
    TrackMode mode = TrackMode::stream;
    SeenTime seen{};    // in rows of which nothing could be used
    SeenTime silent{};  // in rows that gave no value

    // Notes that it was there, whatever it did.
    void see(std::int64_t time) {
        if (time > 0) seen.add(time, time);
    }

    // Notes that a row named it and gave no value.
    void meet(std::int64_t time) {
        if (time > 0) silent.add(time, time);
    }

    // The series of a shape, begun when first asked for.
    TrackBuilder& track(Shape shape);

    // A reading; the time must lie in 1970 to 2248. Values are in the units of Metric.
    void add(Shape shape, std::int64_t time, std::uint32_t input, std::uint32_t first,
             std::uint32_t second = missing_value) {
        track(shape).add({sample_key(time, input), first, second}, chip->totals);
    }

    // A reading of the energy counter, in millijoules.
    void add_energy(std::int64_t time, std::uint32_t input, std::uint64_t millijoules) {
        add(Shape::energy_only, time, input, static_cast<std::uint32_t>(millijoules),
            static_cast<std::uint32_t>(millijoules >> 32));
    }

    // Takes over the series of the same device of a later table, as TrackBuilder::take_later does;
    // false where some of them are left there.
    bool take_later(Device& later, DayTotals& days);

    // Visits all series there are, in the order they began.
    template <typename Visit>
    void each_track(const Visit& visit) {
        for (DeviceTrack* track = first_; track != nullptr; track = track->next) {
            visit(track->builder);
        }
    }

    // The same, letting go of each after its visit.
    template <typename Visit>
    void end_tracks(const Visit& visit) {
        while (first_ != nullptr) {
            visit(first_->builder);
            chip->pool->let_go(std::exchange(first_, first_->next));
        }
    }

    // Whether it has series.
    bool has_series() const { return first_ != nullptr; }

    // Whether nothing is known of it, or nothing any more.
    bool ended() const { return first_ == nullptr && !seen.known() && !silent.known(); }

  private:
    DeviceTrack** find(Shape shape);

    DeviceTrack* first_ = nullptr;
};

// The devices met so far, found by name.
class DeviceTable {
  public:
    // What to do with the readings of a device, by its name.
    using ModeOf = std::function<TrackMode(std::string_view)>;

    // Gaps over so many milliseconds are noted. Without `mode_of` all series are streams.
    explicit DeviceTable(std::int64_t gap_milliseconds = 60'000, ModeOf mode_of = nullptr);

    // The device that some words are about: by UUID with its instance, else by host and bus, else
    // by host and index. nullptr where the words do not say, among others because the host is
    // missing.
    Device* find(const DeviceWords& words);

    // The device of a name, or nullptr.
    Device* find_name(std::string_view name);

    // The devices in the order they were met.
    std::deque<Device>& devices() { return devices_; }

    // Where a device sits, as DeviceUsage says it; empty where rows do not.
    std::string_view slot_of(const Device& device) const { return slots_met_[device.slot]; }

    // The totals by day, a chip name each.
    const std::vector<std::unique_ptr<ChipDays>>& days() const { return days_; }

    // Keeps a copy of a text as long as the table lives.
    std::string_view keep(std::string_view text);

  private:
    Device* find_named(std::string_view name, Identity identity, std::string_view chip);
    void name_chip(Device& device, std::string_view chip);
    void name_slot(Device& device, const DeviceWords& words);

    std::int64_t gap_milliseconds_;
    ModeOf mode_of_;

    TrackPool pool_;
    std::vector<std::unique_ptr<ChipDays>> days_;
    std::map<std::pair<std::string_view, bool>, ChipDays*> days_by_name_;  // whether of instances
    std::deque<Device> devices_;  // they let go of their series while pool and chips live
    NameIndex numbers_;           // of devices
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* block_at_ = nullptr;
    std::size_t block_left_ = 0;
    std::string scratch_;
    // Slots are few where rows name no host, so devices share their texts. The first is none.
    std::vector<std::string_view> slots_met_{""};
    std::map<std::string_view, std::uint32_t> slot_numbers_;
};

}  // namespace flopledger
