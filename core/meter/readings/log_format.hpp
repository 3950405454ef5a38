// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/meter/readings/meter.hpp"

namespace flopledger {

// Reads the text of one input, or of one stretch of it. Bytes come in pieces that end where a line
// does, except that a line longer than the engine's longest comes to nobody and is counted as torn.
class LogParser {
  public:
    virtual ~LogParser() = default;

    // Some whole lines, each with its line end.
    virtual void take(std::string_view lines) = 0;

    // The end of the input: what came after the last line end, mostly nothing.
    virtual void end(std::string_view rest) = 0;

    // Lines seen so far.
    virtual std::uint64_t lines() const = 0;

    // What a stretch that follows must know, such as the header in force: equal texts mean that
    // it may be read without this one. Empty for formats that carry nothing over.
    virtual std::string state() const { return ""; }
};

// How sure a format is that a text is its own.
enum class Recognition { no, perhaps, yes };

// A format of logs, in a file of its own.
struct LogFormat {
    std::string_view name;      // in summaries and for --input-format
    std::string_view sentence;  // what it is, for the manual

    // Judges an input by its first bytes (64 KiB, or all there are), byte order mark removed.
    Recognition (*recognise)(std::string_view beginning);

    // Makes a parser that puts what it reads into a meter, which must outlive it.
    std::unique_ptr<LogParser> (*parser)(Meter& meter);

    // Whether stretches of one file may be read apart. Then `parser_within` makes a parser that
    // begins at some line, with what the first lines of the file are (the header among them).
    bool divisible = false;
    std::unique_ptr<LogParser> (*parser_within)(Meter& meter, std::string_view beginning) = nullptr;
};

// All formats, those that recognise the most by the least first.
std::span<const LogFormat> log_formats();

// The format of an input that begins so, or nullptr; a name given by the user is taken at its word.
const LogFormat* recognise_format(std::string_view beginning, const std::string& given_name);

}  // namespace flopledger
