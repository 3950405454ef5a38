// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <set>
#include <string>

#include "tests/support/files.hpp"

namespace flopledger {

// A folder of its own, gone with the test.
class FreshFolder {
  public:
    FreshFolder() {
        path_ = std::filesystem::temp_directory_path() /
                ("flopledger-fresh-" + std::to_string(::getpid()));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~FreshFolder() { std::filesystem::remove_all(path_); }
    FreshFolder(const FreshFolder&) = delete;
    FreshFolder& operator=(const FreshFolder&) = delete;

    // The path of a file in it.
    std::string file(const std::string& name) const { return (path_ / name).string(); }

    // Writes a file, with the folders above it, and gives its path.
    std::string write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        write_file(file(name), text);
        return file(name);
    }

    // The names of all that stands right in it.
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(path_)) {
            found.insert(entry.path().filename().string());
        }
        return found;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace flopledger
