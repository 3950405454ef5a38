// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "core/text/tree.hpp"

namespace flopledger {

// Reads one YAML document into a tree. YAML's traps are errors, not surprises: duplicate keys,
// anchors, aliases, merge keys and tags, several documents, nesting beyond 32 levels, tabs as
// indentation, bytes that are not UTF-8. A byte order mark is skipped. After a syntax error there
// is no tree; other faults are all told.
std::optional<Document> parse_yaml(std::shared_ptr<const Source> source, Diagnostics& diagnostics);

}  // namespace flopledger
