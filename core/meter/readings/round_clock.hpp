// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/meter/readings/meter.hpp"

namespace flopledger {

// The times of a log that has none: its rounds, in each of which every device comes once at most,
// lie one interval apart from the start that the user gave.
class RoundClock {
  public:
    // The time of the next row of a device; nothing where start or interval are not given.
    std::optional<std::int64_t> next(const MeterOptions& options, std::string_view device);

    // The time of a round as a whole, and on to the next.
    std::optional<std::int64_t> next_round(const MeterOptions& options);

  private:
    std::optional<std::int64_t> now(const MeterOptions& options) const;

    std::set<std::string, std::less<>> seen_;
    std::int64_t round_ = 0;
};

// Reads the time of a row, text or a count since 1970, in the meter's zone where it names none.
// `previous` is the time of the row before; where clocks go back it says which hour is meant.
std::optional<std::int64_t> read_time(Meter& meter, std::string_view text, std::int64_t& previous,
                                      std::uint64_t line);

}  // namespace flopledger
