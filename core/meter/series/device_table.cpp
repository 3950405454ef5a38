// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/device_table.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "core/usage/boards.hpp"

namespace flopledger {

// Where the series of a shape is, or where one comes to be.
DeviceTrack** Device::find(Shape shape) {
    DeviceTrack** place = &first_;
    while (*place != nullptr && (*place)->builder.shape() != shape) place = &(*place)->next;
    return place;
}

TrackBuilder& Device::track(Shape shape) {
    DeviceTrack** const place = find(shape);
    if (*place == nullptr) *place = chip->pool->make(shape, mode);
    return (*place)->builder;
}

bool Device::take_later(Device& later, DayTotals& days) {
    for (DeviceTrack** place = &later.first_; *place != nullptr;) {
        DeviceTrack* const track = *place;
        DeviceTrack* const mine = *find(track->builder.shape());
        if (mine != nullptr && mine->builder.take_later(track->builder, days)) {
            *place = track->next;
            later.chip->pool->let_go(track);
        } else {
            place = &track->next;
        }
    }
    seen.add(std::exchange(later.seen, {}));
    silent.add(std::exchange(later.silent, {}));
    return later.ended();
}

DeviceTable::DeviceTable(std::int64_t gap_milliseconds, ModeOf mode_of)
    : gap_milliseconds_(gap_milliseconds), mode_of_(std::move(mode_of)) {}

std::string_view DeviceTable::keep(std::string_view text) {
    constexpr std::size_t block = 64 * 1024;
    if (text.size() > block_left_) {
        block_left_ = std::max(block, text.size());
        blocks_.push_back(std::make_unique<char[]>(block_left_));
        block_at_ = blocks_.back().get();
    }
    if (!text.empty()) std::memcpy(block_at_, text.data(), text.size());
    const std::string_view kept(block_at_, text.size());
    block_at_ += text.size();
    block_left_ -= text.size();
    return kept;
}

namespace {

// Adds a word to a name in which these signs stand between words.
void add_word(std::string& name, std::string_view word) {
    for (const char byte : word) name += byte == '/' || byte == '#' ? '_' : byte;
}

}  // namespace

Device* DeviceTable::find(const DeviceWords& words) {
    Identity identity = Identity::uuid;
    scratch_.clear();
    if (!words.uuid.empty()) {
        scratch_ += words.uuid;
    } else {
        const bool by_bus = !words.bus.empty();
        if (words.host.empty() || (!by_bus && words.index.empty())) return nullptr;
        identity = by_bus ? Identity::bus : Identity::index;
        add_word(scratch_, words.host);
        scratch_ += by_bus ? '/' : '#';
        add_word(scratch_, by_bus ? words.bus : words.index);
        if (!words.place.empty()) {
            scratch_ += place_sign;
            scratch_ += words.place;
        }
    }
    if (!words.instance.empty()) {
        scratch_ += '/';
        scratch_ += words.instance;
    }
    Device* device = find_named(scratch_, identity, words.chip);
    // The instances of a board share its slot.
    if (identity == Identity::uuid && words.instance.empty()) name_slot(*device, words);
    return device;
}

void DeviceTable::name_slot(Device& device, const DeviceWords& words) {
    const bool by_bus = !words.bus.empty();
    if (!by_bus && words.index.empty()) return;
    scratch_.clear();
    add_word(scratch_, words.host);
    scratch_ += by_bus ? '/' : '#';
    add_word(scratch_, by_bus ? words.bus : words.index);
    if (device.slot != 0 && slot_of(device) <= scratch_) return;
    const auto number = static_cast<std::uint32_t>(slots_met_.size());
    auto known = slot_numbers_.find(scratch_);
    if (known == slot_numbers_.end()) {
        slots_met_.push_back(keep(scratch_));
        known = slot_numbers_.emplace(slots_met_.back(), number).first;
    }
    device.slot = known->second;
}

Device* DeviceTable::find_name(std::string_view name) {
    const std::uint32_t number =
        numbers_.find(name, [this](std::uint32_t known) { return devices_[known].name; });
    return number == NameIndex::none ? nullptr : &devices_[number];
}

Device* DeviceTable::find_named(std::string_view name, Identity identity, std::string_view chip) {
    if (Device* known = find_name(name)) {
        if (known->chip->chip.empty() && !chip.empty()) name_chip(*known, chip);
        return known;
    }
    Device& device = devices_.emplace_back();
    device.name = keep(name);
    device.identity = identity;
    if (mode_of_) device.mode = mode_of_(name);
    name_chip(device, chip);
    numbers_.add(name, static_cast<std::uint32_t>(devices_.size() - 1));
    return &devices_.back();
}

void DeviceTable::name_chip(Device& device, std::string_view chip) {
    const bool instance = is_instance(device.name, device.identity);
    const auto known = days_by_name_.find({chip, instance});
    if (known != days_by_name_.end()) {
        device.chip = known->second;
        return;
    }
    days_.push_back(std::make_unique<ChipDays>(
        ChipDays{std::string(chip), DayTotals(gap_milliseconds_), &pool_, instance}));
    device.chip = days_.back().get();
    days_by_name_.emplace(std::pair(std::string_view(device.chip->chip), instance), device.chip);
}

}  // namespace flopledger
