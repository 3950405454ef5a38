// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace flopledger {

// Text from a file made harmless for a terminal: control characters, bytes that are not UTF-8 and
// characters that turn the direction of writing become visible escapes such as `\x1b`, `\u202e`.
std::string safe_text(std::string_view text);

// JSON text with the characters of its strings that safe_text escapes as JSON's own escapes, beyond
// ASCII; it reads back as what it was.
std::string json_escaped(std::string_view json);

// How many columns a terminal needs for the text, one for each character of UTF-8.
int columns(std::string_view text);

// The bytes of the first characters of the text that fill no more than so many columns; of one
// character at least.
std::size_t bytes_of_columns(std::string_view text, int width);

}  // namespace flopledger
