// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/meter/words/log_time.hpp"

namespace flopledger {

// Where clocks go back an hour of local time comes twice, and the row before tells which one is
// meant. The first row of an input has none before it: it and those behind it are read as of the
// earlier hour, until a row that lies close to one of the two tells which it was.
class RepeatedHour {
  public:
    // A row whose time names no zone: what it was taken for, the two moments it may be if it is in
    // such an hour, the row before (0: none), and its line. False where the order of rows does not
    // tell which moment is meant, because it went back by more than the longest interval.
    bool add(std::int64_t time, const std::optional<TwoMoments>& twice, std::int64_t previous,
             std::uint64_t line);

    // The time of the last row; 0 without one.
    std::int64_t last() const { return last_; }

    // The time before the first row with which to read it all again, by the last row of what comes
    // before, which is of the same input or may be; 0 where nothing tells another hour.
    std::int64_t time_before(std::int64_t earlier_rows, bool same_input) const;

    // The lines of rows of which nothing tells the hour, neither those around them nor the last row
    // of what comes before.
    std::vector<std::uint64_t> untold(std::int64_t earlier_rows) const;

  private:
    enum class Opening : std::uint8_t { told, open, untold, later };

    void follow(std::int64_t time, const std::optional<TwoMoments>& twice);

    Opening opening_ = Opening::told;
    TwoMoments first_;   // that the first row may be
    TwoMoments latest_;  // that the last row may be, while the hour is open
    std::int64_t last_ = 0;
    bool went_back_ = false;            // the last row, by more than the longest interval
    std::vector<std::uint64_t> lines_;  // of rows read as of the earlier hour while it was open
};

}  // namespace flopledger
