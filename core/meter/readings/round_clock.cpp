// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/round_clock.hpp"

#include "core/base/ascii.hpp"

namespace flopledger {

std::optional<std::int64_t> RoundClock::now(const MeterOptions& options) const {
    if (!options.start || !options.interval || *options.interval <= 0) return std::nullopt;
    const std::int64_t longest = (last_possible_time - *options.start) / *options.interval;
    if (*options.start > last_possible_time || round_ > longest) return std::nullopt;
    return *options.start + round_ * *options.interval;
}

std::optional<std::int64_t> RoundClock::next(const MeterOptions& options, std::string_view device) {
    if (!options.start || !options.interval) return std::nullopt;
    if (seen_.find(device) != seen_.end()) {
        seen_.clear();
        ++round_;
    }
    seen_.emplace(device);
    return now(options);
}

std::optional<std::int64_t> RoundClock::next_round(const MeterOptions& options) {
    const auto time = now(options);
    ++round_;
    return time;
}

std::optional<std::int64_t> read_time(Meter& meter, std::string_view text, std::int64_t& previous,
                                      std::uint64_t line) {
    text = trimmed(text);
    std::optional<std::int64_t> time;
    if (const auto local = parse_log_time(text)) {
        time = meter.utc_of_row(*local, previous, line);
    } else {
        time = parse_epoch_time(text);
    }
    if (time) previous = *time;
    return time;
}

}  // namespace flopledger
