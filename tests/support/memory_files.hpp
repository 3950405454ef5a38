// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text/files/file_reader.hpp"

namespace flopledger {

// How streams of a disk in memory behave.
struct StreamFaults {
    int failing_piece = 0;                  // the read of a stream that fails, from 1; 0 for none
    std::size_t longest_piece = 1'000'000;  // bytes given at once
    std::atomic<int> pieces = 0;            // reads of streams so far, by any thread
};

// A file in memory that is read piece by piece. As on a disk, the size is that at opening while the
// bytes may change.
class MemoryStream : public ByteStream {
  public:
    MemoryStream(const std::string& bytes, bool is_pipe, StreamFaults& faults)
        : bytes_(bytes), size_(bytes.size()), is_pipe_(is_pipe), faults_(faults) {}

    std::optional<std::size_t> read(char* into, std::size_t most) override {
        const auto count = piece_at(position_, into, most);
        position_ += count.value_or(0);
        return count;
    }

    std::optional<std::size_t> read_at(std::uint64_t offset, char* into,
                                       std::size_t most) override {
        return is_pipe_ ? std::nullopt : piece_at(offset, into, most);
    }

    std::optional<std::uint64_t> size() const override {
        return is_pipe_ ? std::nullopt : std::optional<std::uint64_t>(size_);
    }

    std::string why() const override { return "reading failed before the end"; }

  private:
    std::optional<std::size_t> piece_at(std::uint64_t offset, char* into, std::size_t most) {
        if (++faults_.pieces == faults_.failing_piece) return std::nullopt;
        const std::size_t end = is_pipe_ ? bytes_.size() : std::min(size_, bytes_.size());
        if (offset >= end) return 0;
        const std::size_t count = std::min({most, end - offset, faults_.longest_piece});
        bytes_.copy(into, count, offset);
        return count;
    }

    const std::string& bytes_;
    std::size_t size_;
    std::uint64_t position_ = 0;
    bool is_pipe_;
    StreamFaults& faults_;
};

// A disk in memory: files by path, `-` among them for standard input. `a/../b` is `b`. It records
// what was opened and can be told to fail. Streams read from it and must go first.
class MemoryFiles : public FileReader {
  public:
    std::map<std::string, std::string> files;
    std::set<std::string> pipes;      // paths of files that have no size; `-` has none either
    std::vector<std::string> opened;  // as they were asked for, in order
    int failing_read = 0;             // the read that fails, counted from 1; 0 for none
    StreamFaults streams;

    MemoryFiles() = default;
    explicit MemoryFiles(std::map<std::string, std::string> contents)
        : files(std::move(contents)) {}

    FileContent read(const std::string& path, std::size_t largest_bytes) override {
        const bool fails = note(path);
        FileContent content;
        const auto file = files.find(canonical(path));
        if (fails) {
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

    OpenedFile open(const std::string& path) override {
        const bool fails = note(path);
        const auto file = files.find(canonical(path));
        if (fails) return {nullptr, "permission denied"};
        if (file == files.end()) {
            return {nullptr, entries(path) ? "is a directory" : "no such file"};
        }
        const bool is_pipe = path == "-" || pipes.count(file->first) != 0;
        return {std::make_unique<MemoryStream>(file->second, is_pipe, streams), ""};
    }

    OpenedFile open_resolved(const std::string& path) override { return open(path); }

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

    std::optional<std::vector<FolderEntry>> entries(const std::string& folder) override {
        const std::string written = folder.empty() || folder.ends_with('/') ? folder : folder + "/";
        std::string front = written.empty() ? "" : canonical(written);
        if (front == "./" || front == ".") front.clear();
        std::map<std::string, bool> found;
        for (const auto& [path, text] : files) {
            if (!path.starts_with(front) || pipes.count(path) != 0 || path == "-") continue;
            const std::string rest = path.substr(front.size());
            const std::size_t slash = rest.find('/');
            if (slash == 0) continue;
            found[written + rest.substr(0, slash)] = slash != std::string::npos;
        }
        if (found.empty()) return std::nullopt;
        std::vector<FolderEntry> result;
        for (const auto& [path, is_folder] : found) result.push_back({path, is_folder});
        return result;
    }

    std::string canonical(const std::string& path) override {
        return std::filesystem::path(path).lexically_normal().generic_string();
    }

  private:
    // Notes what is opened, by any thread; whether this is the one that fails.
    bool note(const std::string& path) {
        const std::lock_guard<std::mutex> lock(opening_);
        opened.push_back(path);
        return static_cast<int>(opened.size()) == failing_read;
    }

    std::mutex opening_;
};

}  // namespace flopledger
