// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/standing.hpp"

#include "core/base/lists.hpp"

namespace flopledger {

namespace {

Truth joined(Truth measure, const Circumstances& circumstances) {
    return all_hold({circumstances.kind.holds, circumstances.all_conditions,
                     any_holds({measure, circumstances.any_alternative})});
}

Truth joined_results(const std::vector<ConditionResult>& results,
                     Truth (*join)(const std::vector<Truth>&)) {
    std::vector<Truth> truths;
    for (const ConditionResult& result : results) {
        truths.push_back(result.holds);
    }
    return join(truths);
}

void append_open(std::vector<Finding>& reasons, const std::vector<ConditionResult>& results,
                 const LedgerCount& count) {
    for (const ConditionResult& result : results) {
        if (!result.holds) {
            append(reasons, open_reasons(result, count));
        }
    }
}

// What made a threshold reached: the measure, the alternatives, or both.
std::vector<Finding> reached_reasons(const Asked& asked, Truth measure,
                                     const Circumstances& circumstances) {
    std::vector<Finding> reasons;
    if (measure == true) {
        append(reasons, asked.reasons());
    }
    for (const ConditionResult& result : circumstances.alternatives) {
        if (result.holds == true) {
            reasons.push_back(alternative_reason(result));
        }
    }
    return reasons;
}

// What keeps it from being reached: the measure, the conditions, or both. What is merely unknown
// beside a known false is no reason.
std::vector<Finding> not_reached_reasons(const Asked& asked, Truth measure,
                                         const Circumstances& circumstances) {
    std::vector<Finding> reasons;
    if (measure == false && circumstances.any_alternative == false) {
        append(reasons, asked.reasons());
    }
    if (circumstances.kind.holds == false) append(reasons, circumstances.kind.reasons);
    for (const ConditionResult& result : circumstances.conditions) {
        if (result.holds == false) {
            reasons.push_back(false_reason(result));
        }
    }
    return reasons;
}

// All that leaves it open, after how the figures stand.
std::vector<Finding> undecided_reasons(const Asked& asked, const Circumstances& circumstances,
                                       Truth measure, const LedgerCount& count) {
    std::vector<Finding> reasons;
    if (circumstances.any_alternative == true) {
        append(reasons, reached_reasons(asked, measure, circumstances));
    } else {
        append(reasons, asked.reasons());
        if (measure != true) {
            append_open(reasons, circumstances.alternatives, count);
        }
    }
    if (!circumstances.kind.holds) append(reasons, circumstances.kind.reasons);
    append_open(reasons, circumstances.conditions, count);
    return reasons;
}

}  // namespace

Circumstances circumstances_of(const Threshold& threshold, const LedgerCount& count) {
    Circumstances result;
    result.kind = kind_of_model(threshold, *count.ledger);
    result.conditions = hold_each(threshold.conditions, count);
    result.alternatives = hold_each(threshold.alternatives, count);
    result.all_conditions = joined_results(result.conditions, all_hold);
    result.any_alternative = joined_results(result.alternatives, any_holds);
    return result;
}

Truth reached_by(const Asked& asked, const Circumstances& circumstances) {
    const Truth reached = joined(asked.holds(Methods::standing), circumstances);
    for (const Methods direction : {Methods::least, Methods::greatest}) {
        if (joined(asked.holds(direction), circumstances) != reached) return std::nullopt;
    }
    return reached;
}

Standing standing_of(const Asked& asked, const Circumstances& circumstances,
                     const LedgerCount& count) {
    const Truth measure = asked.holds(Methods::standing);
    const Truth by_those_that_stand = joined(measure, circumstances);
    Standing standing{reached_by(asked, circumstances), {}};
    if (!by_those_that_stand) {
        standing.reasons = undecided_reasons(asked, circumstances, measure, count);
    } else {
        standing.reasons = *by_those_that_stand
                               ? reached_reasons(asked, measure, circumstances)
                               : not_reached_reasons(asked, measure, circumstances);
    }
    for (const Methods direction : {Methods::least, Methods::greatest}) {
        if (joined(asked.holds(direction), circumstances) == by_those_that_stand) continue;
        add_each_once(standing.reasons, asked.conflicts(direction));
    }
    return standing;
}

}  // namespace flopledger
