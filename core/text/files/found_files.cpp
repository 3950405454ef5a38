// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/found_files.hpp"

#include <algorithm>
#include <utility>

#include "core/text/files/sha256.hpp"

namespace flopledger {

FoundFiles::FoundFiles(FileReader& files, std::vector<std::string> folders,
                       std::multimap<std::string, std::string> known)
    : files_(files), folders_(std::move(folders)), known_(std::move(known)) {}

void FoundFiles::set_home(std::string folder) {
    home_ = std::move(folder);
    found_.clear();
}

// The places where a file may lie that is not where it is named.
std::vector<std::string> FoundFiles::candidates(const std::string& path) const {
    std::vector<std::string> list;
    const std::string name = path.substr(path.rfind('/') + 1);
    const bool below = home_.empty() ? !path.starts_with('/') : path.starts_with(home_);
    const std::string rest = below ? path.substr(home_.size()) : name;
    for (const std::string& folder : folders_) {
        if (!rest.empty()) list.push_back(folder + rest);
        if (!name.empty() && name != rest) list.push_back(folder + name);
    }
    return list;
}

bool FoundFiles::has_known_print(const std::string& path) {
    const OpenedFile file = files_.open(path);
    if (!file.stream) return false;
    Sha256 print;
    std::string block(1 << 16, '\0');
    while (const auto count = file.stream->read(block.data(), block.size())) {
        if (*count == 0) return known_.contains(print.digest());
        print.add({block.data(), *count});
    }
    return false;
}

std::optional<std::string> FoundFiles::find(const std::string& path) {
    if (files_.exists(path)) return path;
    {
        const std::lock_guard<std::mutex> lock(noting_);
        const auto known = found_.find(path);
        if (known != found_.end()) return known->second;
    }
    std::vector<std::string> there = candidates(path);
    std::erase_if(there, [this](const std::string& one) { return !files_.exists(one); });
    std::optional<std::string> found;
    if (!there.empty()) found = there.front();
    if (there.size() > 1) {
        const auto right = std::find_if(there.begin(), there.end(),
                                        [this](const auto& one) { return has_known_print(one); });
        if (right != there.end()) found = *right;
    }
    const std::lock_guard<std::mutex> lock(noting_);
    return found_.emplace(path, found).first->second;
}

bool FoundFiles::has_opened(const std::string& path) {
    const std::string resolved = canonical(path);
    const std::lock_guard<std::mutex> lock(noting_);
    return opened_.contains(resolved);
}

bool FoundFiles::has_missed(const std::string& path) const {
    const std::lock_guard<std::mutex> lock(noting_);
    return missed_.contains(path);
}

// Where to open a file; the path itself where it is nowhere, so that the reader says why.
std::string FoundFiles::to_open(const std::string& path) {
    const std::optional<std::string> found = find(path);
    const std::string resolved = found ? files_.canonical(*found) : "";
    const std::lock_guard<std::mutex> lock(noting_);
    if (found) {
        opened_.insert(resolved);
    } else {
        missed_.insert(path);
    }
    return found.value_or(path);
}

FileContent FoundFiles::read(const std::string& path, std::size_t largest_bytes) {
    return files_.read(to_open(path), largest_bytes);
}

FileContent FoundFiles::read_prefix(const std::string& path, std::size_t bytes) {
    return files_.read_prefix(to_open(path), bytes);
}

OpenedFile FoundFiles::open(const std::string& path) { return files_.open(to_open(path)); }

OpenedFile FoundFiles::open_resolved(const std::string& path) {
    return files_.open_resolved(to_open(path));
}

std::optional<std::string> FoundFiles::barred(const std::string& path) {
    return files_.barred(find(path).value_or(path));
}

bool FoundFiles::exists(const std::string& path) {
    if (find(path)) return true;
    const std::lock_guard<std::mutex> lock(noting_);
    missed_.insert(path);
    return false;
}

std::optional<std::vector<std::string>> FoundFiles::list(const std::string& folder,
                                                         const std::string& ending) {
    const std::string place = find(folder).value_or(folder);
    auto paths = files_.list(place, ending);
    if (!paths || place == folder) return paths;
    for (std::string& path : *paths) path = folder + path.substr(place.size());
    return paths;
}

std::optional<std::vector<FolderEntry>> FoundFiles::entries(const std::string& folder) {
    const std::string place = folder.empty() ? folder : find(folder).value_or(folder);
    auto found = files_.entries(place);
    if (!found) return known_entries(folder);
    if (place == folder) return found;
    for (FolderEntry& entry : *found) entry.path = folder + entry.path.substr(place.size());
    return found;
}

// Of a folder that is nowhere, the files that are known to have been right in it and are found.
std::optional<std::vector<FolderEntry>> FoundFiles::known_entries(const std::string& folder) {
    std::set<std::string> paths;
    const std::string front = folder.ends_with('/') ? folder : folder + "/";
    for (const auto& [print, name] : known_) {
        const std::string path = home_ + name;
        const bool is_in_it = path.starts_with(front) && path.rfind('/') == front.size() - 1;
        if (is_in_it && find(path)) paths.insert(path);
    }
    if (paths.empty()) return std::nullopt;
    std::vector<FolderEntry> found;
    for (const std::string& path : paths) found.push_back({path, false});
    return found;
}

std::string FoundFiles::canonical(const std::string& path) {
    return files_.canonical(find(path).value_or(path));
}

}  // namespace flopledger
