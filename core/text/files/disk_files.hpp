// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <iosfwd>
#include <mutex>
#include <set>
#include <utility>

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
    bool has_read(dev_t device, ino_t number) const override;

  private:
    // Remembers what a name leads to; any thread may.
    void note(const std::string& path);

    std::istream& standard_input_;
    bool standard_input_was_read_ = false;
    mutable std::mutex noting_;
    std::set<std::pair<dev_t, ino_t>> noted_;
};

}  // namespace flopledger
