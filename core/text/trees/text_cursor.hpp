// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace flopledger {

// A place in a text, by all the ways of counting that parsers use. Lines end with a line feed; a
// carriage return before it belongs to the end of the line. A byte order mark counts as nothing
// but its bytes.
struct TextPosition {
    std::size_t offset = 0;      // in bytes
    std::size_t characters = 0;  // before this place
    int line = 1;
    int column = 1;  // in characters
};

// Walks forwards through a UTF-8 text and knows where it stands. Going back starts over, so going
// through a text in order costs its length once. Places beyond the end are the end.
class TextCursor {
  public:
    // Stands at the first character; the text must outlive the cursor.
    explicit TextCursor(std::string_view text);

    // The same for a text of which it is known whether all bytes are ASCII.
    TextCursor(std::string_view text, bool is_ascii);

    // Goes to the character that begins at a byte offset, or after it.
    const TextPosition& to_offset(std::size_t offset);

    // Goes to the character with this number, counted from 0.
    const TextPosition& to_character(std::size_t number);

    // Characters from here up to a number, not beyond the end of the line; at least 1.
    int length_to_character(std::size_t number) const;

  private:
    void restart();
    void step();

    void advance_ascii(std::size_t offset);

    std::string_view text_;
    bool is_ascii_;  // then a character is a byte, and lines are found without looking at each
    TextPosition position_;
    std::size_t line_end_ = 0;  // of the line it stands in, or npos; kept where all is ASCII
};

}  // namespace flopledger
