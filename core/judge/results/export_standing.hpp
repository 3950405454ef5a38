// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/count/tools/export_metrics.hpp"
#include "core/facts/data/export_rule.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

// What an answer rests on: figures against limits, or something that overrides them.
enum class ExportReason {
    limits,
    not_for_data_centres,
    market_not_known,
    outside_other_rule,
    other_rule_not_known,
};

// The words of the formats, in the order of the enumerators.
std::string_view word(ExportReason reason);

// A rule held against one chip.
struct ExportFinding {
    std::shared_ptr<const ExportRule> rule;
    StatusPeriod status;  // of the rule on the day
    Truth within;         // nothing where something is not known that decides
    Truth within_limits;  // what the figures alone say
    ExportReason reason = ExportReason::limits;
    bool is_near = false;  // a figure lies within 0.5 % of a limit: published figures are rounded
    std::shared_ptr<const ExportRule> other;  // the rule that the reason is about

    bool is_in_force() const { return status.status == LegalStatus::in_force; }
};

// One chip with its figures and what the rules say of them; never a legal conclusion.
struct ExportStanding {
    std::shared_ptr<const Chip> chip;
    ExportMetrics metrics;
    std::vector<ExportFinding> findings;  // in the order of the rules
};

// Holds chips against the rules that had a status by a day: in force, past or proposed.
std::vector<ExportStanding> export_standings(
    const std::vector<std::shared_ptr<const Chip>>& chips,
    const std::vector<std::shared_ptr<const ExportRule>>& rules, const Date& day);

}  // namespace flopledger
