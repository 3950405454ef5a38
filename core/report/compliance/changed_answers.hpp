// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace flopledger {

// A change after which the same ledger may have another answer.
struct ChangedAnswer {
    std::string_view since;  // the first version with it
    std::string_view what;   // goes on from "since VERSION"
};

// What changed after a version, the oldest first; nothing for a word that is no version.
std::vector<ChangedAnswer> answers_changed_after(std::string_view version);

}  // namespace flopledger
