// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace flopledger {

// Whether the times of many series lie on one grid, as the database's own times do when it is asked
// for values at steps. Times of real scrapes differ from series to series by their phase, and lack
// those of failed scrapes.
class TimeGrid {
  public:
    // Begins another series.
    void begin_series() { previous_ = -1; }

    // The next time of the series, in milliseconds.
    void add(std::int64_t time);

    // Whether all times lie on one grid whose step most neighbours are apart.
    bool regular() const;

  private:
    std::int64_t first_ = -1;
    std::int64_t previous_ = -1;
    std::int64_t least_step_ = 0;
    std::int64_t divisor_ = 0;  // of all distances
    std::uint64_t steps_ = 0;
};

}  // namespace flopledger
