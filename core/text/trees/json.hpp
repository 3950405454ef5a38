// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "core/text/trees/tree.hpp"

namespace flopledger {

// Reads strict JSON (RFC 8259) into the same tree as YAML, numbers as the characters written, with
// places. Infinity and NaN, which Python writes, are kept as words for the reader of the field.
// Duplicate keys, nesting beyond 64 levels, numbers beyond a double's and bytes that are not UTF-8
// are errors; only duplicate keys leave a tree. A byte order mark is skipped.
std::optional<Document> parse_json(std::shared_ptr<const Source> source, Diagnostics& diagnostics);

}  // namespace flopledger
