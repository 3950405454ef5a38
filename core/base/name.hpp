// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace flopledger {

// Where a name is used: errors and warnings stand at a place in a file; findings go with a figure;
// causes explain a ratio between two methods; reasons go with a verdict.
enum class NameKind { error, warning, finding, cause, reason };

// A stable name that scripts may rely on, with one sentence for the manual. Names are constants of
// the registers, the headers *_names.hpp beside what uses them; code says name::unknown_key, so
// what is not registered does not compile. A register is included by sources only: where every file
// saw every name, a changed word built the whole program again.
struct Name {
    std::string_view text;
    NameKind kind;
    std::string_view sentence;

    // Made while compiling only, never of a text that is read.
    consteval Name(std::string_view of_text, NameKind of_kind, std::string_view of_sentence)
        : text(of_text), kind(of_kind), sentence(of_sentence) {}

    friend bool operator==(const Name& left, const Name& right) { return left.text == right.text; }
};

}  // namespace flopledger
