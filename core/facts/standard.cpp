// SPDX-License-Identifier: Apache-2.0
#include "core/facts/standard.hpp"

#include "core/facts/words.hpp"

namespace flopledger {

namespace {

// An empty condition fits everything; a stated one needs the same value stated.
template <typename Value>
bool fits(const std::optional<Value>& condition, const std::optional<Value>& stated) {
    return !condition || condition == stated;
}

// What applies where no row fits. The reader refuses standards without general rows, so this is a
// net under hand-made ones.
const SourcedRule& silence() {
    static const SourcedRule rule{Rule::unsettled, Basis::silent, "no row of the standard fits"};
    return rule;
}

}  // namespace

const SourcedRule& rule_for(const Standard& standard, const Activity& activity) {
    for (const ActivityRow& row : standard.activities) {
        if (row.kind == activity.kind && fits(row.is_public, activity.is_public) &&
            fits(row.outcome, activity.outcome)) {
            return row.rule;
        }
    }
    return silence();
}

const SourcedRule& rule_for(const Standard& standard, const BaseModel& base) {
    for (const BaseRow& row : standard.base_models) {
        if (fits(row.relation, std::optional(base.relation)) &&
            fits(row.provider, std::optional(base.provider))) {
            return row.rule;
        }
    }
    return silence();
}

std::string_view word(Rule rule) {
    constexpr auto table = std::to_array<std::string_view>({"count", "leave-out", "unsettled"});
    return word_at(table, rule);
}

std::string_view word(Basis basis) {
    constexpr auto table = std::to_array<std::string_view>({"text", "reading", "silent", "memory"});
    return word_at(table, basis);
}

}  // namespace flopledger
