// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/name.hpp"
#include "core/meter/readings/log_format.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// What of an input one thread reads: all of it, or the lines that begin within some of its bytes.
struct Stretch {
    std::string name;         // as the user wrote it, `-` for standard input
    std::uint32_t input = 0;  // rank among all inputs by name
    std::string host;         // of the input, where rows name none; may be empty
    std::uint64_t begin = 0;
    std::optional<std::uint64_t> end;    // nothing: to the end
    const LogFormat* format = nullptr;   // of a stretch within; else it is recognised
    std::string beginning;               // what a stretch within must know of the lines before
    bool reads_ahead = false;            // unpacking and the fingerprint have their own thread
    DeviceTable::ModeOf mode_of;         // which devices' readings are wanted, and how
    std::shared_ptr<ByteStream> pipe;    // already open, where the input can be opened only once
    const Selector* selector = nullptr;  // where rows are selected by name
    std::int64_t time_before = 0;        // of the row before the first, where it is known
    bool jobs_only = false;              // only a scheduler's log is read, another not at all
};

// Why an input could not be read.
struct InputFault {
    Name name;
    std::string message;
    std::string hint;
};

// What came of reading a stretch.
struct StretchResult {
    std::unique_ptr<DeviceTable> devices;
    std::unique_ptr<Meter> meter;
    const LogFormat* format = nullptr;  // nullptr: an empty input, or a saved summary
    InputFile file;
    std::uint64_t lines = 0;
    std::string first_state;  // the parser's, at the start
    std::string state;        // and at the end
    bool is_summary = false;  // then `summary` is its text
    std::string summary;
    std::optional<InputFault> fault;
    bool looks_like_log = false;  // where its format is not known
};

// The format to read an input with: the one the options name or imply, else the one it is
// recognised as by its beginning; nullptr if none.
const LogFormat* format_of(std::string_view beginning, const MeterOptions& options);

// Told how many more packed bytes were read, by any thread.
using BytesRead = std::function<void(std::uint64_t)>;

// Reads a stretch of an input into a table of its own.
StretchResult read_stretch(FileReader& files, const Stretch& stretch, const MeterOptions& options,
                           const BytesRead& bytes_read);

// The largest summary that is read back.
inline constexpr std::size_t largest_summary = std::size_t{4} << 30;

}  // namespace flopledger
