// SPDX-License-Identifier: Apache-2.0
// A file under way has no name where the system allows (O_TMPFILE): what ends the program then
// leaves nothing. Linux puts a file without a name only where there is none; to replace one it
// takes a name for the time between two calls.
#include "cli/session/staged_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "core/text/files/sha256.hpp"

namespace flopledger {

namespace {

// After so many names that are taken there is more wrong than a name.
constexpr int most_names = 100;

class OpenFile {
  public:
    explicit OpenFile(int number) : number_(number) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }

    int number() const { return number_; }

  private:
    int number_;
};

// Keeps what would end the program waiting, as long as a name stands that must not stay.
class SignalsHeld {
  public:
    SignalsHeld() {
        sigemptyset(&held_);
        for (const int one : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) sigaddset(&held_, one);
        pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    // Whether one has come.
    bool waiting() const {
        sigset_t pending{};
        if (sigpending(&pending) != 0) return false;
        for (const int one : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) {
            if (sigismember(&pending, one) == 1 && sigismember(&before_, one) == 0) return true;
        }
        return false;
    }

  private:
    sigset_t held_{};
    sigset_t before_{};
};

// Writes all bytes; gives the number of the error, 0 for none.
int write_all(int descriptor, std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const ssize_t count = ::write(descriptor, text.data() + at, text.size() - at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        at += static_cast<std::size_t>(count);
    }
    return 0;
}

// A name beside a file for the time it takes to put it there. It has one length, since a name with
// an ending behind it may be longer than the system takes.
std::string name_beside(const std::string& path, const std::string& ending) {
    const std::string name = std::filesystem::path(path).filename().string();
    return fmt::format("{}/.flopledger-{}{}.new", folder_to_open(path), sha256(name).substr(0, 16),
                       ending);
}

std::string name_of_descriptor(const OpenFile& file) {
    return fmt::format("/proc/self/fd/{}", file.number());
}

// Gives a file without a name one; the number of the error, 0 for none.
int link_as(const OpenFile& file, const std::string& name) {
    const int failed = ::linkat(AT_FDCWD, name_of_descriptor(file).c_str(), AT_FDCWD, name.c_str(),
                                AT_SYMLINK_FOLLOW);
    return failed == 0 ? 0 : errno;
}

// A file that replaces another keeps its owner, where it may, and its mode.
int take_over(const OpenFile& file, const OutputTarget& target) {
    if (!target.status) return 0;
    const struct stat& before = *target.status;
    // Only the superuser may give files away; others own what they write, as ever.
    [[maybe_unused]] const int kept = ::fchown(file.number(), before.st_uid, before.st_gid);
    return ::fchmod(file.number(), before.st_mode & 07777U) == 0 ? 0 : errno;
}

// Fills a file down to the disk.
int fill(const OpenFile& file, const TextSource& source) {
    const int error = write_pieces(file.number(), source);
    if (error != 0) return error;
    return ::fsync(file.number()) == 0 ? 0 : errno;
}

// Puts a file without a name in the place of one that is there. The name it has in between is the
// same each time, so what a run that was killed there left goes with the next one. A run at the
// same time may take the name away or put this file in place itself: both files are complete.
int replace_by_unnamed(const OpenFile& file, const std::string& path) {
    const SignalsHeld held;
    int error = EEXIST;
    for (int number = 0; number < most_names; ++number) {
        const std::string name = name_beside(path, number == 0 ? "" : fmt::format("-{}", number));
        ::unlink(name.c_str());
        error = link_as(file, name);
        if (error == EEXIST) continue;  // somebody else's, in a folder that guards names
        if (error != 0) return error;
        if (::rename(name.c_str(), path.c_str()) == 0) return 0;
        error = errno;
        if (error == ENOENT) continue;
        ::unlink(name.c_str());
        return error;
    }
    return error;
}

// Writes over a file in place, from one that is complete. Room for it is taken first: a full disk
// then leaves the old file as it was.
int write_over(const OpenFile& from, const std::string& path) {
    struct stat status {};
    const OpenFile into(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (into.number() < 0 || ::fstat(from.number(), &status) != 0) return errno;
    if (::fallocate(into.number(), FALLOC_FL_KEEP_SIZE, 0, status.st_size) != 0 &&
        errno == ENOSPC) {
        return ENOSPC;
    }
    const SignalsHeld held;
    std::array<char, 65536> block{};
    for (off_t at = 0; at < status.st_size;) {
        const ssize_t count = ::pread(from.number(), block.data(), block.size(), at);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count == 0 ? EIO : errno;
        const int error = write_all(into.number(), {block.data(), static_cast<std::size_t>(count)});
        if (error != 0) return error;
        at += count;
    }
    if (::ftruncate(into.number(), status.st_size) != 0) return errno;
    return ::fsync(into.number()) == 0 ? 0 : errno;
}

// Whether a file may be written that its folder does not let go of.
bool only_in_place(int error, const OutputTarget& target) {
    const bool refused = error == EACCES || error == EPERM || error == EROFS || error == EBUSY;
    return refused && target.status;
}

// Ends with a file that is complete, or with what came in the way of putting it in its place.
StagedWrite settle(int error, const OpenFile& file, const OutputTarget& target) {
    if (!only_in_place(error, target)) return {error, 0};
    return {write_over(file, target.path), error};
}

StagedWrite write_unnamed(const OpenFile& file, const OutputTarget& target,
                          const TextSource& source) {
    int error = take_over(file, target);
    if (error == 0) error = fill(file, source);
    if (error != 0) return {error, 0};
    error = target.status ? EEXIST : link_as(file, target.path);
    if (error == EEXIST) error = replace_by_unnamed(file, target.path);
    return settle(error, file, target);
}

// Where files have names from the beginning. Nobody else's name is taken or waited for.
StagedWrite write_named(const OutputTarget& target, const TextSource& source, mode_t mode) {
    const SignalsHeld held;
    std::string name;
    int number = -1;
    for (int attempt = 0; attempt < most_names && number < 0; ++attempt) {
        name = name_beside(target.path, fmt::format("-{}-{}", ::getpid(), attempt));
        number = ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
        if (number < 0 && errno != EEXIST) return {errno, 0};
    }
    const OpenFile file(number);
    if (number < 0) return {EEXIST, 0};
    const TextSource until_signalled = [&](const std::function<void(std::string_view)>& sink) {
        source([&](std::string_view piece) {
            if (!held.waiting()) sink(piece);
        });
    };
    int error = take_over(file, target);
    if (error == 0) error = fill(file, until_signalled);
    if (error == 0 && held.waiting()) error = EINTR;
    if (error != 0) {
        ::unlink(name.c_str());
        return {error, 0};
    }
    if (::rename(name.c_str(), target.path.c_str()) == 0) return {};
    error = errno;
    ::unlink(name.c_str());
    return settle(error, file, target);
}

}  // namespace

int write_pieces(int descriptor, const TextSource& source) {
    int error = 0;
    source([&](std::string_view piece) {
        if (error == 0) error = write_all(descriptor, piece);
    });
    return error;
}

StagedWrite write_staged(const OutputTarget& target, const TextSource& source) {
    // A file that its owner made read-only is not to be changed, though its folder would let it be
    // replaced.
    if (target.status && ::faccessat(AT_FDCWD, target.path.c_str(), W_OK, AT_EACCESS) != 0) {
        return {errno, 0};
    }
    // A link that is left after all were followed leads round in a circle.
    std::error_code fault;
    if (!target.status && std::filesystem::is_symlink(target.path, fault)) return {ELOOP, 0};
    const mode_t mode = target.status ? target.status->st_mode & 0777U : 0666U;
    const std::string folder = folder_to_open(target.path);
    // Without /proc a file without a name can be given none.
    const bool can_be_linked = ::access("/proc/self/fd", X_OK) == 0;
    {
        const OpenFile file(
            can_be_linked ? ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode) : -1);
        if (file.number() >= 0) return write_unnamed(file, target, source);
    }
    const int error = can_be_linked ? errno : EOPNOTSUPP;
    if (only_in_place(error, target)) {
        const OpenFile file(::memfd_create("flopledger", MFD_CLOEXEC));
        if (file.number() < 0) return {errno, 0};
        const int failed = write_pieces(file.number(), source);
        return failed != 0 ? StagedWrite{failed, 0} : settle(error, file, target);
    }
    const bool unknown = error == EOPNOTSUPP || error == EISDIR || error == EINVAL;
    return unknown ? write_named(target, source, mode) : StagedWrite{error, 0};
}

}  // namespace flopledger
