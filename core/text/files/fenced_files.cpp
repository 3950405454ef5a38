// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/fenced_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

namespace flopledger {

namespace {

constexpr const char* barred_words = "it lies outside the folders that may be read";

// A folder without slashes at its end; the one that the program runs in is empty where a disk names
// it by itself.
std::string_view without_slashes(std::string_view folder) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
    return folder == "." ? "" : folder;
}

// Whether a canonical path is a canonical folder or lies below it.
bool lies_in(std::string_view path, std::string_view folder) {
    path = without_slashes(path);
    folder = without_slashes(folder);
    if (folder == "/") return path.starts_with('/');
    if (folder.empty()) return !path.starts_with('/') && path != ".." && !path.starts_with("../");
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

FileContent no_content(std::string why) {
    FileContent content;
    content.why = std::move(why);
    return content;
}

// The first bytes of a stream, so many or all there are.
FileContent beginning(OpenedFile file, std::size_t most) {
    if (file.stream == nullptr) return no_content(std::move(file.why));
    constexpr std::size_t piece_size = 65536;
    std::string bytes;
    while (bytes.size() < most) {
        const std::size_t before = bytes.size();
        bytes.resize(before + std::min(piece_size, most - before));
        const auto count = file.stream->read(bytes.data() + before, bytes.size() - before);
        if (!count) return no_content("reading failed before the end");
        bytes.resize(before + *count);
        if (*count == 0) break;
    }
    FileContent content;
    content.bytes = std::move(bytes);
    return content;
}

}  // namespace

FencedFiles::FencedFiles(FileReader& disk, const std::vector<std::string>& folders) : disk_(disk) {
    for (const std::string& folder : folders) {
        folders_.push_back(disk_.canonical(folder.empty() ? "." : folder));
    }
}

std::optional<std::string> FencedFiles::barred(const std::string& path) {
    std::string resolved = disk_.canonical(path.empty() ? "." : path);
    const bool inside =
        std::any_of(folders_.begin(), folders_.end(),
                    [&](const std::string& folder) { return lies_in(resolved, folder); });
    return inside ? std::nullopt : std::optional(std::move(resolved));
}

OpenedFile FencedFiles::open(const std::string& path) {
    // The path is resolved once: what is opened is what was looked at.
    const std::string resolved = disk_.canonical(path);
    if (barred(resolved)) return {nullptr, barred_words};
    if (!disk_.exists(path)) return {nullptr, "no such file"};
    return disk_.open_resolved(resolved);
}

OpenedFile FencedFiles::open_resolved(const std::string& path) { return open(path); }

FileContent FencedFiles::read(const std::string& path, std::size_t largest_bytes) {
    FileContent content = beginning(open(path), largest_bytes + 1);
    content.too_large = content.bytes && content.bytes->size() > largest_bytes;
    if (content.too_large) content.bytes.reset();
    return content;
}

FileContent FencedFiles::read_prefix(const std::string& path, std::size_t bytes) {
    return beginning(open(path), bytes);
}

bool FencedFiles::exists(const std::string& path) { return !barred(path) && disk_.exists(path); }

std::optional<std::vector<std::string>> FencedFiles::list(const std::string& folder,
                                                          const std::string& ending) {
    return barred(folder) ? std::nullopt : disk_.list(folder, ending);
}

std::optional<std::vector<FolderEntry>> FencedFiles::entries(const std::string& folder) {
    return barred(folder) ? std::nullopt : disk_.entries(folder);
}

std::string FencedFiles::canonical(const std::string& path) { return disk_.canonical(path); }

std::string folder_of(const std::string& path) {
    return std::filesystem::path(path).parent_path().string();
}

std::string shell_word(const std::string& text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+=,";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    const bool shows = std::none_of(text.begin(), text.end(), [](char one) {
        const auto code = static_cast<unsigned char>(one);
        return code < 0x20 || code == 0x7f;
    });
    std::string word = shows ? "'" : "$'";
    for (const char one : text) {
        const auto code = static_cast<unsigned char>(one);
        if (one == '\'') {
            word += shows ? "'\\''" : "\\'";
        } else if (!shows && (code < 0x20 || code == 0x7f)) {
            word += fmt::format("\\x{:02x}", code);
        } else {
            word += !shows && one == '\\' ? "\\\\" : std::string(1, one);
        }
    }
    return word + "'";
}

std::string allow_read(FileReader& files, const std::string& canonical) {
    const std::string here(without_slashes(files.canonical(".")));
    std::string shown = canonical;
    if (here != "/" && lies_in(canonical, here)) {
        shown = canonical.size() == here.size() ? "." : canonical.substr(here.size());
        shown.erase(0, shown.find_first_not_of('/'));
    }
    if (shown.empty()) shown = ".";
    if (shown.starts_with('-')) shown.insert(0, "./");
    return "--allow-read " + shell_word(shown);
}

}  // namespace flopledger
