// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/read/keys/values.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// A value of a ledger that names another file: faults of reading it are told there.
struct Reference {
    const Reading& reading;
    const Node& node;
};

// The path of a file that a ledger names, seen from the ledger's folder. A file that is called `-`
// stays a file and does not become standard input.
std::string resolved_path(const Reference& reference, const std::string& path);

// Whether a path leads where a file that somebody else wrote may not lead; told as an error at the
// value that names it, with the option that lets it be read.
bool report_barred(FileReader& files, const std::string& path, const Reference& reference);

// The text of a file, or nullptr and an error: at the reference, or for the file as a whole where
// the command line names it.
std::shared_ptr<const Source> read_source(FileReader& files, const std::string& path,
                                          std::size_t largest_bytes,
                                          const std::optional<Reference>& reference,
                                          Diagnostics& diagnostics);

// The SHA-256 of a file's bytes, read piece by piece; empty where it is no file or cannot be read.
std::string file_digest(FileReader& files, const std::string& path);

}  // namespace flopledger
