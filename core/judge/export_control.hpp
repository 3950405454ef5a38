// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/count/export_metrics.hpp"
#include "core/facts/export_rule.hpp"
#include "core/judge/comparison.hpp"

namespace flopledger {

// A rule held against one chip.
struct ExportFinding {
    std::shared_ptr<const ExportRule> rule;
    Truth within;          // nothing where a figure is not known that decides
    bool is_near = false;  // a figure lies within 0.5 % of a limit: published figures are rounded
};

// One chip with its figures and what the rules say of them; never a legal conclusion.
struct ExportStanding {
    std::shared_ptr<const Chip> chip;
    ExportMetrics metrics;
    std::vector<ExportFinding> findings;  // in the order of the rules
};

// Holds chips against the rules in force on a day.
std::vector<ExportStanding> export_standings(
    const std::vector<std::shared_ptr<const Chip>>& chips,
    const std::vector<std::shared_ptr<const ExportRule>>& rules, const Date& day);

}  // namespace flopledger
