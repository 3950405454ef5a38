// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// A file of the project: its path from the root and its whole text.
struct SourceFile {
    std::string path;
    std::string text;
};

// The bytes of a file, named from the root of the project; fails the test if it cannot be read.
std::string read_file(const std::string& path);

// Writes a file whole; fails the test if it cannot.
void write_file(const std::string& path, std::string_view text);

// The paths of all files below a folder (none if it is absent) whose names end in one of `endings`,
// sorted.
std::vector<std::string> list_files(const std::string& folder,
                                    const std::vector<std::string>& endings);

// The same files, read.
std::vector<SourceFile> read_files(const std::string& folder,
                                   const std::vector<std::string>& endings);

// The lines of a text without their newlines; a last line need not end in one.
std::vector<std::string> split_lines(std::string_view text);

}  // namespace flopledger
