// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace flopledger {

// A file, pipe or folder entry that was read.
struct InputFile {
    std::string name;
    std::string sha256;  // of its bytes as they stand on the disk; empty if not asked for
    std::string format;  // what it was recognised as; of one that was not read, the finding's name
    std::uint64_t bytes = 0;
    std::uint64_t rows = 0;           // lines or entries that could have held readings
    std::uint64_t rejected_rows = 0;  // of them, those that held none we could use

    friend bool operator==(const InputFile&, const InputFile&) = default;
};

// How long a reading holds where the next one is far: at most so many milliseconds, by default
// three times the series' median interval (the lower one of an even count).
struct HoldRule {
    std::optional<std::int64_t> longest_hold;
    std::int64_t gap_milliseconds = 60'000;
};

}  // namespace flopledger
