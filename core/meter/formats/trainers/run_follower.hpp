// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/meter/formats/trainers/printed_lines.hpp"
#include "core/meter/formats/trainers/refused_count.hpp"
#include "core/meter/readings/meter.hpp"

namespace flopledger {

// What a trainer says about all its iterations, mostly before the first.
struct RunFacts {
    std::uint64_t sequence_length = 0;  // 0: not said, as for all of these
    std::uint64_t parameters = 0;
    std::uint64_t devices = 0;
    std::uint64_t batch = 0;        // sequences an iteration
    std::uint64_t tokens_each = 0;  // tokens an iteration
    std::int64_t interval = 0;      // iterations a line
    std::int64_t first_ever = 1;    // number of a run's very first iteration
    bool refreshes = false;         // lines tell one iteration several times while it lasts
};

// What one line says: about the iteration it names and those since the line before.
struct IterationLine {
    std::uint64_t number = 0;                     // of the line, from 1
    std::int64_t iteration = 0;                   // the last one executed
    std::optional<std::uint64_t> samples_so_far;  // of the run, a starting checkpoint included
    std::optional<std::uint64_t> tokens_so_far;   // likewise
    std::optional<std::uint64_t> batch;           // sequences an iteration
    std::optional<std::uint64_t> tokens_each;     // tokens an iteration
    std::optional<std::uint64_t> microseconds;    // of an iteration, the mean since the line before
    std::optional<std::int64_t> time;             // milliseconds since 1970, UTC
    std::uint64_t skipped = 0;                    // since the line before
    std::uint64_t passed_over = 0;                // of the run; samples not in samples_so_far
    bool rounded = false;                         // digits of its counts were lost in printing
    std::string rate;                             // as TrainingStretch::reported_rate
    bool counted = true;                          // false outside of the window asked for
};

// Follows a run through the lines of its log and makes stretches of it. Lines of several processes
// that tell the same iterations count once; where the number goes back, a new stretch begins.
class RunFollower {
  public:
    RunFollower(Meter& meter, std::string_view format) : meter_(meter), format_(format) {}

    RunFacts facts;

    // A process starts over; `alone` says that only one of all processes prints this. Gives whether
    // what it says further is about iterations that are still to come.
    bool begin(std::string_view rank, bool alone);

    // The iterations that come next follow this one, the last of a checkpoint.
    void start_after(std::int64_t iteration) { start_ = iteration; }

    // A line with an iteration; counts it as a row. Says whether it told anything new.
    bool add(std::string_view rank, const IterationLine& line);

    // A line that should have had one; counts it as a row, rejected.
    void reject(Rejection reason, std::uint64_t line);

    // The end of the log.
    void finish();

  private:
    // What one process printed last.
    struct Rank {
        std::uint64_t generation = 0;
        std::uint64_t began = 0;  // the generation in which it told that it starts
        std::int64_t last = 0;
        std::optional<std::uint64_t> samples_so_far;
        std::optional<std::uint64_t> microseconds;
    };

    // A sum of what lines count since the start or each for itself. What the first iterations
    // counted is often known only by the second line.
    struct Tally {
        std::uint64_t sum = 0;
        std::uint64_t waiting = 0;  // iterations whose share is not known yet
        std::optional<std::uint64_t> so_far;
        bool known = false;
        bool began_again = false;
        std::uint64_t in_doubt = 0;  // so much more there may be
        RefusedCount refused;
        std::uint64_t moving = 0;    // iterations that are in the sum
        std::uint64_t standing = 0;  // iterations in which the count alone told, and stood still
    };

    // What a line says of one tally.
    struct Said {
        std::optional<std::uint64_t> so_far;
        std::optional<std::uint64_t> each;         // an iteration
        std::optional<std::uint64_t> each_before;  // and before this line
        std::uint64_t passed_over = 0;             // since the line before
        bool exact = true;                         // no digits of it were lost
    };
    enum class Role { advances, repeats, restarts, impossible };

    bool contradicts_itself(const IterationLine& line) const;
    Role role_of(const Rank& rank, const IterationLine& line) const;
    bool advance(const IterationLine& line);
    bool take(const IterationLine& line, std::int64_t iterations);
    static bool add(Tally& tally, std::uint64_t iterations, const Said& said, bool from_start);
    static bool doubt(Tally& tally, std::uint64_t iterations, const Said& said,
                      std::uint64_t added);
    Said said_of_samples(const IterationLine& line) const;
    Said said_of_tokens(const IterationLine& line) const;
    bool add_time(const IterationLine& line, std::uint64_t iterations);
    std::int64_t first_interval(const IterationLine& line);
    void note_gap(const IterationLine& line, std::int64_t iterations);
    void flush_first(std::int64_t interval);
    bool refuse(Rejection reason, const IterationLine& line);
    void end_stretch();
    void settle_doubts(TrainingStretch& stretch);
    void next_generation();

    Meter& meter_;
    std::string_view format_;
    std::map<std::string, Rank, std::less<>> ranks_;
    std::uint64_t generation_ = 1;
    std::optional<std::int64_t> start_;
    std::optional<IterationLine> first_;     // a first line whose interval is not known yet
    std::optional<IterationLine> previous_;  // of this generation
    PrintedLines printed_;                   // of this generation
    std::int64_t first_printed_ = 0;         // likewise
    std::int64_t learned_interval_ = 0;
    int steps_ = 0;
    std::optional<TrainingStretch> stretch_;
    Tally samples_;
    Tally tokens_;
    std::uint64_t microseconds_ = 0;
    std::uint64_t rejected_since_ = 0;     // rows since the last that was taken
    std::optional<std::int64_t> refused_;  // the iteration of the last of them that has one
    bool rounded_ = false;                 // counts of the stretch
    std::size_t stretches_ = 0;
    std::uint64_t last_place_ = 0;
};

// Restarts of one log; one that goes back more often is no log.
inline constexpr std::size_t most_stretches = 1U << 12;

}  // namespace flopledger
