// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/judge/condition.hpp"
#include "core/judge/measurement.hpp"

namespace flopledger {

// A threshold's conditions and alternatives, held against the facts of a ledger.
struct Circumstances {
    std::vector<ConditionResult> conditions;
    std::vector<ConditionResult> alternatives;
    Truth all_conditions;
    Truth any_alternative;
};

// Holds the conditions and alternatives of a threshold.
Circumstances circumstances_of(const Threshold& threshold, const LedgerCount& count);

// Whether a threshold is reached, and why: at least one reason.
struct Holding {
    Truth reached;
    std::vector<Finding> reasons;
};

// Joins a measure with its circumstances: the conditions AND (the measure OR an alternative). Where
// methods in conflict would change the answer, the answer is unknown.
Holding held(const Measurement& measurement, const Circumstances& circumstances,
             const LedgerCount& count);

}  // namespace flopledger
