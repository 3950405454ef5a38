// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/stretch_order.hpp"

namespace flopledger {

std::optional<Stretch> StretchOrder::to_read_again(const Stretch& stretch,
                                                   const StretchResult& result) const {
    const bool within = stretch.begin > 0;
    const std::int64_t time_before = result.meter->hour.time_before(last_time_, within);
    // Another header came into force before this stretch than it was read with.
    const bool other_state = within && result.first_state != state_;
    if ((!other_state && time_before == 0) || stretch.pipe != nullptr) return std::nullopt;
    Stretch again = stretch;
    again.time_before = time_before;
    if (other_state) again.beginning = state_ + "\n";
    return again;
}

void StretchOrder::take(StretchResult& result) {
    Meter& meter = *result.meter;
    meter.find_untold(last_time_);
    if (meter.hour.last() != 0) last_time_ = meter.hour.last();
    state_ = result.state;
}

}  // namespace flopledger
