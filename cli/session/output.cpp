// SPDX-License-Identifier: Apache-2.0
#include "cli/session/output.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>
#include <system_error>

#include "cli/session/output_target.hpp"
#include "core/base/file_names.hpp"

namespace flopledger {

namespace {

std::string why(int error) { return std::generic_category().message(error); }

TextSource one_piece(const std::string& text) {
    return [&text](const std::function<void(std::string_view)>& sink) { sink(text); };
}

// Writes to what is there and is no ordinary file.
int write_to_special(const std::string& path, const TextSource& source) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return errno;
    const int error = write_pieces(descriptor, source);
    const int closing = ::close(descriptor) == 0 ? 0 : errno;
    return error != 0 ? error : closing;
}

int write_to_descriptor(int descriptor, const Streams& streams, const TextSource& source,
                        Diagnostics& diagnostics) {
    if (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) {
        write_stream(descriptor == STDOUT_FILENO ? streams.out : streams.err, source, diagnostics);
        return 0;
    }
    return write_pieces(descriptor, source);
}

bool is_folder(const OutputTarget& target) {
    return target.path.ends_with('/') || (target.status && S_ISDIR(target.status->st_mode));
}

Diagnostic output_over_input(const std::string& path) {
    Diagnostic told = output_unwritable("'" + path + "'", "this call reads it");
    told.hint = "name another file, and move it over this one afterwards";
    return told;
}

// Where something stops the program at this moment, the file has neither its old nor its new text.
Diagnostic written_in_place(const std::string& path, int not_replaced) {
    return {
        .name = name::output_in_place,
        .severity = Severity::warning,
        .place = {},
        .excerpt = "",
        .message = fmt::format("'{}' was written over in place, since it cannot be replaced: {}",
                               path, why(not_replaced)),
        .hint = "it is whole now; a run that is killed while it writes would leave a part"};
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

bool is_standard_output(const std::string& path) {
    return output_target(path).descriptor == STDOUT_FILENO;
}

void write_file_whole(const std::string& path, const std::string& text, const Streams& streams,
                      const FileReader& inputs, Diagnostics& diagnostics) {
    write_file_whole(path, one_piece(text), streams, inputs, diagnostics);
}

void write_file_whole(const std::string& path, const TextSource& source, const Streams& streams,
                      const FileReader& inputs, Diagnostics& diagnostics) {
    const OutputTarget target = output_target(path);
    const bool is_stream = target.descriptor && *target.descriptor <= STDERR_FILENO;
    StagedWrite done;
    if (is_folder(target)) {
        done.error = EISDIR;
    } else if (!is_stream && target.status &&
               inputs.has_read(target.status->st_dev, target.status->st_ino)) {
        diagnostics.add(output_over_input(path));
    } else if (target.descriptor) {
        done.error = write_to_descriptor(*target.descriptor, streams, source, diagnostics);
    } else if (target.status && !is_ordinary_file(target)) {
        done.error = write_to_special(target.path, source);
    } else {
        done = write_staged(target, source);
    }
    // A reader that goes away has what it wanted.
    if (done.error != 0 && done.error != EPIPE) {
        diagnostics.add(output_unwritable("'" + path + "'", why(done.error)));
    } else if (done.not_replaced != 0) {
        diagnostics.add(written_in_place(path, done.not_replaced));
    }
}

}  // namespace flopledger
