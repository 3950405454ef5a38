// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/exact.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// What became of training that a trainer logged: all that was executed, and what of it was kept,
// each iteration once, as its last execution left it.
struct TrainingSums {
    std::uint64_t executed_iterations = 0;
    std::uint64_t executed_samples = 0;
    std::uint64_t executed_tokens = 0;  // 0 where neither tokens nor a sequence length are known
    std::uint64_t kept_iterations = 0;
    std::uint64_t kept_samples = 0;
    std::uint64_t kept_tokens = 0;
    std::uint64_t skipped_iterations = 0;
    std::uint64_t milliseconds = 0;  // of what was executed
    std::uint64_t restarts = 0;      // stretches that went back
    std::uint64_t runs = 0;
    // Of iterations before those that logs show, as many as no log shows.
    std::uint64_t not_shown_before = 0;
    std::uint64_t not_read_after = 0;  // and behind their last, in rows that cannot be read
    // So many more may have been executed, by counts that contradict each other or began again.
    std::uint64_t samples_in_doubt = 0;
    std::uint64_t tokens_in_doubt = 0;
    Exact executed_flop;  // as the trainer counts; 0 where it does not count all
    Exact kept_flop;
    // What was executed even if several logs hold copies: what was kept, or what one log tells
    // alone, whichever is more.
    std::uint64_t least_iterations = 0;
    std::uint64_t least_samples = 0;
    std::uint64_t least_tokens = 0;
    Exact least_flop;
    bool flop_of_part = false;  // the trainer may have counted a part of the parameters
};

// Sums up stretches, run by run, in their order; all are of one run but for states whose histories
// tell otherwise. Samples of iterations kept in part
// are shared evenly, cut to whole ones.
TrainingSums sums_of(const std::vector<TrainingStretch>& stretches);

// The stretches that logs of one format tell, taken as one run.
struct FormatTraining {
    std::string format;
    std::size_t inputs = 0;  // that told any
    TrainingSums sums;
    Exact rate;  // FLOP/s of a device, the largest that its lines print; 0 where none does
};

// Sums up stretches format by format, in the order of the formats' names.
std::vector<FormatTraining> training_by_format(const std::vector<TrainingStretch>& stretches);

}  // namespace flopledger
