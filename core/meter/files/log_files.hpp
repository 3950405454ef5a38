// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// What to say of a word that leads where its reader may not go.
struct OutsideFault {
    std::string message;
    std::string hint;  // with the option that lets it be read
};

// The fault of a file, a folder or a pattern that a ledger names outside its own folder; nothing
// where it may be gone to.
std::optional<OutsideFault> outside_fault(FileReader& files, const std::string& word);

// The files that a user names, sorted by path: files, pipes and `-` as they are; of a folder, all
// files in and below it; what a pattern matches (PathPattern), folders among that as folders. Names
// that begin with a dot are passed over unless they are spelled out. What stands at a path is taken
// before a pattern.
//
// A file that one word reaches in two ways, by a link for example, is there once. Errors:
// `file-unreadable` for words that lead to no file, and folders that cannot be read;
// `outside-folder` for what leads where the reader may not go; `duplicate-input` where two words
// lead to one file; `too-many-inputs` beyond most_inputs.
std::vector<std::string> find_logs(FileReader& files, const std::vector<std::string>& words,
                                   Diagnostics& diagnostics);

}  // namespace flopledger
