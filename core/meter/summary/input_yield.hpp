// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/meter/summary/input_reader.hpp"

namespace flopledger {

// What came of one input, over all its stretches, as far as it tells whether anything of it was
// understood.
class InputYield {
  public:
    // Adds a stretch, which begins behind so many lines.
    void add(const StretchResult& result, std::uint64_t lines_before);

    // The metrics of the input that are not read.
    const UnreadNames& unread() const { return unread_; }

    // Whether readings were left out by the time asked for, or by what was selected.
    bool left_out() const { return not_wanted_ > 0; }

    // Why the input cannot be taken as it is: nothing in it was understood, or series have no name.
    std::optional<InputFault> fault() const;

  private:
    bool took_ = false;   // a reading, an iteration or a job
    bool asked_ = false;  // it is asked for what its columns hold
    std::uint64_t rows_ = 0;
    std::uint64_t not_wanted_ = 0;
    std::string format_;
    Usage left_out_;  // the rows rejected and found, by name
    UnreadNames unread_;
};

}  // namespace flopledger
