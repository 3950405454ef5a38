// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/facts/usage.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// What is told of a usage.
struct UsageTextOptions {
    std::optional<std::int64_t> longest_hold;  // in milliseconds; nothing: as each series has it
    bool by_device = false;                    // a row a device, too
    unsigned threads = 1;                      // that add up the devices; the page is the same
};

// A usage as a page: by chip and day, in all, what trainers and schedulers logged, the longest
// gaps, and what of the logs was not used.
std::string usage_text(const Usage& usage, const UsageTextOptions& options, const Style& style);

}  // namespace flopledger
