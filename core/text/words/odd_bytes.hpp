// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace flopledger {

// Names of files and devices are any bytes, and JSON is UTF-8. A byte that belongs to no character
// becomes one of the private characters U+EF80 to U+EFFF, and such characters themselves become
// three: so every name comes back as it was.
std::string text_of_bytes(std::string_view bytes);

// The bytes that text_of_bytes made a text of.
std::string bytes_of_text(std::string_view text);

}  // namespace flopledger
