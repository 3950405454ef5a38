// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.hpp"

namespace flopledger {

// The day that lies so many days after 1970-01-01, years 1970 to 9999; what lies outside is cut to
// the nearest.
Date day_of_number(std::int64_t days_since_1970);

// `2024-03-15T13:57:59.791Z`: a moment in milliseconds since 1970 (RFC 3339), within those years.
std::string utc_text(std::int64_t milliseconds);

// Reads exactly what utc_text writes.
std::optional<std::int64_t> parse_utc_text(std::string_view text);

}  // namespace flopledger
