// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/options/options.hpp"
#include "cli/session/streams.hpp"
#include "core/base/diagnostic.hpp"
#include "core/page/page.hpp"
#include "core/page/style.hpp"
#include "core/read/data/catalog.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// What the commands share while one of them runs.
struct Session {
    const CommandLine& line;
    const Streams& streams;
    FileReader& files;
    Catalog catalog;
    Style out;  // of the result
    Style err;  // of messages
};

// The version of the program.
std::string_view program_version();

// Puts the data of some folders on top of the built-in data. A folder that cannot be read is an
// error.
void add_data(Session& session, const DataOptions& data, Diagnostics& diagnostics);

// The day to judge on: the one given, else today.
Date day_of(const Session& session, const std::optional<Date>& given);

// Whether text goes out in color.
bool colored(ColorChoice choice, bool is_terminal, const Streams& streams);

// Prints diagnostics as text to the error stream; warnings not if --quiet.
void tell(const Session& session, const Diagnostics& diagnostics);

// A page in the format that the call asks for; JSON is no page.
std::string written(const Session& session, const Page& page);

// Prints a result, to the file of --output or to standard output. Gives the status, or 2 where it
// cannot be written.
int finish(const Session& session, const std::string& result, int status);

// Prints a document or a page with its diagnostics where they belong: JSON has them inside, pages
// beside. The page is not written where there is nothing but errors.
int finish(const Session& session, const std::string& result, const Diagnostics& diagnostics,
           int status);

// An error of the words of the call.
void tell_usage(Diagnostics& diagnostics, std::string message, std::string hint);

}  // namespace flopledger
