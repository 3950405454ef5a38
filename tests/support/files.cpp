// SPDX-License-Identifier: Apache-2.0
#include "tests/support/files.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace flopledger {

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) FAIL("cannot read ", path);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

void write_file(const std::string& path, std::string_view text) {
    std::ofstream stream(path, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) FAIL("cannot write ", path);
}

std::vector<std::string> list_files(const std::string& folder,
                                    const std::vector<std::string>& endings) {
    std::vector<std::string> paths;
    if (!std::filesystem::exists(folder)) return paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().generic_string();
        const bool wanted = std::any_of(endings.begin(), endings.end(), [&](const auto& ending) {
            return path.size() >= ending.size() &&
                   path.compare(path.size() - ending.size(), ending.size(), ending) == 0;
        });
        if (wanted && entry.is_regular_file()) paths.push_back(path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<SourceFile> read_files(const std::string& folder,
                                   const std::vector<std::string>& endings) {
    std::vector<SourceFile> files;
    for (const std::string& path : list_files(folder, endings)) {
        files.push_back({path, read_file(path)});
    }
    return files;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t newline = text.find('\n');
        lines.emplace_back(text.substr(0, newline));
        text.remove_prefix(newline == text.npos ? text.size() : newline + 1);
    }
    return lines;
}

}  // namespace flopledger
