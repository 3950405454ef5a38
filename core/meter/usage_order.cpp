// SPDX-License-Identifier: Apache-2.0
#include "core/meter/usage_order.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace flopledger {

// The first letters in which names differ decide nearly always, and are compared without a look at
// the names.
void sort_by_name(std::vector<DeviceUsage>& devices) {
    const bool sorted = std::is_sorted(devices.begin(), devices.end(),
                                       [](const DeviceUsage& left, const DeviceUsage& right) {
                                           return left.device < right.device;
                                       });
    if (sorted) return;
    const std::string& first = devices.front().device;
    std::size_t common = first.size();
    for (const DeviceUsage& device : devices) {
        const auto differ =
            std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common),
                          device.device.begin(), device.device.end());
        common = static_cast<std::size_t>(differ.first - first.begin());
    }
    struct Place {
        std::uint64_t letters = 0;
        std::size_t index = 0;
    };
    std::vector<Place> places;
    places.reserve(devices.size());
    for (std::size_t index = 0; index < devices.size(); ++index) {
        const std::string& name = devices[index].device;
        std::uint64_t letters = 0;
        for (std::size_t at = common; at < common + sizeof(letters); ++at) {
            letters = letters << 8 | (at < name.size() ? static_cast<unsigned char>(name[at]) : 0U);
        }
        places.push_back({letters, index});
    }
    std::sort(places.begin(), places.end(), [&](const Place& left, const Place& right) {
        if (left.letters != right.letters) return left.letters < right.letters;
        return devices[left.index].device < devices[right.index].device;
    });
    // Each cycle of the order is walked once; a place that is done points to itself.
    for (std::size_t start = 0; start < places.size(); ++start) {
        std::size_t at = start;
        while (places[at].index != start) {
            const std::size_t from = std::exchange(places[at].index, at);
            std::swap(devices[at], devices[from]);
            at = from;
        }
        places[at].index = at;
    }
}

}  // namespace flopledger
