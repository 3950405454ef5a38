// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/model_lines.hpp"

#include <algorithm>

namespace flopledger {

namespace {

bool has_systemic_base(const LineFacts& facts) {
    return std::any_of(facts.bases.begin(), facts.bases.end(),
                       [](const LineFacts::Base& base) { return base.systemic_risk == true; });
}

bool has_base_above(const LineFacts& facts) {
    return std::any_of(facts.bases.begin(), facts.bases.end(), [](const LineFacts::Base& base) {
        return base.above == true && base.systemic_risk != false;
    });
}

// What a single base alone gives, where no new model came of it; nothing where that is no question.
std::optional<LineAnswer> of_base_alone(const LineFacts& facts) {
    if (facts.bases.size() != 1) return std::nullopt;
    const LineFacts::Base& base = facts.bases.front();
    if (base.above == true || base.systemic_risk == true) {
        return LineAnswer{true, LineRow::original_provider};
    }
    return base.total_known ? std::nullopt
                            : std::optional(LineAnswer{std::nullopt, LineRow::original_provider});
}

}  // namespace

LineAnswer systemic_line(const LineFacts& facts) {
    if (facts.modified == true) {
        if (facts.own_above == true) return {true, LineRow::own_above};
        if (has_base_above(facts) || has_systemic_base(facts)) return {true, LineRow::base_above};
    }
    if (facts.sum_above == false) {
        // With a base that has systemic risk below the amount, an open question on the modification
        // leaves the row above open too.
        const bool may_be_reached = !facts.modified && has_systemic_base(facts);
        if (may_be_reached) return {std::nullopt, LineRow::points_disagree};
        return {false, LineRow::sum_decides};
    }
    if (facts.modified != true && facts.own_above == true) {
        return {std::nullopt, LineRow::own_above_not_a_third};
    }
    if (facts.modified == false && facts.own_above == false) {
        if (const auto answer = of_base_alone(facts)) return *answer;
    }
    return {std::nullopt, LineRow::points_disagree};
}

LineAnswer general_purpose_line(const LineFacts& facts) {
    std::vector<Truth> bases;
    for (const LineFacts::Base& base : facts.bases) bases.push_back(base.general_purpose);
    const Truth any_base = any_holds(bases);
    const LineAnswer by_modifier{facts.modified, LineRow::follows_modifier};
    LineAnswer by_sum{std::nullopt, LineRow::points_disagree};
    if (facts.sum_above == false) by_sum = {false, LineRow::sum_decides};
    if (facts.sum_above == true && facts.modified == true) by_sum = {true, LineRow::sum_decides};
    if (any_base == true) return by_modifier;
    if (any_base == false) return by_sum;
    return by_modifier.reached == by_sum.reached
               ? by_sum
               : LineAnswer{std::nullopt, LineRow::points_disagree};
}

}  // namespace flopledger
