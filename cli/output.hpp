// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

#include "core/base/diagnostic.hpp"

namespace flopledger {

// Writes a text to a stream. A reader that went away has what it wanted; anything else that keeps
// the text from being written is the error output-unwritable.
void write_stream(std::ostream& stream, const std::string& text, Diagnostics& diagnostics);

// Writes a file whole or not at all: beside it under another name first, and then in its place.
// What is no ordinary file, such as a pipe, is written to as it is. The error is output-unwritable.
void write_file_whole(const std::string& path, const std::string& text, Diagnostics& diagnostics);

// The error that a file cannot be written.
Diagnostic output_unwritable(const std::string& path, const std::string& why);

}  // namespace flopledger
