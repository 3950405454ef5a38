// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/quantity.hpp"
#include "core/count/derivation.hpp"
#include "core/facts/activity.hpp"

namespace flopledger {

// What one method makes of an activity.
struct MethodCount {
    Method method = Method::operations;
    Flop model_flop;                    // without recomputation
    std::optional<Flop> hardware_flop;  // with it, where it is known
    Flop attention_flop;                // of model_flop, counted scores of attention
    bool bound = false;                 // bounds from above only
    Derivation derivation;              // of the model FLOP
    std::vector<Finding> findings;
};

// A known reason for two methods to differ by about this ratio.
struct Cause {
    Name name;
    Exact expected_ratio;  // the ratio it would make, above one
    std::string message;   // what to look at to confirm
};

// Two methods held against each other. Bounds are compared only with what exceeds them.
struct MethodComparison {
    Method first = Method::operations;  // the method that stands
    Method second = Method::chip_time;
    bool compatible = true;  // their ranges meet
    bool close = true;       // they meet, or their best figures are within 10 %
    Exact ratio = 1;         // larger best / smaller best
    Method larger = Method::operations;
    std::vector<Cause> causes;  // the likeliest first; for a small gap attention alone
};

}  // namespace flopledger
