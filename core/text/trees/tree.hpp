// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"

namespace flopledger {

// A text that was read, with the name under which messages speak of it.
struct Source {
    std::string name;
    std::string text;
};

struct NodeField;

// A value of a YAML or JSON text, with its place. Scalars keep the characters the user wrote:
// whether they are a number, a date or a word is for the reader of the key to say.
struct Node {
    enum class Kind { null, scalar, sequence, mapping };

    Kind kind = Kind::null;
    std::string text;               // of a scalar, or the word that says null
    bool quoted = false;            // a scalar in quotes is a text, never a number or a truth value
    int line = 1;                   // counted from 1
    int column = 1;                 // counted from 1, in characters
    int length = 1;                 // columns on that line, for the caret
    std::vector<Node> items;        // of a sequence
    std::vector<NodeField> fields;  // of a mapping, in the order written; keys differ

    // The value of a key, or nullptr.
    const Node* find(std::string_view key) const;
};

// One key of a mapping with its value.
struct NodeField {
    Node key;
    Node value;
};

// A whole text and its tree.
struct Document {
    std::shared_ptr<const Source> source;
    Node root;
};

// The place of a node in its source.
Place place_of(const Source& source, const Node& node);

// After so many errors of one text the others are not listed.
inline constexpr std::size_t most_errors_per_source = 100;

// Adds an error at a node, with the line it stands in; message and hint are made safe for a
// terminal. An error beyond the most of its source only adds a word to the last one listed, so a
// hostile file cannot cost more than its length.
void report_at(Diagnostics& diagnostics, Name name, const Source& source, const Node& node,
               std::string_view message, std::string_view hint);

// The line of a text, counted from 1, without its end and as it stands in the file; long lines are
// cut to 200 characters. Empty where the text has no such line.
std::string line_of(const Source& source, int line);

// Why an unquoted word is not what it seems, as a sentence for a message: YAML 1.1 reads `no` as
// false, `010` as 8 and `12:30` as 750, YAML 1.2 does not, and a reader of a ledger may know
// either. Empty if there is no such doubt. Texts may be such words; numbers and truth values not.
std::string ambiguity_of(const Node& node);

// Whether there is such a doubt, to be reported as `ambiguous-scalar`.
bool is_ambiguous_scalar(const Node& node);

}  // namespace flopledger
