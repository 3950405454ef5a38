// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/text/file_reader.hpp"

namespace flopledger {

// A disk in memory: files by path, `-` among them for standard input. `a/../b` is `b`. It records
// what was opened and can be told to fail.
class MemoryFiles : public FileReader {
  public:
    std::map<std::string, std::string> files;
    std::vector<std::string> opened;  // as they were asked for, in order
    int failing_read = 0;             // the read that fails, counted from 1; 0 for none

    MemoryFiles() = default;
    explicit MemoryFiles(std::map<std::string, std::string> contents)
        : files(std::move(contents)) {}

    FileContent read(const std::string& path, std::size_t largest_bytes) override {
        opened.push_back(path);
        FileContent content;
        const auto file = files.find(canonical(path));
        if (static_cast<int>(opened.size()) == failing_read) {
            content.why = "reading failed before the end";
        } else if (file == files.end()) {
            content.why = "no such file";
        } else if (file->second.size() > largest_bytes) {
            content.too_large = true;
        } else {
            content.bytes = file->second;
        }
        return content;
    }

    FileContent read_prefix(const std::string& path, std::size_t bytes) override {
        FileContent content = read(path, std::string::npos);
        if (content.bytes && content.bytes->size() > bytes) content.bytes->resize(bytes);
        return content;
    }

    bool exists(const std::string& path) override { return files.count(canonical(path)) != 0; }

    std::optional<std::vector<std::string>> list(const std::string& folder,
                                                 const std::string& ending) override {
        std::vector<std::string> found;
        const std::string front = canonical(folder + "/");
        bool exists = false;
        for (const auto& [path, text] : files) {
            if (!path.starts_with(front)) continue;
            exists = true;
            const bool right_in_it = path.find('/', front.size()) == std::string::npos;
            if (right_in_it && path.ends_with(ending)) found.push_back(path);
        }
        if (!exists) return std::nullopt;
        return found;
    }

    std::string canonical(const std::string& path) override {
        return std::filesystem::path(path).lexically_normal().generic_string();
    }
};

}  // namespace flopledger
