// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/page/page.hpp"
#include "core/page/style.hpp"

namespace flopledger {

// What pages of text are made of.

// Columns that a level is indented.
inline constexpr int level_columns = 2;

// The ink of a tone.
Ink ink_of(Tone tone);

// So many blanks.
std::string blanks(int columns);

// Each line of finished text in an ink, its indent left out.
std::string inked_lines(const Style& style, Ink ink, const std::string& text);

// A note behind so many columns, with its label.
std::string note_text(const PageNote& note, int depth, const Style& style);

// A table fitted to the page: as it is, in rows of columns, or as a list where it is far too wide.
std::string table_of(const PageTable& table, const Style& style);

}  // namespace flopledger
