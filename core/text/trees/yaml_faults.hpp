// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/name.hpp"

namespace flopledger {

// What libyaml says about a text that is not YAML, and what stands where it stopped.
struct YamlStop {
    std::string_view problem;  // "found unexpected end of stream"
    std::string_view context;  // "while scanning a quoted scalar", or empty
    std::string_view rest;     // the text from where it stopped
    int context_line = 0;      // where what it was reading began; 0 if it did not say
};

// The same in words for the writer of a ledger.
struct YamlFault {
    Name name;
    std::string message;
    std::string hint;
    bool at_context = false;  // the fault lies where the thing begins, not where reading stopped
};

// Rephrases the common complaints and passes the others on.
YamlFault describe(const YamlStop& stop);

}  // namespace flopledger
