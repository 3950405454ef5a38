// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/lineage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace flopledger {

namespace {

int strength(Rule rule) {
    switch (rule) {
        case Rule::leave_out:
            return 0;
        case Rule::unsettled:
            return 1;
        case Rule::count:
            break;
    }
    return 2;
}

// How one gets from a ledger to a model it is built on, over the rule on that model.
Way step(const Way& from, const BaseModel& to, const RulePointer& rule) {
    Way next{weaker(from.path, rule->rule), from.base, from.base_rule, false};
    if (from.base == nullptr || next.path != from.path) {
        next.base = &to;
        next.base_rule = rule;
    }
    next.is_own = from.is_own && to.provider == Provider::own && gave_weights(to);
    return next;
}

// Takes a second way to the same thing; whether it changes anything.
bool join(Way& known, const Way& other) {
    const bool own = known.is_own || other.is_own;
    const bool stronger = strength(known.path) < strength(other.path);
    if (!stronger && own == known.is_own) return false;
    if (stronger) known = other;
    known.is_own = own;
    return true;
}

// One name for each ledger: shared ancestors count once.
std::string key_of(const LedgerCount& count) {
    const std::string& file = count.ledger->canonical_file;
    return file.empty() ? fmt::format("{}", fmt::ptr(&count)) : "file " + file;
}

std::string key_of(const BaseCount& base) {
    return base.count ? key_of(*base.count) : "name " + base.base->name;
}

// What entries state of one model, whichever ledger they stand in.
struct Statements {
    std::optional<bool> systemic_risk;
    std::optional<bool> general_purpose;
};

// Takes a statement in: what somebody says is so is not taken back by who says nothing or
// otherwise.
void take(std::optional<bool>& known, const std::optional<bool>& stated) {
    if (stated && known != true) known = stated;
}

// Adds a model unless it is there.
void add_once(std::vector<ThirdPartyModel>& models, ThirdPartyModel model) {
    const std::string key = key_of(*model.base);
    const bool known = std::any_of(models.begin(), models.end(),
                                   [&](const auto& one) { return key_of(*one.base) == key; });
    if (!known) models.push_back(std::move(model));
}

// Finds the third parties' models behind a ledger, and what those were made of. What was found once
// is kept, since lineages may meet again and again.
class Search {
  public:
    explicit Search(const LedgerCount& root) { gather(root); }

    const std::vector<ThirdPartyModel>& models_of(const LedgerCount& count) {
        const auto known = models_.find(&count);
        if (known != models_.end()) return known->second;
        std::vector<ThirdPartyModel> found;
        std::set<const LedgerCount*> seen;
        walk(count, seen, found);
        return models_.emplace(&count, std::move(found)).first->second;
    }

  private:
    void gather(const LedgerCount& count) {
        if (!gathered_.insert(&count).second) return;
        for (const BaseCount& base : count.bases) {
            Statements& said = statements_[key_of(base)];
            take(said.systemic_risk, base.base->systemic_risk);
            take(said.general_purpose, base.base->general_purpose);
            if (!base.count) continue;
            take(said.general_purpose, base.count->ledger->truth("general_purpose"));
            gather(*base.count);
        }
    }

    // What a model is made of: its entry's ancestors, or what its ledger says; in the end only
    // models that are made of nothing else.
    std::vector<ThirdPartyModel> originals_of(const BaseCount& base, const LedgerCount& stated_in) {
        if (const auto known = originals_.find(&base); known != originals_.end()) {
            return known->second;
        }
        std::vector<ThirdPartyModel> parents;
        if (base.count) {
            parents = models_of(*base.count);
        } else {
            for (const std::string& name : base.base->ancestors) {
                const BaseCount* parent = entry_of(stated_in, name);
                if (parent != nullptr) add_once(parents, model_of(*parent, stated_in));
            }
        }
        std::vector<ThirdPartyModel> originals;
        for (ThirdPartyModel& parent : parents) {
            if (parent.originals.empty()) add_once(originals, parent);
            for (ThirdPartyModel& first : parent.originals) add_once(originals, std::move(first));
        }
        originals_.emplace(&base, originals);
        return originals;
    }

    ThirdPartyModel model_of(const BaseCount& base, const LedgerCount& stated_in) {
        const Statements& said = statements_.at(key_of(base));
        return {&base, &stated_in, originals_of(base, stated_in), said.systemic_risk,
                said.general_purpose};
    }

    // Whether an entry lies within another third party's, which then stands for both.
    static bool is_within_another(const BaseCount& base, const LedgerCount& count) {
        return std::any_of(count.bases.begin(), count.bases.end(), [&](const BaseCount& other) {
            const auto& names = other.base->ancestors;
            return other.base->provider == Provider::third_party && gave_weights(*other.base) &&
                   std::find(names.begin(), names.end(), base.base->name) != names.end();
        });
    }

    void walk(const LedgerCount& count, std::set<const LedgerCount*>& seen,
              std::vector<ThirdPartyModel>& found) {
        if (!seen.insert(&count).second) return;
        for (const BaseCount& base : count.bases) {
            if (!gave_weights(*base.base)) continue;
            if (base.base->provider == Provider::own) {
                if (base.count) walk(*base.count, seen, found);
            } else if (!is_within_another(base, count)) {
                add_once(found, model_of(base, count));
            }
        }
    }

    std::map<std::string, Statements> statements_;
    std::set<const LedgerCount*> gathered_;
    std::map<const LedgerCount*, std::vector<ThirdPartyModel>> models_;
    std::map<const BaseCount*, std::vector<ThirdPartyModel>> originals_;
};

}  // namespace

Rule weaker(Rule left, Rule right) { return strength(left) < strength(right) ? left : right; }

const BaseCount* entry_of(const LedgerCount& count, const std::string& name) {
    for (const BaseCount& base : count.bases) {
        if (base.base->name == name) return &base;
    }
    return nullptr;
}

bool gave_weights(const BaseModel& base) {
    return base.relation == Relation::initialised_from || base.relation == Relation::merged;
}

Lineage::Lineage(const Standard& standard, const LedgerCount& root) : standard_(standard) {
    reach({&root, {}});
    for (const ReachedLedger& reached : ledgers_) reach_entries(reached);
}

// A ledger is entered again only by a stronger or an own way, so at most four times.
void Lineage::reach(const ReachedLedger& reached) {
    const auto [position, is_new] = positions_.try_emplace(key_of(*reached.count), ledgers_.size());
    if (is_new) {
        ledgers_.push_back(reached);
    } else if (!join(ledgers_[position->second].way, reached.way)) {
        return;
    }
    const Way way = ledgers_[position->second].way;
    for (const BaseCount& base : reached.count->bases) {
        if (!base.count) continue;
        const RulePointer rule = rule_for(standard_, *base.base, *reached.count->ledger);
        reach({base.count.get(), step(way, *base.base, rule)});
    }
}

// The models a ledger is built on that have no ledger of their own.
void Lineage::reach_entries(const ReachedLedger& from) {
    for (const BaseCount& base : from.count->bases) {
        if (base.count) continue;
        RulePointer rule = rule_for(standard_, *base.base, *from.count->ledger);
        Way way = step(from.way, *base.base, rule);
        ReachedEntry found{base.base, from.count, std::move(rule), std::move(way)};
        // Two entries of one name with a figure are one model, and so are two without; one with and
        // one without need not be.
        const std::string key = (base.base->flop ? "figure " : "unknown ") + base.base->name;
        const auto [position, is_new] = entry_positions_.try_emplace(key, entries_.size());
        if (is_new) {
            entries_.push_back(std::move(found));
            continue;
        }
        ReachedEntry& known = entries_[position->second];
        const bool stronger = strength(known.way.path) < strength(found.way.path);
        join(known.way, found.way);
        if (stronger) {
            known.base = found.base;
            known.stated_in = found.stated_in;
            known.rule = std::move(found.rule);
        }
    }
}

std::vector<ThirdPartyModel> third_party_models(const LedgerCount& count) {
    return Search(count).models_of(count);
}

}  // namespace flopledger
