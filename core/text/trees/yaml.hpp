// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "core/text/trees/tree.hpp"

namespace flopledger {

// Reads one YAML document into a tree. YAML's traps are errors, not surprises: duplicate keys,
// anchors, aliases, merge keys and tags, lists and mappings as keys, several documents, nesting
// beyond 32 levels, tabs as indentation, ends of lines on which versions of YAML differ, bytes that
// are not UTF-8. A byte order mark is skipped; an empty text is null. After bytes that are not
// UTF-8, a syntax error or too much nesting there is no tree; other faults are all told and leave
// one. Words such as `no` and `010` are kept for their reader to judge, see ambiguity_of.
std::optional<Document> parse_yaml(std::shared_ptr<const Source> source, Diagnostics& diagnostics);

}  // namespace flopledger
