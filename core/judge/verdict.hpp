// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/ledger_count.hpp"
#include "core/facts/threshold.hpp"
#include "core/judge/condition.hpp"
#include "core/judge/total.hpp"

namespace flopledger {

// What a total means for one threshold; never a legal conclusion.
enum class VerdictStatus { reached, not_reached, undetermined };

// One threshold held against one ledger.
struct Verdict {
    std::shared_ptr<const Threshold> threshold;
    VerdictStatus status = VerdictStatus::undetermined;
    LegalStatus legal_status = LegalStatus::proposed;  // on the day asked for
    std::string standard;  // id of the standard that counted; empty for cost and cluster rate
    std::string base;      // name of the base, for modifier rules
    Range amount;          // a fraction of a base is as uncertain as the base; before any margin
    Range measured;        // FLOP, FLOP/s or US dollars, before any margin
    bool amount_known = true;      // false where something of unknown size comes on top
    bool measured_known = true;    // likewise
    std::optional<Range> ratio;    // measured / amount; nothing if the amount is zero or either is
                                   // not known
    bool within_margin = false;    // the amount lies within the standard's error margin of the best
    std::vector<Finding> reasons;  // at least one
    std::vector<ConditionResult> conditions;
    std::vector<ConditionResult> alternatives;
};

// A threshold that cannot apply to a ledger, and why in one sentence.
struct NotApplicable {
    std::shared_ptr<const Threshold> threshold;
    std::string reason;
};

// Everything judged about one ledger.
struct Judgement {
    std::vector<Total> totals;  // ordered by standard id; those verdicts need and those asked for
    std::vector<Verdict> verdicts;  // in the order of the thresholds; modifier rules: one a base
    std::vector<NotApplicable> not_applicable;
};

// What to judge by.
struct JudgeRequest {
    std::vector<std::shared_ptr<const Threshold>> thresholds;
    // Every standard that thresholds name, with the caller's answers to what they leave open.
    std::vector<std::shared_ptr<const Standard>> standards;
    // The threshold above which a base has systemic risk where its ledger entry does not say. Its
    // measure alone is asked. Without it such a base's status is unknown.
    std::shared_ptr<const Threshold> systemic_risk;
    std::vector<std::string> extra_totals;  // ids of standards asked for besides
    Date as_of;
    std::optional<Exact> margin;  // widens every sum of FLOP first: 0.3 makes it 0.7 to 1.3 times
};

// Holds a counted ledger against thresholds. Pure.
Judgement judge(const LedgerCount& count, const JudgeRequest& request);

// The word of a status as the JSON and the tables print it: `not-reached`.
std::string_view word(VerdictStatus status);

}  // namespace flopledger
