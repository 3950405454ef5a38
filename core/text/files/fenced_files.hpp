// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/files/file_reader.hpp"

namespace flopledger {

// A disk of which some folders alone can be read, each with all below it. Whoever follows what a
// file of strangers names does it through this reader, so a path leads nowhere else, whatever
// links, `..` and patterns it is made of. Only regular files are opened.
class FencedFiles : public FileReader {
  public:
    // The disk must outlive this; an empty folder is the one that the program runs in.
    FencedFiles(FileReader& disk, const std::vector<std::string>& folders);

    FileContent read(const std::string& path, std::size_t largest_bytes) override;
    FileContent read_prefix(const std::string& path, std::size_t bytes) override;
    OpenedFile open(const std::string& path) override;
    OpenedFile open_resolved(const std::string& path) override;
    bool exists(const std::string& path) override;
    std::optional<std::vector<std::string>> list(const std::string& folder,
                                                 const std::string& ending) override;
    std::optional<std::vector<FolderEntry>> entries(const std::string& folder) override;
    std::string canonical(const std::string& path) override;
    std::optional<std::string> barred(const std::string& path) override;

  private:
    FileReader& disk_;
    std::vector<std::string> folders_;  // canonical
};

// The folder of a file, as written: empty for the one that the program runs in.
std::string folder_of(const std::string& path);

// A word as a shell takes it: in quotes where it needs them.
std::string shell_word(const std::string& text);

// What lets a file or a folder be read that a path leads to: `--allow-read DIR`, as a shell takes
// it, seen from the folder that the program runs in where it lies below that.
std::string allow_read(FileReader& files, const std::string& canonical);

}  // namespace flopledger
