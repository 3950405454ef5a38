// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/count/tools/capacity.hpp"
#include "core/judge/results/amounts.hpp"

namespace flopledger {

// What declared work leaves of declared chips, held against an amount: too little for a run that
// reaches it, enough for one, or less than nothing. None of them says what was done.
enum class CapacityVerdict { explained, unexplained, impossible };

// One amount with its verdict.
struct HiddenAmount {
    AmountLine line;
    CapacityVerdict verdict = CapacityVerdict::unexplained;
};

// Everything that `capacity` tells.
struct CapacityResult {
    CapacityPlan plan;
    CapacityCount count;
    std::vector<HiddenAmount> amounts;
    CapacityVerdict verdict = CapacityVerdict::unexplained;  // by the smallest amount of law
    std::string why;                                         // in one sentence
    std::vector<std::string> notes;
};

// Counts a plan and holds what is left against amounts.
CapacityResult capacity_of(CapacityPlan plan, const std::vector<AmountLine>& amounts);

// The words of JSON, in the order of the enumerators.
std::string_view word(CapacityVerdict verdict);

}  // namespace flopledger
