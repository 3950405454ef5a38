// SPDX-License-Identifier: Apache-2.0
#include "core/judge/total.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
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

Rule weaker(Rule left, Rule right) { return strength(left) < strength(right) ? left : right; }

// A ledger of the lineage, and how it was reached: the weakest row on the way decides.
struct Reached {
    const LedgerCount* count = nullptr;
    Rule path = Rule::count;
    const BaseModel* base = nullptr;
    const SourcedRule* base_rule = nullptr;
};

// How one gets from a ledger to a model it is built on.
Reached step(const Standard& standard, const Reached& from, const BaseCount& to) {
    const SourcedRule& rule = rule_for(standard, *to.base);
    Reached next{to.count.get(), weaker(from.path, rule.rule), from.base, from.base_rule};
    if (from.base == nullptr || next.path != from.path) {
        next.base = to.base;
        next.base_rule = &rule;
    }
    return next;
}

// The ledgers of a lineage in the order found, each once, by the strongest path to it.
class Lineage {
  public:
    Lineage(const Standard& standard, const LedgerCount& root) : standard_(standard) {
        reach({&root, Rule::count, nullptr, nullptr});
    }

    const std::vector<Reached>& ledgers() const { return ledgers_; }

  private:
    // A ledger is entered again only by a stronger path, so at most three times.
    void reach(const Reached& reached) {
        const std::string& file = reached.count->ledger->canonical_file;
        const std::string key =
            file.empty() ? fmt::format("{}", fmt::ptr(reached.count)) : "file " + file;
        const auto [position, is_new] = positions_.try_emplace(key, ledgers_.size());
        if (is_new) {
            ledgers_.push_back(reached);
        } else if (strength(ledgers_[position->second].path) >= strength(reached.path)) {
            return;
        } else {
            ledgers_[position->second] = reached;
        }
        for (const BaseCount& base : reached.count->bases) {
            if (base.count) {
                reach(step(standard_, reached, base));
            }
        }
    }

    const Standard& standard_;
    std::vector<Reached> ledgers_;
    std::map<std::string, std::size_t> positions_;
};

// The FLOP a standard takes of a method, by what it says on recomputation.
Flop taken(const Flop& model, const std::optional<Flop>& hardware, Rule recomputation) {
    if (!hardware || recomputation == Rule::leave_out) {
        return model;
    }
    if (recomputation == Rule::count) {
        return *hardware;
    }
    return {{smaller(model.value.low, hardware->value.low), hardware->value.best,
             hardware->value.high}};
}

Flop counted(const Flop& flop, Rule rule) {
    if (rule == Rule::leave_out) {
        return {};
    }
    return rule == Rule::count ? flop : Flop{{0, flop.value.best, flop.value.high}};
}

// The three figures of two ranges, each the smaller one.
Flop lower_ends(const Flop& left, const Flop& right) {
    return {{smaller(left.value.low, right.value.low), smaller(left.value.best, right.value.best),
             smaller(left.value.high, right.value.high)}};
}

Flop upper_ends(const Flop& left, const Flop& right) {
    return {{larger(left.value.low, right.value.low), larger(left.value.best, right.value.best),
             larger(left.value.high, right.value.high)}};
}

Contribution contribution_of(const Standard& standard, const ActivityCount& activity,
                             const Reached& reached) {
    Contribution result;
    result.ledger = reached.count->ledger->model_name;
    result.name = activity.activity->name;
    result.activity = &activity;
    result.rule = &rule_for(standard, *activity.activity);
    result.base = reached.base;
    result.base_rule = reached.base_rule;
    result.applied = weaker(reached.path, result.rule->rule);

    const Rule recomputation = standard.recomputation.rule;
    const bool is_open = recomputation == Rule::unsettled;
    const Rule at_least = result.applied == Rule::count ? Rule::count : Rule::leave_out;
    const Rule at_best = result.applied == Rule::leave_out ? Rule::leave_out : Rule::count;
    result.flop = taken(activity.flop, activity.hardware_flop, recomputation);
    result.counted = counted(result.flop, result.applied);
    result.if_left_out = counted(
        taken(activity.flop, activity.hardware_flop, is_open ? Rule::leave_out : recomputation),
        at_least);
    result.if_counted =
        counted(taken(activity.flop, activity.hardware_flop, is_open ? Rule::count : recomputation),
                at_best);
    result.lowest_by_any_method = result.counted;
    result.highest_by_any_method = result.counted;
    for (const MethodComparison* conflict : conflicts(activity)) {
        const MethodCount* other = activity.method(conflict->second);
        const Flop figure =
            counted(taken(other->model_flop, other->hardware_flop, recomputation), result.applied);
        result.lowest_by_any_method = lower_ends(result.lowest_by_any_method, figure);
        result.highest_by_any_method = upper_ends(result.highest_by_any_method, figure);
    }
    return result;
}

Contribution contribution_of(const BaseModel& base, const SourcedRule& rule, const Reached& reached,
                             std::string ledger) {
    Contribution result;
    result.ledger = std::move(ledger);
    result.name = base.name;
    result.is_base = true;
    result.rule = &rule;
    result.base = reached.base;
    result.base_rule = reached.base_rule;
    result.applied = reached.path;
    result.flop = base.flop->value;
    result.counted = counted(result.flop, result.applied);
    result.if_left_out = result.applied == Rule::count ? result.flop : Flop{};
    result.if_counted = result.applied == Rule::leave_out ? Flop{} : result.flop;
    result.lowest_by_any_method = result.counted;
    result.highest_by_any_method = result.counted;
    return result;
}

void add(Total& total, Contribution contribution) {
    // Adding nothing is skipped, since exact sums are dear and much is left out.
    if (contribution.applied != Rule::leave_out) {
        total.flop = total.flop + contribution.counted;
    }
    total.contributions.push_back(std::move(contribution));
}

bool is_in_doubt(const Contribution& contribution) {
    return contribution.lowest_by_any_method != contribution.counted ||
           contribution.highest_by_any_method != contribution.counted;
}

// Sums up what the methods in conflict leave open, which mostly is nothing.
void add_up_by_any_method(Total& total) {
    total.lowest_by_any_method = total.flop;
    total.highest_by_any_method = total.flop;
    if (std::none_of(total.contributions.begin(), total.contributions.end(), is_in_doubt)) {
        return;
    }
    total.lowest_by_any_method = {};
    total.highest_by_any_method = {};
    for (const Contribution& contribution : total.contributions) {
        total.lowest_by_any_method = total.lowest_by_any_method + contribution.lowest_by_any_method;
        total.highest_by_any_method =
            total.highest_by_any_method + contribution.highest_by_any_method;
    }
}

void add_activities(Total& total, const Reached& reached) {
    for (const ActivityCount& activity : reached.count->activities) {
        add(total, contribution_of(*total.standard, activity, reached));
    }
}

// Adds the models a ledger is built on that have no ledger of their own.
void add_bare_bases(Total& total, const Reached& from) {
    for (const BaseCount& base : from.count->bases) {
        if (base.count) {
            continue;
        }
        const Reached reached = step(*total.standard, from, base);
        const SourcedRule& rule = rule_for(*total.standard, *base.base);
        if (base.base->flop) {
            add(total, contribution_of(*base.base, rule, reached, from.count->ledger->model_name));
        } else if (reached.path != Rule::leave_out) {
            total.unknown_bases.push_back({base.base->name, &rule});
        }
    }
}

}  // namespace

Total total_under(std::shared_ptr<const Standard> standard, const LedgerCount& count, Scope scope) {
    Total total;
    total.standard = std::move(standard);
    if (scope == Scope::own_activities) {
        add_activities(total, {&count, Rule::count, nullptr, nullptr});
        add_up_by_any_method(total);
        return total;
    }
    const Lineage lineage(*total.standard, count);
    for (const Reached& reached : lineage.ledgers()) {
        add_activities(total, reached);
        add_bare_bases(total, reached);
    }
    add_up_by_any_method(total);
    return total;
}

Total total_of_base(std::shared_ptr<const Standard> standard, const BaseCount& base) {
    if (base.count) {
        return total_under(std::move(standard), *base.count, Scope::whole);
    }
    Total total;
    total.standard = std::move(standard);
    const SourcedRule& rule = rule_for(*total.standard, *base.base);
    if (base.base->flop) {
        add(total, contribution_of(*base.base, rule, Reached{}, base.base->name));
    } else {
        total.unknown_bases.push_back({base.base->name, &rule});
    }
    add_up_by_any_method(total);
    return total;
}

std::vector<const MethodComparison*> conflicts(const ActivityCount& activity) {
    std::vector<const MethodComparison*> found;
    if (activity.activity->use) {
        return found;
    }
    for (const MethodComparison& comparison : activity.comparisons) {
        const MethodCount* other = activity.method(comparison.second);
        if (!comparison.compatible && other != nullptr && !other->bound) {
            found.push_back(&comparison);
        }
    }
    return found;
}

}  // namespace flopledger
