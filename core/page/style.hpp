// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/exact.hpp"

namespace flopledger {

// How a page is set: with or without color, to how many columns, and whether bars may be drawn with
// the block characters of Unicode.
struct Style {
    bool color = false;
    int width = 80;
    bool blocks = false;
};

// How a word stands out; without color all are plain.
enum class Ink { plain, bold, faint, red, yellow, green };

// The text in an ink, as a terminal understands it.
std::string inked(const Style& style, Ink ink, std::string_view text);

// The text in lines of at most so many columns, broken at blanks; a word longer than a line is cut,
// behind a hyphen or slash if it has one, but a link stays whole. Newlines in the text begin a new
// line.
std::vector<std::string> wrapped(std::string_view text, int width);

// The text made safe for a terminal and wrapped; the first line stands after `first`, the others
// are indented as deep. Ends with a newline.
std::string paragraph(const Style& style, std::string_view first, std::string_view text);

// One text standing behind `depth` blanks, wrapped with a hanging indent of two; ends with a
// newline.
std::string indented(const Style& style, int depth, std::string_view text);

// The text filled with blanks up to so many columns.
std::string padded(std::string_view text, int width);

// A share from 0 to 1 as a bar of so many columns: `######....` or, where there are blocks, to an
// eighth of a column.
std::string bar(const Style& style, const Exact& share, int width);

// A line across the page, between two ledgers.
std::string rule(const Style& style);

// "1 threshold", "2 thresholds".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace flopledger
