// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/known_range.hpp"
#include "core/base/quantity.hpp"
#include "core/count/ledger/ledger_count.hpp"
#include "core/facts/data/standard.hpp"
#include "core/judge/totals/counted_resources.hpp"
#include "core/judge/totals/lineage.hpp"

namespace flopledger {

// What one activity or one base model brings to a total.
struct Contribution {
    std::string ledger;  // model name of the ledger it stands in
    std::string name;    // of the activity or the base model
    bool is_base = false;
    bool is_own = true;                       // the developer's own work, in whichever ledger
    const ActivityCount* activity = nullptr;  // null for a base model's bare figure
    const BaseModel* bare = nullptr;          // that base model; null for an activity
    RulePointer rule;                         // what decided on it
    const BaseModel* base = nullptr;          // the base it came through; null for the ledger's own
    RulePointer base_rule;                    // what decided on that base
    Rule path = Rule::count;                  // the weakest rule on the bases on the way to it
    Rule applied = Rule::count;               // the weaker of that and its own
    Flop flop;                                // before the rule: model or hardware FLOP; of a bare
                                              // figure without what other addends hold of it
    Flop counted;                             // after it: zero if left out, low zero if unsettled
    Flop if_left_out;                         // if all that is unsettled about it were left out
    Flop if_counted;                          // if all that is unsettled about it were counted
    Flop lowest_by_any_method;                // counted, at the lowest of its methods in conflict
    Flop highest_by_any_method;               // counted, at the highest
};

// Something that a total counts, or may count, and of which nobody says how much it is: a base
// without a total, an activity without an amount, or the outputs of a model that this one was
// distilled from or has its data from.
struct OpenPart {
    enum class What { base, activity, outputs };
    enum class Lacks { amount, passes, parameters };
    What what = What::base;
    std::string name;
    std::string ledger;  // model name of the ledger it stands in
    RulePointer rule;
    const BaseModel* base = nullptr;  // of a base or of outputs
    Lacks lacks = Lacks::amount;      // of an activity: all of it; how often it passed over its
                                      // data; or those parameters that its trainer did not count
};

// What of the lineage goes into a sum: all of it, the developer's own part, the rest, or what this
// one ledger states as activities.
enum class Scope { whole, own, third_party, activities };

// A sum under one standard. Unsettled activities are in best and high, not in low.
struct Total {
    std::shared_ptr<const Standard> standard;
    Scope scope = Scope::whole;
    Flop flop;
    std::vector<Contribution> contributions;  // own activities first, then the lineage; all of them
    std::vector<OpenPart> open_parts;         // each makes the sum open upwards
    bool best_known = true;      // false where of something nothing but an upper bound is known
    Flop lowest_by_any_method;   // with every activity at its lowest method that is not a bound
    Flop highest_by_any_method;  // with every activity at its highest
    Derivation how;              // the sum with its parts; made for sums that are told (sums.hpp)
    CountedResources resources;  // of whole sums that are told

    bool is_open() const { return !open_parts.empty(); }

    // The sum with what of it is known.
    KnownRange known() const { return known_sum(flop.value, best_known, is_open()); }
};

// Adds up a ledger under a standard. Ancestors reached twice count once, and so do bare figures of
// one name; one that is reached both by a path that counts and by an unsettled or left-out one
// counts. The total points into the count and its ledgers, which must outlive it.
Total total_under(std::shared_ptr<const Standard> standard, const LedgerCount& count, Scope scope);

// The whole total of one of the models that a ledger is built on, whatever the row on it says: its
// ledger's total, or its bare figure, which holds under every standard, or zero and itself as an
// open part.
Total total_of_base(std::shared_ptr<const Standard> standard, const LedgerCount& count,
                    const BaseCount& base);

// What an activity brings under three rules: on the bases on the way to it, on itself and on
// recomputation.
Flop brought(const ActivityCount& activity, Rule path, Rule rule, Rule recomputation);

// The same of a bare figure, which holds under every standard.
Flop brought(const Flop& bare, Rule path);

// What a model of the lineage brings to a total by itself, without its ancestors: one with a
// ledger, or one of which only the name and a figure are known.
Flop brought_by(const LedgerCount& model, const Total& total);
Flop brought_by(const std::string& model, const Total& total);

// The rule on what made the outputs of a model that a ledger learned from, where the ledger does
// not say how much that was; nothing where it does, and for models that gave their weights.
RulePointer rule_on_outputs(const Standard& standard, const BaseModel& base, const Ledger& ledger);

// What an open part is, in a word of the JSON: base, activity, outputs.
std::string_view word(OpenPart::What what);

// The comparisons that put an activity's figure in doubt: the other method is no bound, its range
// does not meet the one that stands, and `use` does not settle it.
std::vector<const MethodComparison*> conflicts(const ActivityCount& activity);

}  // namespace flopledger
