// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/repeated_hour.hpp"

#include <cstdlib>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

namespace {

bool near(std::int64_t one, std::int64_t other) {
    return std::abs(one - other) <= longest_interval;
}

}  // namespace

bool RepeatedHour::add(std::int64_t time, const std::optional<TwoMoments>& twice,
                       std::int64_t previous, std::uint64_t line) {
    if (opening_ == Opening::open) follow(time, twice);
    if (previous == 0 && twice) {
        opening_ = Opening::open;
        first_ = latest_ = *twice;
    }
    if (opening_ == Opening::open) lines_.push_back(line);
    const bool back = previous != 0 && time < previous - longest_interval;
    const bool told = !twice || previous == 0 || near(time, previous) || !(back || went_back_);
    went_back_ = back;
    last_ = time;
    return told;
}

// What a row says of those before it, of which it is not told which hour they are of.
void RepeatedHour::follow(std::int64_t time, const std::optional<TwoMoments>& twice) {
    const TwoMoments moments = twice.value_or(TwoMoments{time, time});
    const auto follows = [&moments](std::int64_t before) {
        return near(moments.earlier, before) || near(moments.later, before);
    };
    const bool earlier = follows(latest_.earlier);
    const bool later = follows(latest_.later);
    if (earlier && later) {
        latest_ = moments;
    } else if (earlier || later) {
        opening_ = earlier ? Opening::told : Opening::later;
    } else {
        opening_ = Opening::untold;
    }
}

std::int64_t RepeatedHour::time_before(std::int64_t earlier_rows, bool same_input) const {
    if (opening_ == Opening::told && !same_input) return 0;
    if (opening_ == Opening::later) return first_.later;
    const bool follows = !near(first_.earlier, earlier_rows) && near(first_.later, earlier_rows);
    return !lines_.empty() && (same_input || follows) ? earlier_rows : 0;
}

std::vector<std::uint64_t> RepeatedHour::untold(std::int64_t earlier_rows) const {
    const bool follows = opening_ != Opening::later && near(first_.earlier, earlier_rows);
    return opening_ == Opening::told || follows ? std::vector<std::uint64_t>() : lines_;
}

}  // namespace flopledger
