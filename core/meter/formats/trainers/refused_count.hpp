// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace flopledger {

// What rows that contradict all before them would have counted, were they true: for the high end.
class RefusedCount {
  public:
    // What one row prints of a count.
    struct RefusedRow {
        std::optional<std::uint64_t> so_far;
        std::optional<std::uint64_t> each;      // an iteration
        std::optional<std::uint64_t> accepted;  // what was so far in the last row that was taken
        std::uint64_t iterations = 0;           // that it stands for
    };

    // The most that a row can have had: its batches, or as much as its count goes beyond the row
    // before it. Where a count lies below that and no batch is told, all of it.
    std::uint64_t take(const RefusedRow& row);

    // A row was taken.
    void clear() { last_.reset(); }

  private:
    std::optional<std::uint64_t> last_;  // of the refused row before
};

}  // namespace flopledger
