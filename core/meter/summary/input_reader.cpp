// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/input_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/file_names.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/files/input_names.hpp"
#include "core/meter/files/line_blocks.hpp"
#include "core/meter/files/log_look.hpp"
#include "core/meter/files/packing.hpp"
#include "core/meter/files/threaded_stream.hpp"
#include "core/meter/formats/machines/mapped_csv.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/summary/summary_reader.hpp"
#include "core/meter/words/column_words.hpp"
#include "core/meter/words/delimited.hpp"
#include "core/text/files/sha256.hpp"
#include "core/text/files/unpack.hpp"
#include "core/text/words/utf16.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::size_t piece_size = std::size_t{512} << 10;
constexpr std::size_t beginning_size = std::size_t{64} << 10;

// The next bytes: how many, 0 at the end, nothing when reading fails.
using ReadBytes = ThreadedSource::Read;

// Reads the beginning of an input: so many bytes, or all there are.
std::optional<std::string> read_beginning(const ReadBytes& source) {
    std::string text(beginning_size, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const auto more = source(text.data() + size, text.size() - size);
        if (!more && size == 0) return std::nullopt;
        if (!more) break;  // what came before the damage counts; reading on fails again
        if (*more == 0) break;
        size += *more;
    }
    text.resize(size);
    return text;
}

// Passes all there is on to the parser, and ends it.
bool read_all(const ReadBytes& source, LineBlocks& blocks) {
    while (true) {
        const auto size = source(blocks.room(piece_size), piece_size);
        if (!size) return false;
        if (*size == 0) break;
        blocks.filled(*size);
    }
    blocks.end();
    return true;
}

void put(LineBlocks& blocks, std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = std::min(text.size(), piece_size);
        std::copy_n(text.data(), size, blocks.room(size));
        blocks.filled(size);
        text.remove_prefix(size);
    }
}

// Whether a text may be what a trainer prints: steps, and what became of them.
bool may_be_of_training(std::string_view text) {
    const std::string words = lower_case(text.substr(0, piece_size));
    const auto has = [&words](std::string_view word) { return words.find(word) != words.npos; };
    const bool steps = has("step") || has("iter") || has("epoch");
    return steps && (has("loss") || has("token") || has("training"));
}

InputFault unknown_format(const MeterOptions& options, std::string_view text) {
    if (!options.format.empty()) {
        return {name::unknown_log_format, fmt::format("no format is called '{}'", options.format),
                "flopledger logs summarize --help lists the formats"};
    }
    const std::vector<std::string> columns = header_fields(first_line(text));
    const std::string mapping = suggested_mapping(columns);
    if (mapping.empty() && may_be_of_training(text)) {
        return {name::unknown_log_format, "this may be a trainer's log, of a kind that is not read",
                "leave it out and state what the trainer counted: `operations: {tokens: ...}` with "
                "its model, and the log as `evidence: [{file: LOG}]` in the activity"};
    }
    if (!columns.empty() && !options.quotes_columns) {
        return {name::unknown_log_format, "this table is of no known format",
                "`flopledger logs summarize` of it lists its columns; `map` says what they hold"};
    }
    if (!columns.empty()) {
        std::string known =
            "time, index, uuid, host, chip, gpu_utilization, power, tensor_active, "
            "sm_active or energy";
        constexpr std::size_t most_listed = 24;
        const std::size_t listed = std::min(columns.size(), most_listed);
        std::string names;
        for (std::size_t at = 0; at < listed; ++at) {
            names += (at == 0 ? "" : ", ") + columns[at].substr(0, 60);
        }
        if (listed < columns.size()) names += fmt::format(" and {} more", columns.size() - listed);
        return {name::unknown_log_format,
                fmt::format("this table is of no known format; its columns are {}", names),
                mapping.empty()
                    ? fmt::format("say with --map which of them is {}", known)
                    : fmt::format("say with --map what they hold, as far as their names are right: "
                                  "{}",
                                  mapping)};
    }
    return {name::unknown_log_format, "this is no log of a known format",
            "name its format with --input-format, or say with --map what the columns of a table "
            "hold"};
}

InputFault packed(std::string_view packing) {
    return {name::unknown_log_format,
            fmt::format("this is packed as {}, which is not unpacked", packing),
            "unpack it and give what was in it; single files may stay packed with gzip or zstd"};
}

// Reads a summary that was saved, whole.
void read_summary_text(const ReadBytes& source, std::string beginning, StretchResult& result) {
    result.is_summary = true;
    result.summary = std::move(beginning);
    while (result.summary.size() <= largest_summary) {
        const std::size_t before = result.summary.size();
        result.summary.resize(before + piece_size);
        const auto size = source(result.summary.data() + before, piece_size);
        result.summary.resize(before + size.value_or(0));
        if (!size || *size == 0) return;
    }
    result.fault = InputFault{name::file_too_large, "a summary has at most 4 GiB", ""};
}

void read_text(const ReadBytes& bytes, const MeterOptions& options, bool jobs_only,
               StretchResult& result) {
    Utf16Text utf16;
    const ReadBytes source = [&](char* into, std::size_t most) {
        return utf16.read(bytes, into, most);
    };
    auto beginning = read_beginning(source);
    if (!beginning || beginning->empty()) return;
    const std::string_view text = without_byte_order_mark(*beginning);
    if (is_summary(text)) {
        if (jobs_only) return;
        read_summary_text(source, std::string(text), result);
        return;
    }
    if (const std::string_view packing = unread_packing(text); !packing.empty()) {
        result.fault = packed(packing);
        result.looks_like_log = true;  // it may hold one
        return;
    }
    result.format = format_of(text, options);
    if (result.format == nullptr) {
        result.fault = unknown_format(options, text);
        result.looks_like_log = looks_like_log(text);
        return;
    }
    if (jobs_only && !result.format->name.starts_with("sacct")) return;
    const auto parser = result.format->parser(*result.meter);
    LineBlocks blocks(*parser, *result.meter);
    put(blocks, text);
    read_all(source, blocks);
    finish_polls(*result.meter);
    result.lines = parser->lines();
    result.state = parser->state();
}

// Reads all of an input, packed or plain.
void read_whole(ByteStream& stream, const Stretch& stretch, const MeterOptions& options,
                const BytesRead& bytes_read, StretchResult& result) {
    Sha256 digest;
    Unpacker unpacker(stream, [&](std::string_view bytes) {
        if (options.fingerprints) digest.add(bytes);
        bytes_read(bytes.size());
    });
    const ReadBytes source = [&](char* into, std::size_t most) {
        return unpacker.read(into, most);
    };
    if (stretch.reads_ahead) {
        ThreadedSource ahead(source);
        read_text([&](char* into, std::size_t most) { return ahead.read(into, most); }, options,
                  stretch.jobs_only, result);
    } else {
        read_text(source, options, stretch.jobs_only, result);
    }
    const std::string why = unpacker.why();
    if (!why.empty() && unpacker.damaged()) {
        // What came before the damage stays; that there is damage is told, and where.
        ++result.meter->row_count;
        result.meter->rows.reject(Rejection::torn, result.lines + 1);
        result.meter->rows.find(name::damaged_archive, result.lines + 1);
        unpacker.drain();
    } else if (!why.empty()) {
        result.fault = InputFault{name::file_unreadable, why, ""};
    }
    result.file.bytes = unpacker.packed_bytes();
    if (options.fingerprints) result.file.sha256 = digest.digest();
    const auto size = stream.size();
    if (size && result.file.bytes < *size) result.meter->rows.find(name::file_shrank, result.lines);
}

// Reads the lines of a plain file that begin within some of its bytes. The byte before the first
// is read too: whether it ends a line tells whether a line begins at the first.
void read_within(ByteStream& stream, const Stretch& stretch, const BytesRead& bytes_read,
                 StretchResult& result) {
    result.format = stretch.format;
    const auto parser = stretch.begin == 0
                            ? stretch.format->parser(*result.meter)
                            : stretch.format->parser_within(*result.meter, stretch.beginning);
    result.first_state = parser->state();
    LineBlocks blocks(*parser, *result.meter);
    std::uint64_t at = stretch.begin == 0 ? 0 : stretch.begin - 1;
    if (stretch.begin > 0) blocks.skip_to_line_end();
    if (stretch.end) blocks.stop_after(*stretch.end - at);
    while (!blocks.stopped()) {
        const auto size = stream.read_at(at, blocks.room(piece_size), piece_size);
        if (!size) {
            result.fault = InputFault{name::file_unreadable, stream.why(), ""};
            return;
        }
        if (*size == 0) break;
        at += *size;
        bytes_read(*size);
        blocks.filled(*size);
    }
    blocks.end();
    result.lines = parser->lines();
    result.state = parser->state();
    const std::uint64_t end = stretch.end.value_or(at);
    result.file.bytes = std::min(at, end) - std::min(stretch.begin, at);
    if (!blocks.stopped() && at < end) result.meter->rows.find(name::file_shrank, result.lines);
}

}  // namespace

const LogFormat* format_of(std::string_view beginning, const MeterOptions& options) {
    if (!options.format.empty()) return recognise_format(beginning, options.format);
    if (!options.columns.empty()) return recognise_format(beginning, "nvidia-smi");
    const bool mapped = has_mapped_columns(beginning, options.mapping);
    return recognise_format(beginning, mapped ? std::string(mapped_csv_format.name) : "");
}

StretchResult read_stretch(FileReader& files, const Stretch& stretch, const MeterOptions& options,
                           const BytesRead& bytes_read) {
    StretchResult result;
    result.devices = std::make_unique<DeviceTable>(options.gap_milliseconds, stretch.mode_of);
    result.meter = std::make_unique<Meter>(Meter{
        options, stretch.input, stretch.host, *result.devices, {}, 0, {}, {}, false, false, false});
    result.meter->selector = stretch.selector;
    result.meter->time_before = stretch.time_before;
    result.file.name = stretch.name;
    OpenedFile file;
    ByteStream* stream = stretch.pipe.get();
    if (stream == nullptr) {
        file = files.open(stretch.name);
        stream = file.stream.get();
    }
    if (stream == nullptr) {
        result.fault = InputFault{name::file_unreadable,
                                  fmt::format("the file cannot be read: {}", file.why), ""};
        return result;
    }
    if (stretch.begin > 0 || stretch.end) {
        read_within(*stream, stretch, bytes_read, result);
    } else {
        read_whole(*stream, stretch, options, bytes_read, result);
    }
    result.file.rows = result.meter->row_count;
    result.file.rejected_rows = result.meter->rows.rejected();
    if (result.format != nullptr) result.file.format = std::string(result.format->name);
    return result;
}

}  // namespace flopledger
