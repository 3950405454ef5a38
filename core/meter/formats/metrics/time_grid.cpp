// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/time_grid.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace flopledger {

void TimeGrid::add(std::int64_t time) {
    if (first_ < 0) first_ = time;
    divisor_ = std::gcd(divisor_, std::abs(time - first_));
    if (previous_ >= 0 && time > previous_) {
        const std::int64_t step = time - previous_;
        least_step_ = least_step_ == 0 ? step : std::min(least_step_, step);
        ++steps_;
    }
    previous_ = time;
}

bool TimeGrid::regular() const {
    constexpr std::uint64_t enough = 3;  // fewer neighbours say nothing
    return steps_ >= enough && divisor_ == least_step_;
}

}  // namespace flopledger
