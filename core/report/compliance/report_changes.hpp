// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/trees/tree.hpp"

namespace flopledger {

// Something that two reports say differently, in the words of the ledger.
struct WordedChange {
    std::string about;  // an activity, a base, a threshold; empty: the ledger
    std::string what;   // `tokens`, `verdict`
    std::string was;    // empty where there was none
    std::string is;     // empty where there is none
    std::string place;  // the line that states it now, or stated it; may be empty
};

// Verdicts that differ, the fullest of what a report says.
std::vector<WordedChange> changed_verdicts(const Node& recorded, const Node& remade);

// What the ledger states and what differs of it: figures and words, not what follows from them.
std::vector<WordedChange> changed_statements(const Node& recorded, const Node& remade);

// The rows of all tables of a report with an id.
std::vector<const Node*> rows_of(const Node& report, std::string_view table);

}  // namespace flopledger
