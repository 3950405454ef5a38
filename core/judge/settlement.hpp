// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/standard.hpp"

namespace flopledger {

// The caller's answer to a question that standards leave open.
struct Settlement {
    std::string standard;  // an id; empty for every standard that leaves it open
    std::string what;      // `teacher-inference`, `pre-training/rolled-back`, `recomputation`,
                           // `initialised-from`, `merged/third-party`
    Question question;
    Rule answer = Rule::count;  // or leave_out

    // As --settle takes it: `eu-cumulative:teacher-inference=count`.
    std::string text() const;
};

// One question of one standard that the caller settled, for the record of a result.
struct SettledRule {
    std::string standard;
    std::string what;
    Rule answer = Rule::count;
    std::string otherwise;  // what the standard itself says: `silent: Annex A.1 silent`
};

// Reads `[STANDARD:]WHAT=count|leave-out`, or says in a sentence what is off.
std::variant<Settlement, std::string> parse_settlement(std::string_view text);

// What may stand for WHAT.
std::vector<std::string_view> settlement_words();

// Puts the caller's answers into the standards, each replaced by a copy. An answer for one standard
// stands before one for all, a narrower question before a wider one. Errors: an answer to what the
// standards themselves settle (`not-open`), two answers to one question and a standard that is not
// among those given (`usage`).
std::vector<SettledRule> settle(const std::vector<Settlement>& settlements,
                                std::vector<std::shared_ptr<const Standard>>& standards,
                                Diagnostics& diagnostics);

}  // namespace flopledger
