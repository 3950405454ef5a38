// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>

#include "core/text/trees/tree.hpp"

namespace flopledger {

// A tree and what was said about its text.
struct Parsed {
    std::optional<Document> document;
    Diagnostics diagnostics;
};

// Reads a text with parse_yaml or parse_json.
template <typename Parse>
Parsed parsed(Parse parse, std::string text) {
    Parsed result;
    auto source = std::make_shared<const Source>(Source{"input", std::move(text)});
    result.document = parse(std::move(source), result.diagnostics);
    return result;
}

// A tree in one line: texts in quotes, bare words bare, null as `null`.
inline std::string outline(const Node& node) {
    std::string inside;
    switch (node.kind) {
        case Node::Kind::null:
            return "null";
        case Node::Kind::scalar:
            return node.quoted ? fmt::format("'{}'", node.text) : node.text;
        case Node::Kind::sequence:
            for (const Node& item : node.items) {
                inside += (inside.empty() ? "" : ", ") + outline(item);
            }
            return "[" + inside + "]";
        case Node::Kind::mapping:
            for (const NodeField& field : node.fields) {
                inside +=
                    (inside.empty() ? "" : ", ") + outline(field.key) + ": " + outline(field.value);
            }
            return "{" + inside + "}";
    }
    return inside;
}

// The tree, or `none`.
inline std::string outline(const Parsed& result) {
    return result.document ? outline(result.document->root) : "none";
}

// Every diagnostic as `line:column name`, in order.
inline std::string faults(const Parsed& result) {
    std::string all;
    for (const Diagnostic& diagnostic : result.diagnostics.list) {
        all += fmt::format("{}{}:{} {}", all.empty() ? "" : ", ", diagnostic.place.line,
                           diagnostic.place.column, diagnostic.name.text);
    }
    return all;
}

// Every value as `text@line:column+length`, in the order of the text.
inline std::string places(const Node& node) {
    std::string all = fmt::format("{}@{}:{}+{}", node.text, node.line, node.column, node.length);
    for (const Node& item : node.items) all += " " + places(item);
    for (const NodeField& field : node.fields) {
        all += " " + places(field.key) + " " + places(field.value);
    }
    return all;
}

}  // namespace flopledger
