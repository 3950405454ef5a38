// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/judge/totals/total.hpp"

namespace flopledger {

// How far the three figures of a total move; each may be below zero.
struct Shift {
    Exact low;
    Exact best;
    Exact high;

    friend bool operator==(const Shift&, const Shift&) = default;

    // Whether nothing moves.
    bool is_zero() const;

    // The same as a range: what comes of a bound has no best.
    KnownRange known() const { return {{low, best, high}}; }
};

// From one figure to another.
Shift shift(const Flop& from, const Flop& to);

// One shift after the other.
Shift operator+(const Shift& left, const Shift& right);

// What a rule is about.
enum class RuleSubject { base_model, activity, recomputation };

// Two rules on one matter that make two totals differ, with what they are applied to.
struct RuleExchange {
    RuleSubject subject = RuleSubject::activity;
    std::string matter;  // `teacher-training`, `initialised-from DeepSeek-V3`, `recomputation`
    RulePointer from;
    RulePointer to;
    std::vector<const Contribution*> things;  // of the first total, in its order
    Shift flop;                               // what the second total has more by it
};

// Why the total of one standard is not that of another.
struct TotalDifference {
    const Total* from = nullptr;
    const Total* to = nullptr;
    Shift flop;                        // what the second total has more
    std::vector<RuleExchange> rules;   // their shifts add up to it exactly; the largest stand first
    std::vector<std::string> unknown;  // bases of unknown compute that only one of them would have
};

// The difference of two totals of one ledger and one scope, which must outlive it. Rules are
// exchanged one after the other, on the base models on the way, then on the activity, then on
// recomputation: what two rules do together goes to the later of them.
TotalDifference difference(const Total& from, const Total& to);

// The words of the formats, in the order of the enumerators.
std::string_view word(RuleSubject subject);

}  // namespace flopledger
