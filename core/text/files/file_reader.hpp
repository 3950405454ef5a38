// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/text/files/byte_stream.hpp"

namespace flopledger {

// What came of reading a file: its bytes, or why not.
struct FileContent {
    std::optional<std::string> bytes;
    bool too_large = false;
    std::string why;  // where there are no bytes: "no such file", "is a directory"
};

// What came of opening a file: its bytes as a stream, or why not.
struct OpenedFile {
    std::unique_ptr<ByteStream> stream;
    std::string why;  // where there is no stream: "no such file", "is a directory"
};

// What stands in a folder: a file, or another folder.
struct FolderEntry {
    std::string path;
    bool is_folder = false;

    friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};

// The disk as an argument, so that tests bring their own.
class FileReader {
  public:
    virtual ~FileReader() = default;

    // The bytes of a file, if it has at most so many; `-` is standard input.
    virtual FileContent read(const std::string& path, std::size_t largest_bytes) = 0;

    // The first bytes of a file, so many or all there are; standard input has no beginning to look
    // at alone.
    virtual FileContent read_prefix(const std::string& path, std::size_t bytes) = 0;

    // A file, or a pipe, to be read piece by piece; `-` is standard input.
    virtual OpenedFile open(const std::string& path) = 0;

    // The same of a canonical path that a file names. A link, a pipe or a device that stands there
    // is refused before it is opened.
    virtual OpenedFile open_resolved(const std::string& path) = 0;

    // Whether there is something at the path.
    virtual bool exists(const std::string& path) = 0;

    // The paths of the files with an ending (".yaml") right in a folder, sorted; nothing if the
    // folder cannot be read.
    virtual std::optional<std::vector<std::string>> list(const std::string& folder,
                                                         const std::string& ending) = 0;

    // All that stands right in a folder, sorted by path: files, also links that lead nowhere, and
    // folders, but no pipes and devices; nothing if it is no folder or cannot be read. The path of
    // the folder that the program runs in is empty.
    virtual std::optional<std::vector<FolderEntry>> entries(const std::string& folder) = 0;

    // One name for each file, so that a lineage that comes back to a file is seen: symbolic links
    // and `..` resolved where possible.
    virtual std::string canonical(const std::string& path) = 0;

    // Whether a file was read, under whatever name: by its device and its number there.
    virtual bool has_read(dev_t /*device*/, ino_t /*number*/) const { return false; }

    // Where a path really leads if this reader may not go there; nothing if it may.
    virtual std::optional<std::string> barred(const std::string& /*path*/) { return std::nullopt; }
};

// A path that a file names, seen from the folder of that file.
std::string relative_to(const std::string& file, const std::string& path);

}  // namespace flopledger
