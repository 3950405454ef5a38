// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/text/trees/tree.hpp"

namespace flopledger {

// Puts the values of a text together as a parser meets them. In a mapping keys and values come by
// turns. Keys that stand twice, merge keys and keys that are no words are told and left out with
// their values.
class TreeBuilder {
  public:
    // Source and diagnostics must outlive the builder.
    TreeBuilder(const Source& source, Diagnostics& diagnostics, std::size_t deepest_nesting);

    // Begins a sequence or a mapping; false, and told, if it would be nested too deep.
    bool open(Node node);

    // Ends the sequence or mapping that was begun last.
    void close();

    // Adds a scalar or null.
    void add(Node node);

    // The finished tree; null if nothing was added.
    Node take_root();

  private:
    struct Open {
        Node node;
        std::optional<Node> key;     // waits for its value
        bool key_is_faulty = false;  // its value is left out
        // To the index of the field; filled only where there are too many to look through.
        std::map<std::string, std::size_t, std::less<>> keys;
    };

    static const Node* earlier_key(Open& mapping, const std::string& key);
    void add_key(Open& mapping, Node key);
    void report(Name name, const Node& node, std::string_view message, std::string_view hint);

    const Source& source_;
    Diagnostics& diagnostics_;
    std::size_t deepest_nesting_;
    std::vector<Open> open_;
    Node root_;
};

}  // namespace flopledger
