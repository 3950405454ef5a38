// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/text/files/file_reader.hpp"

namespace flopledger {

// Reads files that may have been moved. What is not where it is named is looked for in other
// folders, under its path below the folder of the ledger or its last name alone. Of several that
// are there, the first with a known SHA-256 is taken, else the first.
class FoundFiles : public FileReader {
  public:
    // The reader must outlive this one. Known are names, seen from home, by their SHA-256.
    FoundFiles(FileReader& files, std::vector<std::string> folders,
               std::multimap<std::string, std::string> known);

    // The folder that paths are seen from, with the slash at its end; empty where the program runs.
    void set_home(std::string folder);
    const std::string& home() const { return home_; }

    // Where a file is found; nothing where it is not.
    std::optional<std::string> find(const std::string& path);

    // Whether a path was opened for its bytes.
    bool has_opened(const std::string& path);

    // Whether a path was asked for and there was nothing.
    bool has_missed(const std::string& path) const;

    FileContent read(const std::string& path, std::size_t largest_bytes) override;
    FileContent read_prefix(const std::string& path, std::size_t bytes) override;
    OpenedFile open(const std::string& path) override;
    OpenedFile open_resolved(const std::string& path) override;
    std::optional<std::string> barred(const std::string& path) override;
    bool exists(const std::string& path) override;
    std::optional<std::vector<std::string>> list(const std::string& folder,
                                                 const std::string& ending) override;
    std::optional<std::vector<FolderEntry>> entries(const std::string& folder) override;
    std::string canonical(const std::string& path) override;

  private:
    std::vector<std::string> candidates(const std::string& path) const;
    bool has_known_print(const std::string& path);
    std::string to_open(const std::string& path);
    std::optional<std::vector<FolderEntry>> known_entries(const std::string& folder);

    FileReader& files_;
    std::vector<std::string> folders_;
    std::multimap<std::string, std::string> known_;
    std::string home_;
    mutable std::mutex noting_;
    std::map<std::string, std::optional<std::string>> found_;
    std::set<std::string> opened_;  // canonical
    std::set<std::string> missed_;
};

}  // namespace flopledger
