// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/diagnostic.hpp"

namespace flopledger {

// Diagnostics as `line:column name`, one a line, for tests that only ask which fault is told where.
inline std::string places_and_names(const Diagnostics& diagnostics) {
    std::string result;
    for (const Diagnostic& diagnostic : diagnostics.list) {
        result += std::to_string(diagnostic.place.line) + ":" +
                  std::to_string(diagnostic.place.column) + " " +
                  std::string(diagnostic.name.text) + "\n";
    }
    return result;
}

// The names alone, with a blank behind each.
inline std::string names(const Diagnostics& diagnostics) {
    std::string result;
    for (const Diagnostic& diagnostic : diagnostics.list) {
        result += std::string(diagnostic.name.text) + " ";
    }
    return result;
}

}  // namespace flopledger
