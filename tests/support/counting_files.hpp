// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "core/text/files/disk_files.hpp"

namespace flopledger {

// The disk, keeping the canonical path of every file that is opened and every folder that is
// listed.
class CountingFiles : public DiskFiles {
  public:
    using DiskFiles::DiskFiles;

    std::set<std::string> opened;

    FileContent read(const std::string& path, std::size_t largest_bytes) override {
        note(path);
        return DiskFiles::read(path, largest_bytes);
    }

    FileContent read_prefix(const std::string& path, std::size_t bytes) override {
        note(path);
        return DiskFiles::read_prefix(path, bytes);
    }

    OpenedFile open(const std::string& path) override {
        note(path);
        return DiskFiles::open(path);
    }

    OpenedFile open_resolved(const std::string& path) override {
        note(path);
        return DiskFiles::open_resolved(path);
    }

    std::optional<std::vector<std::string>> list(const std::string& folder,
                                                 const std::string& ending) override {
        note(folder);
        return DiskFiles::list(folder, ending);
    }

    std::optional<std::vector<FolderEntry>> entries(const std::string& folder) override {
        note(folder);
        return DiskFiles::entries(folder);
    }

  private:
    void note(const std::string& path) {
        const std::lock_guard<std::mutex> lock(noting_);
        opened.insert(canonical(path.empty() ? "." : path));
    }

    std::mutex noting_;
};

}  // namespace flopledger
