// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace flopledger {

// What came of reading a file: its bytes, or why not.
struct FileContent {
    std::optional<std::string> bytes;
    bool too_large = false;
    std::string why;  // where there are no bytes: "no such file", "is a directory"
};

// The disk as an argument, so that tests bring their own. The only virtual interface of the house.
class FileReader {
  public:
    virtual ~FileReader() = default;

    // The bytes of a file, if it has at most so many; `-` is standard input.
    virtual FileContent read(const std::string& path, std::size_t largest_bytes) = 0;

    // The first bytes of a file, so many or all there are; standard input has no beginning to look
    // at alone.
    virtual FileContent read_prefix(const std::string& path, std::size_t bytes) = 0;

    // Whether there is something at the path.
    virtual bool exists(const std::string& path) = 0;

    // The paths of the files with an ending (".yaml") right in a folder, sorted; nothing if the
    // folder cannot be read.
    virtual std::optional<std::vector<std::string>> list(const std::string& folder,
                                                         const std::string& ending) = 0;

    // One name for each file, so that a lineage that comes back to a file is seen: symbolic links
    // and `..` resolved where possible.
    virtual std::string canonical(const std::string& path) = 0;
};

// A path that a file names, seen from the folder of that file.
std::string relative_to(const std::string& file, const std::string& path);

}  // namespace flopledger
