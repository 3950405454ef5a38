// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/trees/text_cursor.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// A node that stands at a position and is one column long.
Node node_of(const TextPosition& position);

// What a text is to be.
enum class TextFormat { yaml, json };

// Whether a text is printable ASCII, tabs and line feeds and nothing else, as nearly every file is:
// then a byte is a character and nothing need be checked.
bool is_plain(std::string_view text);

// Whether a text is UTF-8 without characters that its format forbids; otherwise one error is told,
// `not-utf8`, `yaml-syntax` or `json-syntax`. YAML's are the control characters, and the ends of
// lines on which its versions differ.
bool is_clean_text(const Source& source, TextFormat format, Diagnostics& diagnostics);

}  // namespace flopledger
