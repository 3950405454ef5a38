// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

// Two rules of one standard or two are one if they say the same for the same reason.
bool same(const RulePointer& left, const RulePointer& right) {
    return left->rule == right->rule && left->basis == right->basis &&
           left->source == right->source;
}

// A rule for what is not reached over any base model.
RulePointer own_work() {
    static const auto rule = std::make_shared<const SourcedRule>(
        SourcedRule{Rule::count, Basis::text, "the ledger's own work"});
    return rule;
}

RulePointer on_the_way(const Contribution& contribution) {
    return contribution.base_rule == nullptr ? own_work() : contribution.base_rule;
}

RulePointer on_recomputation(const Total& total) {
    return {total.standard, &total.standard->recomputation};
}

// Gathers what rules move, each pair of rules on one matter once.
class Gatherer {
  public:
    explicit Gatherer(TotalDifference& difference) : difference_(difference) {}

    // Puts one contribution's way from the first total to the second into its three steps.
    void add(const Contribution& from, const Contribution& to) {
        assert(from.name == to.name && from.activity == to.activity);
        Flop before = from.counted;
        const auto step = [&](RuleExchange found, const Flop& after) {
            found.flop = shift(before, after);
            found.things = {&from};
            put(std::move(found));
            before = after;
        };
        // The base that decided is the one on the weaker way.
        const bool first = to.path == Rule::count || from.path == Rule::leave_out;
        const Contribution& weaker = first ? from : to;
        RuleExchange way{RuleSubject::base_model, "", on_the_way(from), on_the_way(to), {}, {}};
        if (weaker.base != nullptr) {
            way.matter = fmt::format("{} {}", word(weaker.base->relation), weaker.base->name);
        }
        if (from.activity == nullptr) {
            step(std::move(way), to.counted);
            return;
        }
        const ActivityCount& activity = *from.activity;
        const Rule recomputation = difference_.from->standard->recomputation.rule;
        step(std::move(way), brought(activity, to.path, from.rule->rule, recomputation));
        step({RuleSubject::activity, matter_of(*activity.activity), from.rule, to.rule, {}, {}},
             brought(activity, to.path, to.rule->rule, recomputation));
        step({RuleSubject::recomputation,
              "recomputation",
              on_recomputation(*difference_.from),
              on_recomputation(*difference_.to),
              {},
              {}},
             to.counted);
    }

  private:
    static std::string matter_of(const Activity& activity) {
        std::string matter(word(activity.kind));
        if (activity.is_public == true) matter += ", public";
        if (activity.outcome) matter += fmt::format(", {}", word(*activity.outcome));
        return matter;
    }

    void put(RuleExchange found) {
        if (found.flop.is_zero()) return;
        for (RuleExchange& known : difference_.rules) {
            if (known.subject != found.subject || known.matter != found.matter ||
                !same(known.from, found.from) || !same(known.to, found.to)) {
                continue;
            }
            known.flop = known.flop + found.flop;
            known.things.push_back(found.things.front());
            return;
        }
        difference_.rules.push_back(std::move(found));
    }

    TotalDifference& difference_;
};

std::set<std::string> unknown_names(const Total& total) {
    std::set<std::string> names;
    for (const OpenPart& part : total.open_parts) names.insert(part.name);
    return names;
}

Exact size(const Exact& number) { return number.is_negative() ? Exact(0) - number : number; }

// How much a rule moves, by the figure that it moves most.
Exact size(const Shift& shift) {
    return larger(size(shift.low), larger(size(shift.best), size(shift.high)));
}

}  // namespace

bool Shift::is_zero() const { return low.is_zero() && best.is_zero() && high.is_zero(); }

Shift shift(const Flop& from, const Flop& to) {
    return {to.value.low - from.value.low, to.value.best - from.value.best,
            to.value.high - from.value.high};
}

Shift operator+(const Shift& left, const Shift& right) {
    return {left.low + right.low, left.best + right.best, left.high + right.high};
}

TotalDifference difference(const Total& from, const Total& to) {
    TotalDifference result{&from, &to, shift(from.flop, to.flop), {}, {}};
    // The lineage is walked alike whatever a standard says of it, so both totals have the same
    // things in one order.
    assert(from.contributions.size() == to.contributions.size());
    Gatherer gatherer(result);
    for (std::size_t i = 0; i < from.contributions.size(); ++i) {
        gatherer.add(from.contributions[i], to.contributions[i]);
    }
    std::stable_sort(result.rules.begin(), result.rules.end(),
                     [](const RuleExchange& left, const RuleExchange& right) {
                         return size(left.flop) > size(right.flop);
                     });
    const std::set<std::string> before = unknown_names(from);
    const std::set<std::string> after = unknown_names(to);
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                  std::back_inserter(result.unknown));
    return result;
}

std::string_view word(RuleSubject subject) {
    constexpr auto table =
        std::to_array<std::string_view>({"base-model", "activity", "recomputation"});
    return word_at(table, subject);
}

}  // namespace flopledger
