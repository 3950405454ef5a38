// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/diagnostic_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int excerpt_indent = 4;

// A line of a file as a terminal shows it: one safe piece for each character, tabs as one blank.
std::vector<std::string> safe_characters(std::string_view line) {
    std::vector<std::string> pieces;
    std::size_t at = 0;
    while (at < line.size()) {
        std::size_t end = at + 1;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) ++end;
        const std::string_view character = line.substr(at, end - at);
        pieces.push_back(character == "\t" ? " " : safe_text(character));
        at = end;
    }
    return pieces;
}

// The excerpt with its caret line; a long line is cut to a window around the caret.
std::string excerpt_text(const Diagnostic& diagnostic, const Style& style) {
    const std::vector<std::string> pieces = safe_characters(diagnostic.excerpt);
    const int room = std::max(style.width - excerpt_indent - 8, 24);
    const int size = static_cast<int>(pieces.size());
    const int caret = std::clamp(diagnostic.place.column - 1, 0, size);
    int begin = 0;
    if (caret > room * 2 / 3) begin = std::min(caret - room / 2, std::max(size - room, 0));
    const int end = std::min(size, begin + room);

    std::string line = begin > 0 ? "... " : "";
    std::string marks(line.size(), ' ');
    const int marked = std::max(diagnostic.length, 1);
    for (int i = begin; i < end; ++i) {
        const std::string& piece = pieces[static_cast<std::size_t>(i)];
        line += piece;
        const auto width = static_cast<std::size_t>(columns(piece));
        if (i < caret) {
            marks += std::string(width, ' ');
        } else if (i == caret) {
            marks += "^" + std::string(width - std::min<std::size_t>(width, 1), '~');
        } else if (i < caret + marked) {
            marks += std::string(width, '~');
        }
    }
    if (caret >= end) marks += "^";
    if (end < size) line += " ...";
    const std::string indent(excerpt_indent, ' ');
    return fmt::format("{}{}\n{}{}\n", indent, line, indent, inked(style, Ink::green, marks));
}

// `file:12:3`, `file`, or the program's own name for the command line.
std::string place_text(const Place& place) {
    if (place.file.empty()) return "flopledger";
    const std::string file = safe_text(place.file);
    return place.line == 0 ? file : fmt::format("{}:{}:{}", file, place.line, place.column);
}

// What to do; the lines after the first are things to choose from.
std::string hint_text(const std::string& hint, const Style& style) {
    if (hint.empty()) return "";
    const std::size_t end = std::min(hint.find('\n'), hint.size());
    std::string text = paragraph(style, "  hint: ", hint.substr(0, end));
    for (std::size_t at = end; at < hint.size();) {
        const std::size_t next = std::min(hint.find('\n', at + 1), hint.size());
        text += indented(style, 8, hint.substr(at + 1, next - at - 1));
        at = next;
    }
    return text;
}

}  // namespace

std::string diagnostic_text(const Diagnostic& diagnostic, const Style& style) {
    const Ink ink = diagnostic.severity == Severity::error ? Ink::red : Ink::yellow;
    std::string text =
        fmt::format("{}: {} {} [{}]\n", inked(style, Ink::bold, place_text(diagnostic.place)),
                    inked(style, ink, fmt::format("{}:", word(diagnostic.severity))),
                    safe_text(diagnostic.message), diagnostic.name.text);
    if (!diagnostic.excerpt.empty() && diagnostic.place.line > 0) {
        text += excerpt_text(diagnostic, style);
    }
    return text + hint_text(diagnostic.hint, style);
}

std::string diagnostics_text(const Diagnostics& diagnostics, const Style& style) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics.list) {
        text += diagnostic_text(diagnostic, style);
    }
    return text;
}

}  // namespace flopledger
