// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/tree_builder.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "core/text/trees/text_names.hpp"

namespace flopledger {

TreeBuilder::TreeBuilder(const Source& source, Diagnostics& diagnostics,
                         std::size_t deepest_nesting)
    : source_(source), diagnostics_(diagnostics), deepest_nesting_(deepest_nesting) {}

void TreeBuilder::report(Name name, const Node& node, std::string_view message,
                         std::string_view hint) {
    report_at(diagnostics_, name, source_, node, message, hint);
}

bool TreeBuilder::open(Node node) {
    if (open_.size() == deepest_nesting_) {
        report(name::nesting_too_deep, node,
               fmt::format("values are nested more than {} levels deep", deepest_nesting_),
               "take levels out");
        return false;
    }
    Open& opened = open_.emplace_back();
    opened.node = std::move(node);
    // Most mappings have this many keys; growing to it step by step moves each of them twice.
    constexpr std::size_t usual_size = 4;
    if (opened.node.kind == Node::Kind::mapping) {
        opened.node.fields.reserve(usual_size);
    } else {
        opened.node.items.reserve(usual_size);
    }
    return true;
}

void TreeBuilder::close() {
    assert(!open_.empty());
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
}

void TreeBuilder::add(Node node) {
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::sequence) {
        parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
        add_key(parent, std::move(node));
    } else {
        if (!parent.key_is_faulty) {
            parent.node.fields.push_back({std::move(*parent.key), std::move(node)});
        }
        parent.key.reset();
    }
}

// The same key where it stood before, or nullptr.
const Node* TreeBuilder::earlier_key(Open& mapping, const std::string& key) {
    constexpr std::size_t few = 32;
    const std::vector<NodeField>& fields = mapping.node.fields;
    if (fields.size() <= few) {
        for (const NodeField& field : fields) {
            if (field.key.text == key) return &field.key;
        }
        return nullptr;
    }
    for (std::size_t index = mapping.keys.size(); index < fields.size(); ++index) {
        mapping.keys.emplace(fields[index].key.text, index);
    }
    const auto found = mapping.keys.find(key);
    return found == mapping.keys.end() ? nullptr : &fields[found->second].key;
}

void TreeBuilder::add_key(Open& mapping, Node key) {
    mapping.key_is_faulty = true;
    const Node* earlier = earlier_key(mapping, key.text);
    if (key.kind == Node::Kind::sequence || key.kind == Node::Kind::mapping) {
        report(name::yaml_feature, key, "a list or mapping cannot be a key",
               "use a word as the key");
    } else if (!key.quoted && key.text == "<<") {
        report(name::yaml_feature, key, "merge keys (`<<`) are not read",
               "write the keys out where they are needed");
    } else if (earlier != nullptr) {
        report(name::duplicate_key, key,
               fmt::format("the key `{}` stands twice; first in line {}, column {}", key.text,
                           earlier->line, earlier->column),
               "keep one of the two");
    } else {
        mapping.key_is_faulty = false;
        key.kind = Node::Kind::scalar;
    }
    mapping.key = std::move(key);
}

Node TreeBuilder::take_root() {
    assert(open_.empty());
    return std::move(root_);
}

}  // namespace flopledger
