// SPDX-License-Identifier: Apache-2.0
#include "core/page/style.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

#include "core/base/figure_text.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// Adds one line of the text, without newlines, in pieces.
void wrap_line(std::string_view text, int width, std::vector<std::string>& lines) {
    std::string line;
    int filled = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t blank = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, blank - at);
        at = blank + 1;
        if (word.empty()) continue;
        int length = columns(word);
        if (filled > 0 && filled + 1 + length > width) {
            lines.push_back(line);
            line.clear();
            filled = 0;
        }
        const bool breaks = length > width && word.find("://") == std::string_view::npos;
        while (breaks && length > width) {
            std::size_t cut = bytes_of_columns(word, width);
            const std::size_t joint = word.substr(0, cut).find_last_of("-/");
            if (joint != std::string_view::npos && joint > 0) cut = joint + 1;
            lines.emplace_back(word.substr(0, cut));
            length -= columns(word.substr(0, cut));
            word.remove_prefix(cut);
        }
        if (filled > 0) {
            line += ' ';
            ++filled;
        }
        line += word;
        filled += length;
    }
    lines.push_back(line);
}

}  // namespace

std::string inked(const Style& style, Ink ink, std::string_view text) {
    if (!style.color || ink == Ink::plain) return std::string(text);
    std::string_view code = "0";
    switch (ink) {
        case Ink::plain:
            break;
        case Ink::bold:
            code = "1";
            break;
        case Ink::faint:
            code = "2";
            break;
        case Ink::red:
            code = "1;31";
            break;
        case Ink::yellow:
            code = "33";
            break;
        case Ink::green:
            code = "32";
            break;
    }
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::vector<std::string> wrapped(std::string_view text, int width) {
    std::vector<std::string> lines;
    width = std::max(width, 10);
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        wrap_line(text.substr(0, end), width, lines);
        if (end == text.size()) break;
        text.remove_prefix(end + 1);
    }
    while (lines.size() > 1 && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string paragraph(const Style& style, std::string_view first, std::string_view text) {
    int indent = columns(first);
    std::string page;
    std::string before(first);
    // Behind what takes up half of the page there is no room for a text: it begins below.
    if (indent > style.width / 2) {
        const std::size_t blanks = std::min(first.find_first_not_of(' '), first.size());
        page = indented(style, static_cast<int>(blanks), first.substr(blanks));
        indent = static_cast<int>(blanks) + 4;
        before = std::string(static_cast<std::size_t>(indent), ' ');
    }
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        for (const std::string& line :
             wrapped(safe_text(text.substr(0, end)), style.width - indent)) {
            page += before + line + "\n";
            before = std::string(static_cast<std::size_t>(indent), ' ');
        }
        if (text.find_first_not_of('\n', end) == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return page;
}

std::string indented(const Style& style, int depth, std::string_view text) {
    const auto blanks = static_cast<std::size_t>(depth);
    std::string page;
    std::string before(blanks, ' ');
    for (const std::string& line : wrapped(safe_text(text), style.width - depth - 2)) {
        page += before + line + "\n";
        before = std::string(blanks + 2, ' ');
    }
    return page;
}

std::string padded(std::string_view text, int width) {
    const int missing = width - columns(text);
    return std::string(text) + std::string(static_cast<std::size_t>(std::max(missing, 0)), ' ');
}

std::string bar(const Style& style, const Exact& share, int width) {
    // The left eighths of a column are U+258F to U+2589, all of it is U+2588.
    constexpr int parts = 8;
    const int all = width * parts;
    const Exact filled = share * all;
    int eighths = filled < all ? 0 : all;
    if (eighths == 0 && 0 < filled) eighths = static_cast<int>(filled.to_int64());
    std::string text;
    for (int column = 0; column < width; ++column) {
        const int left = std::clamp(eighths - column * parts, 0, parts);
        if (!style.blocks) {
            text += left >= parts / 2 ? '#' : '.';
        } else if (left == 0) {
            text += ' ';
        } else {
            text += "\xe2\x96";
            text += static_cast<char>(0x90 - left);
        }
    }
    return text;
}

std::string rule(const Style& style) {
    return inked(style, Ink::faint, std::string(static_cast<std::size_t>(style.width), '-')) + "\n";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(static_cast<std::int64_t>(count)), count == 1 ? one : many);
}

}  // namespace flopledger
