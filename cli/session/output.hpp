// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

#include "cli/session/staged_file.hpp"
#include "cli/session/streams.hpp"
#include "core/base/diagnostic.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// Writes a text to a stream. A reader that went away has what it wanted; anything else that keeps
// the text from being written is the error output-unwritable.
void write_stream(std::ostream& stream, const std::string& text, Diagnostics& diagnostics);
void write_stream(std::ostream& stream, const TextSource& source, Diagnostics& diagnostics);

// Whether a name is that of standard output: `-`, /dev/stdout, /dev/fd/1.
bool is_standard_output(const std::string& path);

// Writes an output: a file whole or not at all. What is no ordinary file, such as a pipe, a device
// or what the program has open, is written to and never replaced. The error is output-unwritable,
// also where this call has read the file; the warning output-in-place.
void write_file_whole(const std::string& path, const std::string& text, const Streams& streams,
                      const FileReader& inputs, Diagnostics& diagnostics);
void write_file_whole(const std::string& path, const TextSource& source, const Streams& streams,
                      const FileReader& inputs, Diagnostics& diagnostics);

// The error that a file cannot be written.
Diagnostic output_unwritable(const std::string& path, const std::string& why);

}  // namespace flopledger
