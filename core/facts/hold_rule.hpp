// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace flopledger {

// How long a reading holds where the next one is far: at most so many milliseconds, by default
// three times the series' median interval (the lower one of an even count).
struct HoldRule {
    std::optional<std::int64_t> longest_hold;
    std::int64_t gap_milliseconds = 60'000;
};

}  // namespace flopledger
