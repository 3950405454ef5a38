// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/facts/threshold.hpp"
#include "core/judge/comparison.hpp"
#include "core/judge/sums.hpp"

namespace flopledger {

// A third party's model that a ledger was initialised from, as the rules on modifiers see it.
struct ModifiedBase {
    const BaseCount* base = nullptr;
    bool total_known = false;  // by its own ledger or a figure; else the law's fallback decides
    Truth systemic_risk;       // as stated, else by its total; nothing where neither can say
};

// The third-party models a ledger was initialised from. `systemic_line` is the threshold above
// which a model has systemic risk, or null: then only what the ledger states is known.
std::vector<ModifiedBase> modified_bases(const LedgerCount& count, Sums& sums,
                                         const Threshold* systemic_line,
                                         const std::optional<Exact>& margin);

// Whether a threshold is judged against each third-party base, not once a ledger.
bool is_about_bases(const Threshold& threshold);

// Whether a rule on modifiers is the one for a base; unknown where the base's risk decides that and
// is not known.
Truth is_rule_for(const Threshold& threshold, const ModifiedBase& base);

// Whether two rules are the two answers to one question, the base's risk: of one jurisdiction,
// both for a known or both for an unknown total, one with and one without systemic risk.
bool are_counterparts(const Threshold& left, const Threshold& right);

// The standards by which a rule counts both sides for a base: one, or two where the base's risk
// decides that and is not known.
std::vector<std::string> standards_for(const Threshold& threshold, const ModifiedBase& base);

}  // namespace flopledger
