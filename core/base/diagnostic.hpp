// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/name.hpp"

namespace flopledger {

// Where something stands: a file with line and column counted from 1. Line 0 means the whole file,
// an empty file name the command line.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

// How grave a diagnostic is: an error leaves its file without a result.
enum class Severity { error, warning };

// The word of a severity: `error`.
std::string_view word(Severity severity);

// One fault of an input: name, place, the line it stands in, what is wrong and what to do.
struct Diagnostic {
    Name name;
    Severity severity = Severity::error;
    Place place;
    int length = 1;       // columns the caret underlines
    std::string excerpt;  // the source line; empty where there is none
    std::string message;
    std::string hint;  // the remedy; may be empty
};

// All faults found so far, in the order found. The one output parameter of the project.
struct Diagnostics {
    std::vector<Diagnostic> list;

    // Adds one fault.
    void add(Diagnostic diagnostic);

    // Whether any of them is an error.
    bool has_errors() const;
};

// Something worth knowing about a figure that is no fault: a name and one sentence.
struct Finding {
    Name name;
    std::string message;

    friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace flopledger
