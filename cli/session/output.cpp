// SPDX-License-Identifier: Apache-2.0
#include "cli/session/output.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>

#include "core/base/file_names.hpp"

namespace flopledger {

namespace {

std::string why(int error) { return std::generic_category().message(error); }

// Writes all bytes; gives the error number, 0 for none.
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

// Writes all pieces, up to the first that cannot be written.
int write_pieces(int descriptor, const TextSource& source) {
    int error = 0;
    source([&](std::string_view piece) {
        if (error == 0) error = write_all(descriptor, piece);
    });
    return error;
}

TextSource one_piece(const std::string& text) {
    return [&text](const std::function<void(std::string_view)>& sink) { sink(text); };
}

// Writes to what is there already and is no ordinary file.
int write_in_place(const std::string& path, const TextSource& source) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error = write_pieces(descriptor, source);
    const int closing = ::close(descriptor) == 0 ? 0 : errno;
    if (error == EPIPE) return 0;
    return error != 0 ? error : closing;
}

// Writes a new file next to the path, down to the disk; removes it again where that fails.
int write_beside(const std::string& temporary, mode_t mode, bool keep_mode,
                 const TextSource& source) {
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor < 0) return errno;
    int error = keep_mode && ::fchmod(descriptor, mode) != 0 ? errno : 0;
    if (error == 0) error = write_pieces(descriptor, source);
    if (error == 0 && ::fsync(descriptor) != 0) error = errno;
    if (::close(descriptor) != 0 && error == 0) error = errno;
    if (error != 0) ::unlink(temporary.c_str());
    return error;
}

// The file a path leads to at last, so that a symbolic link stays one.
std::string target_of(const std::string& path) {
    std::error_code fault;
    const std::filesystem::path target = std::filesystem::canonical(path, fault);
    return fault ? path : target.string();
}

}  // namespace

Diagnostic output_unwritable(const std::string& path, const std::string& reason) {
    return {.name = name::output_unwritable,
            .place = {},
            .excerpt = "",
            .message = fmt::format("cannot write {}: {}", path, reason),
            .hint = ""};
}

void write_stream(std::ostream& stream, const std::string& text, Diagnostics& diagnostics) {
    write_stream(stream, one_piece(text), diagnostics);
}

void write_stream(std::ostream& stream, const TextSource& source, Diagnostics& diagnostics) {
    errno = 0;
    source([&](std::string_view piece) {
        if (stream.good()) stream << piece;
    });
    stream << std::flush;
    if (stream.good() || errno == EPIPE) return;
    const std::string reason = errno == 0 ? "the stream takes no more" : why(errno);
    diagnostics.add(output_unwritable("standard output", reason));
}

void write_file_whole(const std::string& path, const std::string& text, Diagnostics& diagnostics) {
    write_file_whole(path, one_piece(text), diagnostics);
}

void write_file_whole(const std::string& path, const TextSource& source, Diagnostics& diagnostics) {
    const std::string target = target_of(path);
    struct stat status {};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    int error = 0;
    if (exists && S_ISDIR(status.st_mode)) {
        error = EISDIR;
    } else if (exists && !S_ISREG(status.st_mode)) {
        error = write_in_place(target, source);
    } else {
        const std::string temporary = fmt::format("{}.{}.new", target, ::getpid());
        const mode_t mode = exists ? status.st_mode & 07777U : 0666U;
        error = write_beside(temporary, mode, exists, source);
        if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) {
            error = errno;
            ::unlink(temporary.c_str());
        }
    }
    if (error != 0) diagnostics.add(output_unwritable("'" + path + "'", why(error)));
}

}  // namespace flopledger
