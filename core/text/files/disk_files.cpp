// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/disk_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <system_error>
#include <utility>

#include "core/text/files/disk_stream.hpp"

namespace flopledger {

namespace {

namespace filesystem = std::filesystem;

FileContent unreadable(std::string why) {
    FileContent content;
    content.why = std::move(why);
    return content;
}

// The words of the system, but for the everyday cases.
std::string why_not(const std::error_code& error) {
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
        return "no such file";
    }
    if (error == std::errc::permission_denied) return "permission denied";
    return error.message();
}

// A name with a NUL would reach the system cut short and open another file.
bool has_nul(const std::string& path) { return path.find('\0') != std::string::npos; }

// Why there is nothing to read at a path, or nothing if there is a regular file.
std::optional<std::string> obstacle(const std::string& path) {
    if (has_nul(path)) return "the name holds a NUL character";
    std::error_code error;
    const filesystem::file_status status = filesystem::status(path, error);
    switch (status.type()) {
        case filesystem::file_type::regular:
            return std::nullopt;
        case filesystem::file_type::not_found:
            return "no such file";
        case filesystem::file_type::directory:
            return "is a directory";
        case filesystem::file_type::none:
        case filesystem::file_type::unknown:
            return why_not(error);
        default:
            return "is a pipe or a device, not a file; `-` reads standard input";
    }
}

// Reads a stream to its end, but never more than one byte over the limit.
FileContent read_stream(std::istream& stream, std::size_t largest_bytes) {
    FileContent content;
    std::string bytes;
    std::array<char, 65536> block{};
    while (stream && bytes.size() <= largest_bytes) {
        const std::size_t wanted = std::min(block.size(), largest_bytes - bytes.size() + 1);
        stream.read(block.data(), static_cast<std::streamsize>(wanted));
        bytes.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) return unreadable("reading failed before the end");
    content.too_large = bytes.size() > largest_bytes;
    if (!content.too_large) content.bytes = std::move(bytes);
    return content;
}

}  // namespace

DiskFiles::DiskFiles(std::istream& standard_input) : standard_input_(standard_input) {}

void DiskFiles::note(const std::string& path) {
    struct stat status {};
    const int failed = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
    if (failed != 0 || !S_ISREG(status.st_mode)) return;
    const std::lock_guard<std::mutex> lock(noting_);
    noted_.emplace(status.st_dev, status.st_ino);
}

bool DiskFiles::has_read(dev_t device, ino_t number) const {
    const std::lock_guard<std::mutex> lock(noting_);
    return noted_.contains({device, number});
}

FileContent DiskFiles::read(const std::string& path, std::size_t largest_bytes) {
    note(path);
    if (path == "-") {
        if (std::exchange(standard_input_was_read_, true)) {
            return unreadable("standard input can be read only once");
        }
        return read_stream(standard_input_, largest_bytes);
    }
    if (auto why = obstacle(path)) return unreadable(std::move(*why));
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return unreadable(why_not(std::error_code(errno, std::generic_category())));
    return read_stream(stream, largest_bytes);
}

FileContent DiskFiles::read_prefix(const std::string& path, std::size_t bytes) {
    note(path);
    if (auto why = obstacle(path)) return unreadable(std::move(*why));
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return unreadable(why_not(std::error_code(errno, std::generic_category())));
    FileContent content;
    std::string prefix;
    std::array<char, 65536> block{};
    while (stream && prefix.size() < bytes) {
        const std::size_t wanted = std::min(block.size(), bytes - prefix.size());
        stream.read(block.data(), static_cast<std::streamsize>(wanted));
        prefix.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) return unreadable("reading failed before the end");
    content.bytes = std::move(prefix);
    return content;
}

OpenedFile DiskFiles::open(const std::string& path) {
    note(path);
    if (path == "-") {
        if (std::exchange(standard_input_was_read_, true)) {
            return {nullptr, "standard input can be read only once"};
        }
        return {stream_of(standard_input_), ""};
    }
    if (has_nul(path)) return {nullptr, "the name holds a NUL character"};
    std::error_code error;
    switch (filesystem::status(path, error).type()) {
        case filesystem::file_type::regular:
        case filesystem::file_type::fifo:
            break;
        case filesystem::file_type::not_found:
            return {nullptr, "no such file"};
        case filesystem::file_type::directory:
            return {nullptr, "is a directory"};
        case filesystem::file_type::none:
        case filesystem::file_type::unknown:
            return {nullptr, why_not(error)};
        default:
            return {nullptr, "is a device, not a file; `-` reads standard input"};
    }
    auto stream = open_on_disk(path, error);
    if (!stream) return {nullptr, why_not(error)};
    return {std::move(stream), ""};
}

OpenedFile DiskFiles::open_resolved(const std::string& path) {
    note(path);
    if (has_nul(path)) return {nullptr, "the name holds a NUL character"};
    std::error_code error;
    auto stream = open_regular_on_disk(path, error);
    if (stream) return {std::move(stream), ""};
    if (error == std::errc::not_supported) return {nullptr, "is a pipe or a device, not a file"};
    return {nullptr, error == std::errc::is_a_directory ? "is a directory" : why_not(error)};
}

bool DiskFiles::exists(const std::string& path) {
    if (path == "-") return true;
    std::error_code error;
    return !has_nul(path) && filesystem::exists(path, error);
}

std::optional<std::vector<std::string>> DiskFiles::list(const std::string& folder,
                                                        const std::string& ending) {
    std::error_code error;
    if (has_nul(folder)) return std::nullopt;
    filesystem::directory_iterator entry(folder, error);
    std::vector<std::string> paths;
    while (!error && entry != filesystem::directory_iterator()) {
        const std::string path = entry->path().string();
        std::error_code no_status;
        if (path.ends_with(ending) && entry->is_regular_file(no_status)) paths.push_back(path);
        entry.increment(error);
    }
    if (error) return std::nullopt;
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::optional<std::vector<FolderEntry>> DiskFiles::entries(const std::string& folder) {
    std::error_code error;
    if (has_nul(folder)) return std::nullopt;
    filesystem::directory_iterator entry(folder.empty() ? "." : folder, error);
    std::vector<FolderEntry> found;
    while (!error && entry != filesystem::directory_iterator()) {
        std::error_code no_status;
        const filesystem::file_type type = entry->status(no_status).type();
        const bool is_folder = type == filesystem::file_type::directory;
        const bool is_special =
            type == filesystem::file_type::fifo || type == filesystem::file_type::socket ||
            type == filesystem::file_type::block || type == filesystem::file_type::character;
        const filesystem::path path = folder.empty() ? entry->path().filename() : entry->path();
        if (!is_special) found.push_back({path.string(), is_folder});
        entry.increment(error);
    }
    if (error) return std::nullopt;
    std::sort(found.begin(), found.end(),
              [](const FolderEntry& a, const FolderEntry& b) { return a.path < b.path; });
    return found;
}

std::string DiskFiles::canonical(const std::string& path) {
    if (path == "-" || has_nul(path)) return path;
    std::error_code error;
    const filesystem::path absolute = filesystem::absolute(path, error);
    if (error) return path;
    const filesystem::path resolved = filesystem::weakly_canonical(absolute, error);
    return error ? absolute.lexically_normal().string() : resolved.string();
}

}  // namespace flopledger
