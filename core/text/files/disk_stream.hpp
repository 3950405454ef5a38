// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <system_error>

#include "core/text/files/byte_stream.hpp"

namespace flopledger {

// Opens a file or a pipe of the disk; for a pipe it waits until somebody writes. Of a file no more
// is read than it had when it was opened; less if it has shrunk. nullptr with the system's error if
// it cannot be opened.
std::unique_ptr<ByteStream> open_on_disk(const std::string& path, std::error_code& error);

// Opens a regular file by a path without links; whatever else stands there is refused before it is
// opened: `not_supported` for pipes, devices and the files that the system makes up (/proc, /sys).
std::unique_ptr<ByteStream> open_regular_on_disk(const std::string& path, std::error_code& error);

// A stream of C++, which must outlive the one returned, as a pipe.
std::unique_ptr<ByteStream> stream_of(std::istream& stream);

}  // namespace flopledger
