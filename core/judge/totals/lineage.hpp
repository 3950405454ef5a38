// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/count/ledger/ledger_count.hpp"
#include "core/facts/data/standard.hpp"

namespace flopledger {

// The weaker of two rules: leave-out, then unsettled, then count.
Rule weaker(Rule left, Rule right);

// How a ledger or an entry of the lineage was reached. The weakest rule on the way decides. It is
// own as long as every model on the way is the developer's and gave its weights.
struct Way {
    Rule path = Rule::count;
    const BaseModel* base = nullptr;
    RulePointer base_rule;
    bool is_own = true;
};

// A ledger of the lineage, the first being the one asked about.
struct ReachedLedger {
    const LedgerCount* count = nullptr;
    Way way;
};

// A model built on that has no ledger of its own, and the ledger that names it.
struct ReachedEntry {
    const BaseModel* base = nullptr;
    const LedgerCount* stated_in = nullptr;
    RulePointer rule;
    Way way;
};

// The entry of a ledger that is about a model of this name, or nullptr.
const BaseCount* entry_of(const LedgerCount& count, const std::string& name);

// Whether a model gave its weights, whole or in a merge: then its compute is in this one's.
bool gave_weights(const BaseModel& base);

// A lineage in the order found, each ledger and each entry (by its name) once, by the strongest way
// to it, and as own where any way to it is.
class Lineage {
  public:
    // Both must outlive this.
    Lineage(const Standard& standard, const LedgerCount& root);

    const std::vector<ReachedLedger>& ledgers() const { return ledgers_; }
    const std::vector<ReachedEntry>& entries() const { return entries_; }

  private:
    void reach(const ReachedLedger& reached);
    void reach_entries(const ReachedLedger& from);

    const Standard& standard_;
    std::vector<ReachedLedger> ledgers_;
    std::map<std::string, std::size_t> positions_;
    std::vector<ReachedEntry> entries_;
    std::map<std::string, std::size_t> entry_positions_;
};

// A third party's model whose weights are in this one: the last such model on each way back, the
// developer's own stages between taken as this ledger's work.
struct ThirdPartyModel {
    const BaseCount* base = nullptr;         // its entry
    const LedgerCount* stated_in = nullptr;  // the ledger that names it
    std::vector<ThirdPartyModel> originals;  // those that it was itself made of, the first of each
                                             // way back; empty where it is an original

    // What any entry of the lineage states of this model: one that says so decides.
    std::optional<bool> systemic_risk = std::nullopt;
    std::optional<bool> general_purpose = std::nullopt;

    bool total_known() const { return base->count != nullptr || base->base->flop.has_value(); }
    const std::string& name() const { return base->base->name; }
};

// The third parties' models in a ledger's lineage, each once.
std::vector<ThirdPartyModel> third_party_models(const LedgerCount& count);

}  // namespace flopledger
