// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/text/trees/tree.hpp"
#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

// A line of a text and its width in characters.
struct MeasuredLine {
    std::string_view text;
    int width = 0;
};

inline std::vector<MeasuredLine> measured_lines(std::string_view text) {
    text.remove_prefix(byte_order_mark_length(text));
    std::vector<MeasuredLine> lines;
    while (true) {
        const std::size_t end = text.find('\n');
        lines.push_back({text.substr(0, end), columns(text.substr(0, end))});
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

inline void insist(bool holds) {
    if (!holds) std::abort();
}

// Stops the program unless a place lies in the text or right behind one of its lines.
inline const MeasuredLine& expect_inside(const std::vector<MeasuredLine>& lines, int line,
                                         int column, int length) {
    insist(line >= 1 && line <= static_cast<int>(lines.size()));
    const MeasuredLine& found = lines[static_cast<std::size_t>(line - 1)];
    insist(column >= 1 && column <= found.width + 1);
    insist(length == 1 || (length > 1 && column + length <= found.width + 1));
    return found;
}

// The same of a diagnostic on a text of some kind. A text that is of no such kind is told of as a
// whole, by one error that quotes nothing of it.
inline void expect_told_inside(const std::vector<MeasuredLine>& lines, const Diagnostics& told,
                               const Diagnostic& diagnostic) {
    if (diagnostic.place.line != 0) {
        expect_inside(lines, diagnostic.place.line, diagnostic.place.column, diagnostic.length);
        return;
    }
    insist(told.list.size() == 1 && diagnostic.excerpt.empty());
    insist(diagnostic.message.starts_with("this is no "));
}

inline void expect_tree_inside(const std::vector<MeasuredLine>& lines, const Node& node) {
    const MeasuredLine& line = expect_inside(lines, node.line, node.column, node.length);
    if (node.kind == Node::Kind::scalar && !node.quoted) {
        // The first word of what was read must be what stands there.
        std::size_t offset = 0;
        for (int column = 1; column < node.column; ++column) {
            offset += utf8_character(line.text, offset).bytes;
        }
        const std::string_view word = std::string_view(node.text).substr(0, node.text.find(' '));
        const std::string_view there = line.text.substr(offset);
        insist(there.starts_with(word.substr(0, word.find('\n'))));
    }
    for (const Node& item : node.items) expect_tree_inside(lines, item);
    for (const NodeField& field : node.fields) {
        expect_tree_inside(lines, field.key);
        expect_tree_inside(lines, field.value);
    }
}

// Reads a text and holds every place against it: of diagnostics, and of the tree if nothing was
// wrong. No tree without an error said is a fault too.
template <typename Parse>
void expect_places_inside(Parse parse, const std::string& text) {
    Diagnostics diagnostics;
    const auto document = parse(std::make_shared<const Source>(Source{"input", text}), diagnostics);
    insist(document.has_value() || diagnostics.has_errors());
    const std::vector<MeasuredLine> lines = measured_lines(text);
    for (const Diagnostic& diagnostic : diagnostics.list) {
        expect_inside(lines, diagnostic.place.line, diagnostic.place.column, diagnostic.length);
        insist(!diagnostic.message.empty());
        insist(safe_text(diagnostic.message) == diagnostic.message);
    }
    if (!diagnostics.has_errors()) expect_tree_inside(lines, document->root);
}

}  // namespace flopledger
