// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"

namespace flopledger {

// A text that comes in pieces: a function that hands them on, one by one.
using TextSource = std::function<void(const std::function<void(std::string_view)>&)>;

// Writes a text to a stream. A reader that went away has what it wanted; anything else that keeps
// the text from being written is the error output-unwritable.
void write_stream(std::ostream& stream, const std::string& text, Diagnostics& diagnostics);
void write_stream(std::ostream& stream, const TextSource& source, Diagnostics& diagnostics);

// Writes a file whole or not at all: beside it under another name first, and then in its place.
// What is no ordinary file, such as a pipe, is written to as it is. The error is output-unwritable.
void write_file_whole(const std::string& path, const std::string& text, Diagnostics& diagnostics);
void write_file_whole(const std::string& path, const TextSource& source, Diagnostics& diagnostics);

// The error that a file cannot be written.
Diagnostic output_unwritable(const std::string& path, const std::string& why);

}  // namespace flopledger
