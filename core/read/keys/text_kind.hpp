// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// What a text says of itself where it is of a kind.
struct TextKind {
    std::string_view what;           // "ledger"
    std::string_view key;            // a ledger has the key `flopledger`,
    bool (*fits)(std::string_view);  // and this holds of its value
    Name fault;                      // what a text is told that is of no such kind
    std::string_view remedy;
};

// Whether a value is a version of a format.
bool is_version(std::string_view value);

// parse_yaml or parse_json.
using Parse = std::optional<Document> (*)(std::shared_ptr<const Source>, Diagnostics&);

// The tree of a text of a kind. What does not say that it is of this kind may be anything, a letter
// or a key, which a mistake or a stranger named: it is told by one error that quotes nothing of it.
std::optional<Document> parse_as(const TextKind& kind, Parse parse,
                                 std::shared_ptr<const Source> source, Diagnostics& diagnostics);

}  // namespace flopledger
