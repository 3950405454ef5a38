// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace flopledger {

// A folder on the disk for the files of one test, gone with it.
class LogFolder {
  public:
    LogFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "flopledger-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    LogFolder(const LogFolder&) = delete;
    LogFolder& operator=(const LogFolder&) = delete;
    ~LogFolder() { std::filesystem::remove_all(path_); }

    std::string path(std::string_view name) const { return (path_ / name).string(); }

    // Writes a file and gives its path.
    std::string write(std::string_view name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path(name);
    }

  private:
    std::filesystem::path path_;
};

}  // namespace flopledger
