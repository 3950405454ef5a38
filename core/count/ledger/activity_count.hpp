// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/count/ledger/resources.hpp"

namespace flopledger {

// An activity with all its methods, and the one that stands.
struct ActivityCount {
    const Activity* activity = nullptr;  // owned by the ledger
    std::vector<MethodCount> methods;
    std::optional<MethodName> used;
    Flop flop;                          // model FLOP of the method that stands
    std::optional<Flop> hardware_flop;  // hardware FLOP of the method that stands
    bool only_bound = false;            // the method that stands bounds from above, no more
    std::vector<MethodComparison> comparisons;
    std::vector<Finding> findings;  // of the method that stands and of the comparison
    Resources resources;            // what it took besides
    Derivation how;                 // of the figure that stands, with all other methods beside it

    // What a method gave, or nullptr; of logs, what a kind of evidence gave.
    const MethodCount* method(const MethodName& wanted) const;

    // The method that stands, or nullptr.
    const MethodCount* standing() const { return used ? method(*used) : nullptr; }
};

// Counts one activity by every method it states. `inherited` is the compute of the models it is
// built on, where that is known: a total that holds it is told. Pure: no input can fail here.
ActivityCount count_activity(const Activity& activity,
                             const std::optional<Flop>& inherited = std::nullopt);

}  // namespace flopledger
