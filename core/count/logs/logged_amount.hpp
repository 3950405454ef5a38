// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/count/models/configured_counting.hpp"
#include "core/usage/training_feed.hpp"

namespace flopledger {

// What logs of a trainer leave to be settled about a feed.
struct FeedDoubts {
    bool copies = false;  // several logs may tell one execution
    Exact not_shown;      // so much again may have come before, as a share of what was told
    std::string source;   // what the figures rest on
};

// How much a model was fed by its logs, with what must be known about that.
struct LoggedAmount {
    Fed fed;
    std::vector<Finding> findings;
};

// The amount of a feed, which must have one (amount_source).
LoggedAmount logged_amount(const Activity& activity, const TrainingFeed& feed,
                           const FeedDoubts& doubts);

}  // namespace flopledger
