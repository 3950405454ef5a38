// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/edge_days.hpp"

#include <algorithm>
#include <limits>

#include "core/usage/boards.hpp"

namespace flopledger {

namespace {

// An interval of a day has no more milliseconds than fit; only silence is as long as that.
void add_interval(DayTotals& days, Shape shape, const Sample& from, Sample to) {
    constexpr std::int64_t longest = std::numeric_limits<std::uint32_t>::max();
    const std::int64_t end = std::min(to.time(), from.time() + longest);
    to.key = sample_key(end, to.input(), to.conflict());
    days.add(shape, from, to);
}

}  // namespace

void EdgeDays::add(const DeviceUsage& device) {
    DayTotals& days = chips_[day_name(device)];
    for (const Track& track : device.tracks) {
        const Sample* previous = nullptr;
        for (const Run& run : track.runs) {
            for (const Sample& sample : run.head) {
                if (previous != nullptr) add_interval(days, track.shape, *previous, sample);
                previous = &sample;
            }
            if (!run.tail.empty()) previous = nullptr;  // between them lies the interior
            for (const Sample& sample : run.tail) {
                if (previous != nullptr) add_interval(days, track.shape, *previous, sample);
                previous = &sample;
            }
        }
    }
}

std::vector<DayUsage> EdgeDays::with(const std::vector<DayUsage>& interior) const {
    std::vector<DayUsage> days = interior;
    for (const auto& [chip, totals] : chips_) totals.move_to(chip, days);
    return days;
}

}  // namespace flopledger
