// SPDX-License-Identifier: Apache-2.0
#include "core/meter/device_table.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace flopledger {

namespace {

std::uint32_t hash_of(std::string_view name) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>()(name));
}

}  // namespace

TrackBuilder& Device::track(Shape shape) {
    DeviceTrack** place = &first_;
    for (; *place != nullptr; place = &(*place)->next) {
        if ((*place)->builder.shape() == shape) return (*place)->builder;
    }
    *place = chip->pool->make(shape, mode);
    return (*place)->builder;
}

DeviceTable::DeviceTable(std::int64_t gap_milliseconds, ModeOf mode_of)
    : gap_milliseconds_(gap_milliseconds), mode_of_(std::move(mode_of)), slots_(64) {}

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

Device* DeviceTable::find(const DeviceWords& words) {
    Identity identity = Identity::uuid;
    scratch_.clear();
    if (!words.uuid.empty()) {
        scratch_ += words.uuid;
    } else {
        const bool by_bus = !words.bus.empty();
        if (words.host.empty() || (!by_bus && words.index.empty())) return nullptr;
        identity = by_bus ? Identity::bus : Identity::index;
        scratch_ += words.host;
        scratch_ += by_bus ? '/' : '#';
        scratch_ += by_bus ? words.bus : words.index;
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
    scratch_.assign(words.host);
    scratch_ += by_bus ? '/' : '#';
    scratch_ += by_bus ? words.bus : words.index;
    if (device.slot != 0 && slot_of(device) <= scratch_) return;
    const auto number = static_cast<std::uint32_t>(slots_met_.size());
    auto known = slot_numbers_.find(scratch_);
    if (known == slot_numbers_.end()) {
        slots_met_.push_back(keep(scratch_));
        known = slot_numbers_.emplace(slots_met_.back(), number).first;
    }
    device.slot = known->second;
}

// Where the device of a name stands among the slots, or where it would.
std::size_t DeviceTable::place_of(std::string_view name, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    const auto is_other = [&](const Slot& slot) {
        return slot.number != 0 && (slot.hash != hash || devices_[slot.number - 1].name != name);
    };
    std::size_t at = hash & mask;
    while (is_other(slots_[at])) at = (at + 1) & mask;
    return at;
}

Device* DeviceTable::find_name(std::string_view name) {
    const std::uint32_t number = slots_[place_of(name, hash_of(name))].number;
    return number == 0 ? nullptr : &devices_[number - 1];
}

Device* DeviceTable::find_named(std::string_view name, Identity identity, std::string_view chip) {
    const std::uint32_t hash = hash_of(name);
    Slot& slot = slots_[place_of(name, hash)];
    if (slot.number != 0) {
        Device& device = devices_[slot.number - 1];
        if (device.chip->chip.empty() && !chip.empty()) name_chip(device, chip);
        return &device;
    }
    Device& device = devices_.emplace_back();
    device.name = keep(name);
    device.identity = identity;
    if (mode_of_) device.mode = mode_of_(name);
    name_chip(device, chip);
    slot = {static_cast<std::uint32_t>(devices_.size()), hash};
    if (devices_.size() * 4 > slots_.size() * 3) grow();
    return &devices_.back();
}

void DeviceTable::name_chip(Device& device, std::string_view chip) {
    for (const auto& days : days_) {
        if (days->chip == chip) {
            device.chip = days.get();
            return;
        }
    }
    days_.push_back(std::make_unique<ChipDays>(
        ChipDays{std::string(chip), DayTotals(gap_milliseconds_), &pool_}));
    device.chip = days_.back().get();
}

void DeviceTable::grow() {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.number == 0) continue;
        std::size_t at = slot.hash & mask;
        while (slots_[at].number != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace flopledger
