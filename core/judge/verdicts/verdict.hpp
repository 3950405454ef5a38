// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/known_range.hpp"
#include "core/count/ledger/ledger_count.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/judge/totals/total.hpp"
#include "core/judge/verdicts/condition.hpp"
#include "core/judge/verdicts/modifier.hpp"

namespace flopledger {

// What a total means for one threshold; never a legal conclusion.
enum class VerdictStatus { reached, not_reached, undetermined };

// Whom a verdict is about: who makes this model, who made the one it was built on, or others, such
// as who invests in its maker.
enum class AppliesTo { provider, original_provider, other_subject };

// What decides a rule, and makes notice due where it asks for that: a model's own compute, or that
// of the modification of another (AI Act Art. 52(1); point 32 and footnote 6 of C(2025) 5045).
struct Trigger {
    enum class What { model, modification };
    What what = What::model;
    Range figure;  // FLOP, the one that is held against the amount
    Range amount;
    bool figure_known = true;    // false where it is open upwards
    Scope scope = Scope::whole;  // whose compute that is
    std::string base;            // the model that was modified; empty for a model
};

// A duty of a rule, and whether who makes the model has it; nothing where a fact is missing.
struct DutyAnswer {
    const Duty* duty = nullptr;
    Truth holds;
    std::vector<std::string> missing = {};  // the keys to write where a fact is not stated
};

// The figures that a verdict rests on, each unfolded.
struct VerdictHow {
    Derivation measured;                // a total, the training cost or the cluster's rate
    Derivation amount;                  // of the law, or a share of the compute of a base
    std::optional<Derivation> ratio;    // of the two, where there is one
    std::optional<Derivation> widened;  // the total, as a margin widens it
    std::optional<Derivation> cost;     // what the training cost, where a condition asks it

    // All that stand by themselves, in the order they are told.
    std::vector<Derivation> figures() const;
};

// One threshold held against one ledger.
struct Verdict {
    std::shared_ptr<const Threshold> threshold;
    VerdictStatus status = VerdictStatus::undetermined;
    LegalStatus legal_status = LegalStatus::proposed;  // on the day asked for
    std::string standard;  // id of the standard that counted; empty for cost and cluster rate
    std::string base;      // name of the base, for modifier rules
    AppliesTo applies_to = AppliesTo::provider;
    std::optional<Date> in_force_from;  // the first day the rule stands, if known
    Scope scope = Scope::whole;         // whose compute was measured
    Range amount;    // a fraction of a base is as uncertain as the base; before any margin
    Range measured;  // FLOP, FLOP/s or US dollars, before any margin
    bool amount_known = true;      // false where something of unknown size comes on top
    bool measured_known = true;    // likewise
    std::optional<Range> ratio;    // measured / amount; nothing if the amount is zero or either is
                                   // not known
    bool best_known = true;        // false where of something only an upper bound is known
    bool within_margin = false;    // the amount lies within the standard's error margin of the best
    std::vector<Finding> reasons;  // at least one
    std::vector<ConditionResult> conditions;
    std::vector<ConditionResult> alternatives;
    std::vector<Finding> notes;      // what the model was taken for, readings the verdict rests on
    std::vector<DutyAnswer> duties;  // in the rule's order
    std::optional<Trigger> trigger;  // of lines for models, and where a rule asks for notice
    std::optional<int> notice_days;  // where the rule asks for notice
    const Transition* transition = nullptr;  // the longer time that the rule leaves this model
    VerdictHow how;

    // What was measured, with what of it is known.
    KnownRange known() const { return known_sum(measured, best_known, !measured_known); }
};

// A threshold that cannot apply to a ledger, and why in one sentence.
struct NotApplicable {
    std::shared_ptr<const Threshold> threshold;
    std::string reason;
};

// Everything judged about one ledger.
struct Judgement {
    std::vector<Total> totals;  // ordered by standard id; those verdicts need and those asked for
    CountedResources all_resources;
    std::vector<Total> parts;  // sums of a part of the lineage that verdicts need, ordered likewise
    std::vector<Verdict> verdicts;  // in the order of the thresholds; modifier rules: one a base
    // What is worth knowing and sets no exit status: law that is enacted and comes into force
    // later, the original provider's line, and rules for others of which the ledger states a fact.
    std::vector<Verdict> also;
    std::vector<NotApplicable> not_applicable;
};

// What to judge by.
struct JudgeRequest {
    std::vector<std::shared_ptr<const Threshold>> thresholds;
    // Every standard that thresholds name, with the caller's answers to what they leave open.
    std::vector<std::shared_ptr<const Standard>> standards;
    ModifierRules modifiers;
    bool every_status = false;   // thresholds were named: each counts, whatever its status
    bool every_subject = false;  // nothing stands in `also`
    bool coming = false;         // what will come into force counts
    std::vector<std::string> extra_totals;  // ids of standards asked for besides
    Date as_of;
    std::optional<Exact> margin;  // widens every sum of FLOP first: 0.3 makes it 0.7 to 1.3 times
};

// Holds a counted ledger against thresholds. Pure.
Judgement judge(const LedgerCount& count, const JudgeRequest& request);

// The words of the JSON, in the order of the enumerators.
std::string_view word(AppliesTo applies_to);

// Likewise: model or modification.
std::string_view word(Trigger::What what);

// The word of a status as the JSON and the tables print it: `not-reached`.
std::string_view word(VerdictStatus status);

}  // namespace flopledger
