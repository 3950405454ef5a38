// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/ledger/ledger_count.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

// A condition besides the measure, and whether it holds; nothing where a fact is missing or too
// uncertain.
struct ConditionResult {
    const Condition* condition = nullptr;
    std::optional<bool> holds;
    std::vector<std::string> missing_facts;  // only where it is not known whether it holds
};

// Holds a condition against the facts of a ledger. A fact stated as another kind of value than the
// condition asks counts as missing.
ConditionResult hold(const Condition& condition, const LedgerCount& count);

// All conditions of a list, in order.
std::vector<ConditionResult> hold_each(const std::vector<Condition>& conditions,
                                       const LedgerCount& count);

// What the training cost, US dollars: the fact `training_cost_usd`, else chip-hours x price, whose
// high is unknown where an activity states no chip-time. Nothing where neither is stated.
std::optional<Figure> training_cost(const LedgerCount& count);

// What a condition asks, for the middle of a sentence: "`weights` is closed".
std::string asked(const Condition& condition);

// Why it is not known whether a condition holds, and what to write in the ledger; nothing where it
// is known.
std::vector<Finding> open_reasons(const ConditionResult& result, const LedgerCount& count);

// That a condition does not hold.
Finding false_reason(const ConditionResult& result);

// That an alternative suffices by itself.
Finding alternative_reason(const ConditionResult& result);

}  // namespace flopledger
