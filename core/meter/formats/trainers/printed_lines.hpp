// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace flopledger {

struct IterationLine;

// What lines printed of the iterations of one attempt, so that other processes that tell the same
// can be held against it: who prints something else, or the same much later, is another attempt.
class PrintedLines {
  public:
    // A line behind all others.
    void add(const IterationLine& line);

    // Whether a line tells what was printed of its iteration; nothing where nothing was.
    // `refreshes` as of RunFacts.
    std::optional<bool> agree(const IterationLine& line, bool refreshes) const;

    // A new attempt begins.
    void clear() { printed_.clear(); }

  private:
    // Of a line; 0 for what it does not say.
    struct Printed {
        std::int64_t iteration = 0;
        std::uint64_t samples = 0;
        std::uint64_t tokens = 0;
        std::uint64_t batch = 0;
        std::int64_t time = 0;
    };
    static Printed printed_of(const IterationLine& line);

    std::vector<Printed> printed_;
};

}  // namespace flopledger
