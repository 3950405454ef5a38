// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/meter/summary/input_reader.hpp"

namespace flopledger {

// What stretches that are read side by side tell those behind them, when all are taken in order.
class StretchOrder {
  public:
    // A stretch as it is to be read again, where what came before it, or its own later rows, tell
    // another beginning than it was read with. A pipe is read once.
    std::optional<Stretch> to_read_again(const Stretch& stretch, const StretchResult& result) const;

    // Takes a stretch as it was read in the end, and finds the rows whose order is not told.
    void take(StretchResult& result);

  private:
    std::string state_;           // of the parser, at the end of the stretch before
    std::int64_t last_time_ = 0;  // of the rows before whose times name no zone
};

}  // namespace flopledger
