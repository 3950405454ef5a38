// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace flopledger {

// An open file, or a pipe: bytes without an end in sight, read piece by piece.
class ByteStream {
  public:
    virtual ~ByteStream() = default;

    // Reads the next bytes, so many at most: how many there were, 0 at the end; nothing when
    // reading fails, and then `why` says why.
    virtual std::optional<std::size_t> read(char* into, std::size_t most) = 0;

    // The same from an offset of a file, without moving; may be called by several threads at once.
    // Only where `size` is known.
    virtual std::optional<std::size_t> read_at(std::uint64_t offset, char* into,
                                               std::size_t most) = 0;

    // How many bytes a file had when it was opened; nothing for pipes.
    virtual std::optional<std::uint64_t> size() const = 0;

    // Why reading failed last.
    virtual std::string why() const = 0;
};

}  // namespace flopledger
