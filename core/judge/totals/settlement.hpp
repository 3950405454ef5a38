// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/data/standard.hpp"

namespace flopledger {

// The caller's answer to a question that standards leave open.
struct Settlement {
    std::string standard;  // an id; empty for every standard that leaves it open
    std::string what;      // `teacher-inference`, `pre-training/rolled-back`, `recomputation`,
                           // `initialised-from`, `merged/third-party`
    Question question;
    Rule answer = Rule::count;  // or leave_out
    std::string by;             // who answers: empty for the call, else the reading of a ledger
    std::optional<Place> place = std::nullopt;  // where a ledger's reading stands

    // As --settle takes it: `eu-cumulative:teacher-inference=count`.
    std::string text() const;
};

// One question of one standard that the caller settled, for the record of a result.
struct SettledRule {
    std::string standard;
    std::string what;
    Rule answer = Rule::count;
    std::string otherwise;  // what the standard itself says: `silent: Annex A.1 silent`
    std::string by;         // who settled it: empty for the call
};

// Reads `[STANDARD:]WHAT=count|leave-out`, or says in a sentence what is off.
std::variant<Settlement, std::string> parse_settlement(std::string_view text);

// What may stand for WHAT.
std::vector<std::string_view> settlement_words();

// A reading of a ledger as a settlement; or, where its question is none, the error unknown-word.
std::optional<Settlement> settlement_of(const LegalReading& reading, Diagnostics& diagnostics);

// Puts answers of the caller and of a ledger into the standards, each replaced by a copy. What a
// text leaves open or what is but a reading of it can be answered. An answer for one standard
// stands before one for all, a narrower question before a wider one. Errors: an answer to what the
// texts themselves settle (`not-open`), two answers to one question and a standard that is not
// among those given
// (`usage`); a ledger's reading of a standard that is not asked here is passed over.
std::vector<SettledRule> settle(const std::vector<Settlement>& settlements,
                                std::vector<std::shared_ptr<const Standard>>& standards,
                                Diagnostics& diagnostics);

}  // namespace flopledger
