// SPDX-License-Identifier: Apache-2.0
#include "cli/session/output_target.hpp"

#include <linux/magic.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "core/base/ascii.hpp"
#include "core/text/files/fenced_files.hpp"

namespace flopledger {

namespace {

namespace filesystem = std::filesystem;

// As many links as the system follows.
constexpr int most_links = 40;

// The number in /dev/fd/3 or /proc/self/fd/3, also where folders on the way are links.
std::optional<int> own_descriptor(const filesystem::path& path) {
    constexpr std::size_t most_digits = 9;
    const std::string name = path.filename().string();
    if (!is_all_digits(name) || name.size() > most_digits) return std::nullopt;
    std::error_code fault;
    const filesystem::path folder = filesystem::canonical(folder_to_open(path), fault);
    if (fault) return std::nullopt;
    for (const char* own : {"/proc/self/fd", "/proc/thread-self/fd"}) {
        if (folder == filesystem::canonical(own, fault) && !fault) return std::stoi(name);
    }
    return std::nullopt;
}

bool is_in_proc(const filesystem::path& path) {
    struct statfs system {};
    return ::statfs(folder_to_open(path).c_str(), &system) == 0 &&
           system.f_type == PROC_SUPER_MAGIC;
}

std::optional<struct stat> status_of(const OutputTarget& target) {
    struct stat status {};
    const int failed = target.descriptor ? ::fstat(*target.descriptor, &status)
                                         : ::stat(target.path.c_str(), &status);
    return failed == 0 ? std::optional(status) : std::nullopt;
}

}  // namespace

std::string folder_to_open(const std::string& path) {
    const std::string folder = folder_of(path);
    return folder.empty() ? "." : folder;
}

OutputTarget output_target(const std::string& path) {
    OutputTarget target{.descriptor = std::nullopt, .path = path, .status = std::nullopt};
    if (path == "-") target.descriptor = STDOUT_FILENO;
    filesystem::path step = path;
    for (int links = 0; links < most_links && !target.descriptor; ++links) {
        target.descriptor = own_descriptor(step);
        std::error_code fault;
        const filesystem::path next = filesystem::read_symlink(step, fault);
        if (fault || is_in_proc(step)) break;
        step = next.is_absolute() ? next : filesystem::path(folder_to_open(step)) / next;
    }
    target.path = step.string();
    target.status = status_of(target);
    return target;
}

bool is_ordinary_file(const OutputTarget& target) {
    return !target.descriptor && target.status && S_ISREG(target.status->st_mode);
}

}  // namespace flopledger
