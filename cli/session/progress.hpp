// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

#include "core/meter/summary/summarize.hpp"

namespace flopledger {

// How far reading has come after some time, in at most so many columns:
// `42% of 2.1 GB, 1.3 GB/s, 1 s left, logs/a.csv`.
std::string progress_text(const Progress& progress, std::chrono::milliseconds elapsed, int width);

// A line on a terminal that tells how far reading has come: rewritten while it goes on, erased at
// the end.
class ProgressLine {
  public:
    ProgressLine(std::ostream& stream, int width)
        : stream_(stream),
          width_(width),
          begin_(std::chrono::steady_clock::now()),
          shown_(begin_) {}
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // Writes the line anew, unless it was written a moment ago.
    void show(const Progress& progress);

  private:
    std::ostream& stream_;
    int width_;
    std::chrono::steady_clock::time_point begin_;
    std::chrono::steady_clock::time_point shown_;
    bool visible_ = false;
};

}  // namespace flopledger
