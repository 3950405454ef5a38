// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// From a moment on, local time is UTC plus an offset; both in seconds.
struct OffsetChange {
    std::int64_t from = 0;
    std::int64_t offset = 0;

    friend bool operator==(const OffsetChange&, const OffsetChange&) = default;
};

// The offsets of a zone through the years, until the last year that readings may have.
struct ZoneOffsets {
    std::int64_t first = 0;  // before any change
    std::vector<OffsetChange> changes;

    // The offset in force before a change.
    std::int64_t before(std::size_t change) const {
        return change == 0 ? first : changes[change - 1].offset;
    }
};

// Reads a zone file (TZif, RFC 8536): its 64-bit times, and the rule for the years after them.
// Nothing for damaged files, the oldest version, and files that count leap seconds.
std::optional<ZoneOffsets> parse_zone_file(std::string_view bytes);

// Adds the changes that a rule of POSIX (`CET-1CEST,M3.5.0,M10.5.0/3`) makes after those there are;
// false for texts that are no such rule.
bool add_rule(std::string_view rule, ZoneOffsets& offsets);

// The bytes of the machine's zone file of a name such as `Europe/Berlin`; nothing where there is
// none, and for names that could lead out of the folder.
std::optional<std::string> read_zone_file(const std::string& name);

}  // namespace flopledger
