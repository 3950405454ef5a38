// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace flopledger {

// A count since the start of a run, as the entries of a state's history tell it one after another.
// Some counts are kept in checkpoints, others begin again at a restart: where one falls, its parts
// are added up, and where it may have begun again unseen, so much is in doubt.
class HistoryCount {
  public:
    // Takes what is said at a step, 0 for nothing; gives the count up to there.
    std::uint64_t take(std::int64_t step, std::uint64_t value);

    // The count up to the last step.
    std::uint64_t all() const;

    // So many more there may be: what was counted between the last entry before a restart and the
    // checkpoint it went on from, what a count that began again without falling hides, and what
    // was executed twice where steps go back.
    std::uint64_t in_doubt() const;

    // Whether it fell or steps went back.
    bool began_again() const { return began_again_; }

  private:
    // From one entry to the next.
    struct Advance {
        std::uint64_t steps = 0;
        std::uint64_t added = 0;
        std::uint64_t value = 0;  // of the count at its end
        bool fell = false;
    };
    std::uint64_t current() const;
    static bool is_faster(const Advance& advance, const Advance* other);
    std::uint64_t most_of(const Advance& advance, const Advance* fastest) const;

    std::vector<Advance> advances_;
    std::int64_t step_ = 0;
    std::uint64_t last_ = 0;
    std::uint64_t before_ = 0;         // before the count last fell
    std::uint64_t set_aside_ = 0;      // before steps last went back
    std::uint64_t largest_aside_ = 0;  // between two times that they did
    bool began_again_ = false;
};

}  // namespace flopledger
