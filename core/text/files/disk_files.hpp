// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "core/text/files/file_reader.hpp"

namespace flopledger {

// The real disk. Only regular files are read whole: a pipe or a device could keep the program
// waiting for ever. Pipes may be opened, since logs are piped. Standard input comes as a stream and
// can be read once.
class DiskFiles : public FileReader {
  public:
    // The stream must outlive the reader.
    explicit DiskFiles(std::istream& standard_input);

    FileContent read(const std::string& path, std::size_t largest_bytes) override;
    FileContent read_prefix(const std::string& path, std::size_t bytes) override;
    OpenedFile open(const std::string& path) override;
    OpenedFile open_resolved(const std::string& path) override;
    bool exists(const std::string& path) override;
    std::optional<std::vector<std::string>> list(const std::string& folder,
                                                 const std::string& ending) override;
    std::optional<std::vector<FolderEntry>> entries(const std::string& folder) override;
    std::string canonical(const std::string& path) override;

  private:
    std::istream& standard_input_;
    bool standard_input_was_read_ = false;
};

}  // namespace flopledger
