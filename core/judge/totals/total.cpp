// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/total.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/judge/totals/shared_compute.hpp"

namespace flopledger {

namespace {

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

Contribution contribution_of(const Standard& standard, const ActivityCount& activity,
                             const ReachedLedger& reached) {
    Contribution result;
    result.is_own = reached.way.is_own;
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
        result.lowest_by_any_method = smaller_ends(result.lowest_by_any_method, figure);
        result.highest_by_any_method = larger_ends(result.highest_by_any_method, figure);
    }
    return result;
}

// What a bare figure brings, of which `flop` is not in other addends.
Contribution contribution_of(const ReachedEntry& reached, const Flop& flop) {
    Contribution result;
    result.ledger = reached.stated_in->ledger->model_name;
    result.name = reached.base->name;
    result.is_base = true;
    result.is_own = reached.way.is_own;
    result.bare = reached.base;
    result.rule = reached.rule;
    result.base = reached.way.base;
    result.base_rule = reached.way.base_rule;
    result.path = reached.way.path;
    result.applied = result.path;
    result.flop = flop;
    result.counted = brought(flop, result.path);
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

// Whether a scope takes in what was reached so.
bool takes_in(Scope scope, const Way& way) {
    if (scope == Scope::activities) return way.base == nullptr;
    return scope == Scope::whole || way.is_own == (scope == Scope::own);
}

// Whether what stands counts one pass over a corpus whose passes are not known.
bool passes_are_open(const ActivityCount& activity) {
    if (!activity.used || activity.used->method != Method::operations) return false;
    const auto& phases = activity.activity->operations;
    return std::any_of(phases.begin(), phases.end(),
                       [](const OperationsPhase& phase) { return phase.epochs_unstated; });
}

// What nobody says of an activity, so that its figure is open upwards; nothing of most.
std::optional<OpenPart::Lacks> lacking_of(const ActivityCount& activity) {
    if (activity.methods.empty()) return OpenPart::Lacks::amount;
    if (passes_are_open(activity)) return OpenPart::Lacks::passes;
    const MethodCount* stands = activity.standing();
    if (stands != nullptr && stands->part_only) return OpenPart::Lacks::parameters;
    return std::nullopt;
}

void add_activities(Total& total, const ReachedLedger& reached) {
    for (const ActivityCount& activity : reached.count->activities) {
        Contribution contribution = contribution_of(*total.standard, activity, reached);
        const bool counts = contribution.applied != Rule::leave_out;
        if (const auto lacks = lacking_of(activity); counts && lacks) {
            total.open_parts.push_back({OpenPart::What::activity, contribution.name,
                                        contribution.ledger, contribution.rule, nullptr, *lacks});
        }
        total.best_known = total.best_known && !(counts && activity.only_bound);
        add(total, std::move(contribution));
    }
}

// Whether an entry lies within another one's figure that the sum takes in.
bool lies_within(const ReachedEntry& entry, const Lineage& lineage, Scope scope) {
    return std::any_of(lineage.entries().begin(), lineage.entries().end(),
                       [&](const ReachedEntry& other) {
                           return other.base->flop && takes_in(scope, other.way) &&
                                  other.way.path != Rule::leave_out &&
                                  ancestors_of(other).contains(entry.base->name);
                       });
}

// Adds the models of a lineage that have no ledger of their own.
void add_entries(Total& total, const Lineage& lineage, Scope scope) {
    const EntryFilter filter = [scope](const ReachedEntry& entry) {
        return takes_in(scope, entry.way) && entry.way.path != Rule::leave_out;
    };
    for (const ReachedEntry& reached : lineage.entries()) {
        if (!takes_in(scope, reached.way)) continue;
        if (reached.base->flop) {
            const Flop flop = added_by(reached, lineage, *total.standard, filter);
            const bool counts = reached.way.path != Rule::leave_out;
            total.best_known = total.best_known && !(counts && flop.value.is_bound());
            add(total, contribution_of(reached, flop));
        } else if (reached.way.path != Rule::leave_out && !lies_within(reached, lineage, scope)) {
            total.open_parts.push_back({OpenPart::What::base, reached.base->name,
                                        reached.stated_in->ledger->model_name, reached.rule,
                                        reached.base});
        }
    }
}

// What made the outputs of a teacher, as an activity of unknown size.
Activity outputs_of(const BaseModel& base) {
    Activity activity;
    activity.name = base.name;
    activity.kind = base.relation == Relation::distilled_from
                        ? ActivityKind::teacher_inference
                        : ActivityKind::synthetic_data_generation;
    return activity;
}

// Whether a ledger says nothing of the outputs of a model that it learned from.
bool outputs_unstated(const BaseModel& base, const Ledger& ledger) {
    if (gave_weights(base)) return false;
    if (base.outputs && *base.outputs != Outputs::in_activities) return false;
    return std::none_of(
        ledger.activities.begin(), ledger.activities.end(),
        [&](const Activity& one) { return one.from == base.name && makes_outputs(one.kind); });
}

// A teacher named without its forward passes leaves the sum open, where those would count.
void add_outputs(Total& total, const ReachedLedger& reached) {
    const Ledger& ledger = *reached.count->ledger;
    for (const BaseCount& base : reached.count->bases) {
        RulePointer rule = rule_on_outputs(*total.standard, *base.base, ledger);
        if (rule == nullptr) continue;
        if (weaker(reached.way.path, rule->rule) == Rule::leave_out) continue;
        total.open_parts.push_back({OpenPart::What::outputs, base.base->name, ledger.model_name,
                                    std::move(rule), base.base});
    }
}

}  // namespace

Flop brought(const ActivityCount& activity, Rule path, Rule rule, Rule recomputation) {
    return counted(taken(activity.flop, activity.hardware_flop, recomputation), weaker(path, rule));
}

Flop brought(const Flop& bare, Rule path) { return counted(bare, path); }

Total total_under(std::shared_ptr<const Standard> standard, const LedgerCount& count, Scope scope) {
    Total total;
    total.standard = std::move(standard);
    total.scope = scope;
    const Lineage lineage(*total.standard, count);
    for (const ReachedLedger& reached : lineage.ledgers()) {
        if (!takes_in(scope, reached.way)) continue;
        add_activities(total, reached);
        add_outputs(total, reached);
    }
    add_entries(total, lineage, scope);
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
        const ReachedEntry entry{base.base, &count, std::move(rule), {}};
        add(total, contribution_of(entry, base.base->flop->value));
    } else {
        total.open_parts.push_back({OpenPart::What::base, base.base->name, count.ledger->model_name,
                                    std::move(rule), base.base});
    }
    add_up_by_any_method(total);
    return total;
}

Flop brought_by(const LedgerCount& model, const Total& total) {
    Flop sum;
    for (const Contribution& contribution : total.contributions) {
        const bool is_of_model =
            std::any_of(model.activities.begin(), model.activities.end(),
                        [&](const ActivityCount& one) { return &one == contribution.activity; });
        if (is_of_model) sum = sum + contribution.counted;
    }
    return sum;
}

Flop brought_by(const std::string& model, const Total& total) {
    Flop sum;
    for (const Contribution& contribution : total.contributions) {
        const bool is_of_model = contribution.activity == nullptr && contribution.name == model;
        if (is_of_model) sum = sum + contribution.counted;
    }
    return sum;
}

RulePointer rule_on_outputs(const Standard& standard, const BaseModel& base, const Ledger& ledger) {
    return outputs_unstated(base, ledger) ? rule_for(standard, outputs_of(base), ledger) : nullptr;
}

std::string_view word(OpenPart::What what) {
    static constexpr auto table = std::to_array<std::string_view>({"base", "activity", "outputs"});
    return word_at(table, what);
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
