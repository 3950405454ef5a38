// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/meter/readings/meter.hpp"

namespace flopledger {

// The product of two readings, where they are a clock and a tensor activity of the same time.
std::optional<std::uint32_t> clock_product(const ClockReading& first, const ClockReading& second);

// Multiplies clocks and tensor activities of one time that do not follow each other: rows came out
// of order, or a stretch or an input ended between them. Whoever reads inputs calls `join` for each
// stretch while its devices still take readings.
class ClockCarry {
  public:
    // Keeps so many readings, of all devices; 64 MiB.
    explicit ClockCarry(std::size_t most = std::size_t{1} << 22) : left_(most) {}

    // A stretch, whichever stands before it.
    void join(Meter& meter);

    // How many tensor activities found no clock of their time, of devices whose clocks are read: it
    // may stand in a log that is not among these, or was not kept.
    std::uint64_t untold() const;

    // Puts the finding of these into a usage, where there are any.
    void tell(Usage& usage) const;

  private:
    // Of one device, in order of time.
    struct Lone {
        std::vector<ClockReading> clocks;
        std::vector<ClockReading> tensors;
        bool has_clocks = false;
        std::uint64_t dropped = 0;  // of tensors
    };

    // Returns how many were not kept.
    std::uint64_t keep(std::vector<ClockReading>& into, const std::vector<ClockReading>& more);

    std::map<std::string, Lone, std::less<>> devices_;
    std::size_t left_;
};

}  // namespace flopledger
