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

// How a ledger or a bare figure of the lineage was reached: the weakest rule on the way decides.
struct Way {
    Rule path = Rule::count;
    const BaseModel* base = nullptr;
    RulePointer base_rule;
};

// A ledger of the lineage.
struct Reached {
    const LedgerCount* count = nullptr;
    Way way;
};

// A base model's bare figure, and the ledger that states it.
struct ReachedFigure {
    const BaseModel* base = nullptr;
    const Ledger* stated_in = nullptr;
    RulePointer rule;
    Way way;
};

// How one gets from a ledger to a model it is built on, over the rule on that model.
Way step(const Way& from, const BaseModel& to, const RulePointer& rule) {
    Way next{weaker(from.path, rule->rule), from.base, from.base_rule};
    if (from.base == nullptr || next.path != from.path) {
        next.base = &to;
        next.base_rule = rule;
    }
    return next;
}

// A lineage in the order found, each ledger and each bare figure once, by the strongest way to it.
class Lineage {
  public:
    Lineage(const Standard& standard, const LedgerCount& root) : standard_(standard) {
        reach({&root, {}});
        for (const Reached& reached : ledgers_) reach_figures(reached);
    }

    const std::vector<Reached>& ledgers() const { return ledgers_; }
    const std::vector<ReachedFigure>& figures() const { return figures_; }
    const std::vector<ReachedFigure>& unknown() const { return unknown_; }

  private:
    // A ledger is entered again only by a stronger way, so at most three times.
    void reach(const Reached& reached) {
        const Ledger& ledger = *reached.count->ledger;
        const std::string& file = ledger.canonical_file;
        const std::string key =
            file.empty() ? fmt::format("{}", fmt::ptr(reached.count)) : "file " + file;
        const auto [position, is_new] = positions_.try_emplace(key, ledgers_.size());
        if (is_new) {
            ledgers_.push_back(reached);
        } else if (strength(ledgers_[position->second].way.path) >= strength(reached.way.path)) {
            return;
        } else {
            ledgers_[position->second] = reached;
        }
        for (const BaseCount& base : reached.count->bases) {
            if (!base.count) continue;
            const RulePointer rule = rule_for(standard_, *base.base, ledger);
            reach({base.count.get(), step(reached.way, *base.base, rule)});
        }
    }

    // The models a ledger is built on that have no ledger of their own.
    void reach_figures(const Reached& from) {
        const Ledger& ledger = *from.count->ledger;
        for (const BaseCount& base : from.count->bases) {
            if (base.count) continue;
            RulePointer rule = rule_for(standard_, *base.base, ledger);
            Way way = step(from.way, *base.base, rule);
            ReachedFigure found{base.base, &ledger, std::move(rule), std::move(way)};
            if (!base.base->flop) {
                unknown_.push_back(std::move(found));
                continue;
            }
            const auto [position, is_new] =
                figure_positions_.try_emplace(base.base->name, figures_.size());
            if (is_new) {
                figures_.push_back(std::move(found));
            } else if (strength(figures_[position->second].way.path) < strength(found.way.path)) {
                figures_[position->second] = std::move(found);
            }
        }
    }

    const Standard& standard_;
    std::vector<Reached> ledgers_;
    std::map<std::string, std::size_t> positions_;
    std::vector<ReachedFigure> figures_;
    std::map<std::string, std::size_t> figure_positions_;
    std::vector<ReachedFigure> unknown_;
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
    result.rule = rule_for(standard, *activity.activity, *reached.count->ledger);
    result.base = reached.way.base;
    result.base_rule = reached.way.base_rule;
    result.path = reached.way.path;
    result.applied = weaker(result.path, result.rule->rule);

    const Rule recomputation = standard.recomputation.rule;
    const bool is_open = recomputation == Rule::unsettled;
    const Rule at_least = result.applied == Rule::count ? Rule::count : Rule::leave_out;
    const Rule at_best = result.applied == Rule::leave_out ? Rule::leave_out : Rule::count;
    result.flop = taken(activity.flop, activity.hardware_flop, recomputation);
    result.counted = brought(activity, result.path, result.rule->rule, recomputation);
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

Contribution contribution_of(const ReachedFigure& reached) {
    Contribution result;
    result.ledger =
        reached.stated_in == nullptr ? reached.base->name : reached.stated_in->model_name;
    result.name = reached.base->name;
    result.is_base = true;
    result.bare = reached.base;
    result.rule = reached.rule;
    result.base = reached.way.base;
    result.base_rule = reached.way.base_rule;
    result.path = reached.way.path;
    result.applied = result.path;
    result.flop = reached.base->flop->value;
    result.counted = brought(*reached.base, result.path);
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

// Adds the models of a lineage that have no ledger of their own.
void add_figures(Total& total, const Lineage& lineage) {
    for (const ReachedFigure& reached : lineage.figures()) add(total, contribution_of(reached));
    for (const ReachedFigure& reached : lineage.unknown()) {
        if (reached.way.path != Rule::leave_out) {
            total.unknown_bases.push_back({reached.base->name, reached.rule, reached.base});
        }
    }
}

}  // namespace

Flop brought(const ActivityCount& activity, Rule path, Rule rule, Rule recomputation) {
    return counted(taken(activity.flop, activity.hardware_flop, recomputation), weaker(path, rule));
}

Flop brought(const BaseModel& bare, Rule path) { return counted(bare.flop->value, path); }

Total total_under(std::shared_ptr<const Standard> standard, const LedgerCount& count, Scope scope) {
    Total total;
    total.standard = std::move(standard);
    if (scope == Scope::own_activities) {
        add_activities(total, {&count, {}});
        add_up_by_any_method(total);
        return total;
    }
    const Lineage lineage(*total.standard, count);
    for (const Reached& reached : lineage.ledgers()) add_activities(total, reached);
    add_figures(total, lineage);
    add_up_by_any_method(total);
    return total;
}

Total total_of_base(std::shared_ptr<const Standard> standard, const LedgerCount& count,
                    const BaseCount& base) {
    if (base.count) {
        return total_under(std::move(standard), *base.count, Scope::whole);
    }
    Total total;
    total.standard = std::move(standard);
    RulePointer rule = rule_for(*total.standard, *base.base, *count.ledger);
    if (base.base->flop) {
        add(total, contribution_of(ReachedFigure{base.base, nullptr, std::move(rule), {}}));
    } else {
        total.unknown_bases.push_back({base.base->name, std::move(rule), base.base});
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
