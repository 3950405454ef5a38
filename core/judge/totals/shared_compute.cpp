// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/shared_compute.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/judge/totals/total.hpp"

namespace flopledger {

namespace {

using Names = std::set<std::string>;

// Adds the ancestors of an entry, those of its ancestors included.
void add_ancestors(const BaseModel& base, const LedgerCount& count, Names& names) {
    for (const std::string& name : base.ancestors) {
        if (!names.insert(name).second) continue;
        if (const BaseCount* next = entry_of(count, name)) add_ancestors(*next->base, count, names);
    }
}

// Those of some names that lie within no other of them.
Names outermost(const Names& names, const LedgerCount& count) {
    Names outer = names;
    for (const std::string& name : names) {
        Names within;
        if (const BaseCount* entry = entry_of(count, name)) {
            add_ancestors(*entry->base, count, within);
        }
        for (const std::string& inner : within) outer.erase(inner);
    }
    return outer;
}

// What an ancestor holds; nothing where that is not known.
std::optional<Range> held_by(const BaseCount& entry, const LedgerCount& count,
                             const Standard& standard) {
    if (entry.base->flop) return entry.base->flop->value.value;
    if (!entry.count) return std::nullopt;
    const Total total = total_of_base({std::shared_ptr<const Standard>(), &standard}, count, entry);
    return total.is_open() ? std::nullopt : std::optional(total.flop.value);
}

// A figure less what the named ancestors hold of it, each of the two ends as far as it may go.
Range less(const Range& whole, const Names& names, const LedgerCount& count,
           const Standard& standard) {
    Range shared;  // low: at least so much; high: at the most
    for (const std::string& name : outermost(names, count)) {
        const BaseCount* entry = entry_of(count, name);
        const auto held = entry == nullptr ? std::nullopt : held_by(*entry, count, standard);
        if (!held) {
            shared.high = whole.high;
            continue;
        }
        shared = {larger(shared.low, held->low), shared.best + held->best,
                  shared.high + held->high};
    }
    // More than the whole is certain to hold is a contradiction, and lowers nothing.
    if (whole.high < shared.low) return whole;
    const auto rest = [](const Exact& from, const Exact& taken) {
        return taken < from ? from - taken : Exact(0);
    };
    Range left{rest(whole.low, shared.high), rest(whole.best, shared.best),
               rest(whole.high, shared.low)};
    left.best = smaller(larger(left.best, left.low), left.high);
    return left;
}

// A figure with one that lies within it: never less than that, whatever is stated.
Range holding(const Range& whole, const Range& part) {
    Range held{larger(whole.low, part.low), larger(whole.best, part.best),
               larger(whole.high, part.low)};
    held.best = smaller(held.best, held.high);
    return held;
}

// Of two figures that share ancestors, the one that keeps them: the larger, in whatever order the
// two are stated.
bool comes_before(const BaseModel& left, const BaseModel& right) {
    const Range& one = left.flop->value.value;
    const Range& other = right.flop->value.value;
    if (one.low != other.low) return one.low > other.low;
    if (one.high != other.high) return one.high > other.high;
    return left.name < right.name;
}

}  // namespace

Names ancestors_of(const ReachedEntry& entry) {
    Names names;
    add_ancestors(*entry.base, *entry.stated_in, names);
    return names;
}

Flop added_by(const ReachedEntry& entry, const Lineage& lineage, const Standard& standard,
              const EntryFilter& takes_in) {
    const Names own = ancestors_of(entry);
    Range whole = entry.base->flop->value.value;
    Names bare;                                // what the sum takes in as bare figures
    std::map<const BaseModel*, Names> others;  // figures beside this one, with what they hold
    for (const ReachedEntry& other : lineage.entries()) {
        if (!takes_in(other)) continue;
        bare.insert(other.base->name);
        if (other.base->name == entry.base->name || !other.base->flop) continue;
        if (own.contains(other.base->name)) {
            whole = holding(whole, other.base->flop->value.value);
            continue;
        }
        Names within = ancestors_of(other);
        if (within.contains(entry.base->name)) return {};
        others.emplace(other.base, std::move(within));
    }
    Names claimed;  // what lies within figures that come before this one
    for (const auto& other : others) {
        const auto& [base, within] = other;
        const bool adds = std::none_of(others.begin(), others.end(), [&other](const auto& one) {
            return one.second.contains(other.first->name);
        });
        if (adds && comes_before(*base, *entry.base)) claimed.insert(within.begin(), within.end());
    }
    Names elsewhere;
    for (const std::string& name : own) {
        if (!bare.contains(name) || claimed.contains(name)) elsewhere.insert(name);
    }
    if (elsewhere.empty()) return {whole};
    return {less(whole, elsewhere, *entry.stated_in, standard)};
}

}  // namespace flopledger
