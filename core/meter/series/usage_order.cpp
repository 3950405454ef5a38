// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/usage_order.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace flopledger {

// The first letters in which names differ decide nearly always, and are compared without a look at
// the names.
void sort_by_name(std::vector<DeviceUsage>& devices) {
    const bool in_order = std::is_sorted(devices.begin(), devices.end(),
                                         [](const DeviceUsage& left, const DeviceUsage& right) {
                                             return left.device < right.device;
                                         });
    if (in_order) return;
    const std::string& first = devices.front().device;
    std::size_t common = first.size();
    for (const DeviceUsage& device : devices) {
        const auto differ =
            std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common),
                          device.device.begin(), device.device.end());
        common = static_cast<std::size_t>(differ.first - first.begin());
    }
    struct NameKey {
        std::uint64_t letters = 0;
        std::size_t index = 0;
    };
    std::vector<NameKey> places;
    places.reserve(devices.size());
    for (std::size_t index = 0; index < devices.size(); ++index) {
        const std::string& name = devices[index].device;
        std::uint64_t letters = 0;
        for (std::size_t at = common; at < common + sizeof(letters); ++at) {
            letters = letters << 8 | (at < name.size() ? static_cast<unsigned char>(name[at]) : 0U);
        }
        places.push_back({letters, index});
    }
    std::sort(places.begin(), places.end(), [&](const NameKey& left, const NameKey& right) {
        if (left.letters != right.letters) return left.letters < right.letters;
        return devices[left.index].device < devices[right.index].device;
    });
    // They lie in no order, so each is asked for before it is needed.
    constexpr std::size_t ahead = 16;
    std::vector<DeviceUsage> sorted;
    sorted.reserve(devices.size());
    for (std::size_t place = 0; place < places.size(); ++place) {
        const NameKey& soon = places[std::min(place + ahead, places.size() - 1)];
        __builtin_prefetch(&devices[soon.index]);
        __builtin_prefetch(&devices[soon.index].slot);
        sorted.push_back(std::move(devices[places[place].index]));
    }
    devices = std::move(sorted);
}

}  // namespace flopledger
