// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/exact.hpp"
#include "core/count/figures/derivation.hpp"
#include "core/judge/results/ledger_result.hpp"

namespace flopledger {

// Which figures to explain, and how deep.
struct ExplanationRequest {
    std::vector<std::string> activities;  // by name; then only these, with every method
    std::vector<std::string> standards;   // by id; none: every total there is
    int depth = 0;                        // levels to unfold; 0: all
    bool verdicts = true;                 // whether those of activities are wanted as well
    Date as_of{};                         // the day of the verdicts
};

// How a verdict follows from its total, as sentences' parts.
struct VerdictExplanation {
    const Verdict* verdict = nullptr;
    std::string rule;                     // "reached if low > amount, ..."
    std::vector<std::string> conditions;  // "generates includes text: holds"
    std::vector<Derivation> figures;      // ratio, measured and amount, and what else it rests on
};

// Every figure asked for as a tree: a total unfolds into what each activity brings, that into the
// method that stands, that into its inputs; an activity unfolds into every method and what came of
// holding them against one another.
struct Explanation {
    std::vector<Derivation> figures;
    std::vector<VerdictExplanation> verdicts;
    Date as_of;                        // the day that duties are told for
    std::vector<const Total*> totals;  // those that figures unfold; none of activities
};

// Explains one ledger's result. An activity that it lacks is the error unknown-activity.
Explanation explain(const LedgerResult& result, const ExplanationRequest& request,
                    Diagnostics& diagnostics);

// Whether a condition holds, in words: `weights is closed: holds`.
std::string holds_text(const ConditionResult& result);

// A condition in words: `weights is closed`, `any of (a is true, b > 1)`.
std::string condition_text(const Condition& condition);

}  // namespace flopledger
