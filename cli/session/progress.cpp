// SPDX-License-Identifier: Apache-2.0
#include "cli/session/progress.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr std::chrono::milliseconds between_lines{200};

// `980 B`, `1.3 GB`: powers of a thousand, as disks are sold.
std::string bytes_text(std::uint64_t bytes) {
    constexpr std::array<const char*, 6> units{"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes < 1000) return fmt::format("{} B", bytes);
    std::size_t unit = 0;
    while (bytes >= 1'000'000) {
        bytes /= 1000;
        ++unit;
    }
    const std::uint64_t whole = bytes / 1000;
    if (whole >= 10) return fmt::format("{} {}", whole, units[unit]);
    return fmt::format("{}.{} {}", whole, bytes % 1000 / 100, units[unit]);
}

std::string seconds_text(std::uint64_t seconds) {
    if (seconds < 60) return fmt::format("{} s", seconds);
    if (seconds < 3600) return fmt::format("{}:{:02} min", seconds / 60, seconds % 60);
    return fmt::format("{}:{:02} h", seconds / 3600, seconds / 60 % 60);
}

// The last columns of a path, which tell more than the first.
std::string cut_path(const std::string& path, int width) {
    std::string safe = safe_text(path);
    if (width < 8) return "";
    while (columns(safe) > width) {
        const std::size_t cut = static_cast<std::size_t>(columns(safe) - width) + 3;
        std::size_t at = 0;
        for (std::size_t skipped = 0; at < safe.size() && skipped < cut; ++skipped) {
            ++at;
            while (at < safe.size() && (static_cast<unsigned char>(safe[at]) & 0xc0U) == 0x80U) {
                ++at;
            }
        }
        safe = "..." + safe.substr(at);
    }
    return safe;
}

}  // namespace

std::string progress_text(const Progress& progress, std::chrono::milliseconds elapsed, int width) {
    const auto passed = static_cast<std::uint64_t>(std::max<std::int64_t>(elapsed.count(), 1));
    // Bytes a second; beyond 2^64 / 1000 bytes the last digits do not matter.
    const std::uint64_t rate = progress.bytes < (std::uint64_t{1} << 54)
                                   ? progress.bytes * 1000 / passed
                                   : progress.bytes / passed * 1000;
    std::string text;
    if (progress.total_bytes > 0) {
        const std::uint64_t done = std::min(progress.bytes, progress.total_bytes);
        const bool small = progress.total_bytes < (std::uint64_t{1} << 57);
        const std::uint64_t percent =
            small ? done * 100 / progress.total_bytes : done / (progress.total_bytes / 100);
        text = fmt::format("{}% of {}, {}/s", percent, bytes_text(progress.total_bytes),
                           bytes_text(rate));
        if (rate > 0) {
            text += fmt::format(", {} left",
                                seconds_text((progress.total_bytes - done + rate - 1) / rate));
        }
    } else {
        text = fmt::format("{}, {}/s", bytes_text(progress.bytes), bytes_text(rate));
    }
    const std::string path = cut_path(progress.file, width - columns(text) - 3);
    if (!path.empty()) text += ", " + path;
    return text;
}

void ProgressLine::show(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < between_lines) return;
    shown_ = now;
    visible_ = true;
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - begin_);
    stream_ << "\r\x1b[K" << progress_text(progress, elapsed, width_) << std::flush;
}

ProgressLine::~ProgressLine() {
    if (visible_) stream_ << "\r\x1b[K" << std::flush;
}

}  // namespace flopledger
