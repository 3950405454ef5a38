// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// The code of a C++ source: comments, preprocessor lines and the insides of literals are blanked,
// every other character stays in its place.
std::string code_only(std::string_view text);

// An #include line: the path between the quotes or brackets, and where it stands (from 1).
struct Include {
    std::string path;
    bool quoted = false;
    int line = 0;
};

// All includes of a source, in order.
std::vector<Include> includes_of(std::string_view text);

// A function definition by the lines it covers, from 1, its head included.
struct FunctionSpan {
    std::string head;
    int first_line = 0;
    int last_line = 0;
};

// The functions defined in a source, test cases included; told from other braces by a parenthesis
// in the head and by standing outside any other function.
std::vector<FunctionSpan> functions_of(std::string_view text);

// A declaration at namespace scope, by its text up to ';' or '{' and its first line (from 1).
struct Declaration {
    std::string head;
    int line = 0;
};

// A type that a source defines, or an alias it gives: its name, its line (from 1), and whether it
// stands inside another type.
struct TypeName {
    std::string name;
    int line = 0;
    bool nested = false;
};

// The types and aliases of a source, those inside of functions too, without forward declarations
// and specializations.
std::vector<TypeName> types_of(std::string_view text);

// The declarations at namespace scope of a header, without forward declarations and assertions.
std::vector<Declaration> declarations_of(std::string_view text);

}  // namespace flopledger
