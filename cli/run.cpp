// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <fmt/core.h>

#include <exception>
#include <new>
#include <ostream>

#include "cli/manual/help_text.hpp"
#include "cli/options/command_line.hpp"
#include "cli/options/command_options.hpp"
#include "cli/session/session.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/report/words/diagnostic_text.hpp"
#include "core/text/files/disk_files.hpp"

namespace flopledger {

namespace {

// What a session knows of its terminal before any option is read.
Style style_of(const Streams& streams, const CommonOptions& common, bool is_terminal) {
    return {.color = colored(common.color, is_terminal, streams),
            .width = streams.width,
            .blocks = is_terminal && streams.utf8};
}

// Help and version, which need nothing of a command.
std::string answer(const CommandLine& line, const Style& style) {
    if (line.version && !line.common.help) {
        return fmt::format("flopledger {}, {}\n", program_version(), law_data_words());
    }
    return help_text(grammar(), line.command == nullptr ? "" : line.command->name, line.group,
                     style);
}

int run_unguarded(std::span<const std::string> arguments, const Streams& streams) {
    Diagnostics diagnostics;
    const std::optional<CommandLine> line = parse_command_line(arguments, diagnostics);
    if (!line) {
        streams.err << diagnostics_text(diagnostics,
                                        style_of(streams, {}, streams.err_is_terminal));
        return 2;
    }
    const bool to_terminal = streams.out_is_terminal && line->common.output.empty();
    DiskFiles disk(streams.in);
    Session session{.line = *line,
                    .streams = streams,
                    .files = streams.files != nullptr ? *streams.files : disk,
                    .catalog = {},
                    .out = style_of(streams, line->common, to_terminal),
                    .err = style_of(streams, line->common, streams.err_is_terminal)};
    if (line->common.help || line->version) return finish(session, answer(*line, session.out), 0);
    add_data(session, line->data, diagnostics);
    return line->command->run(session, diagnostics);
}

}  // namespace

int run(std::span<const std::string> arguments, const Streams& streams) {
    try {
        return run_unguarded(arguments, streams);
    } catch (const std::bad_alloc&) {
        streams.err
            << "flopledger: error: there is not enough memory for this input\n"
               "  hint: give it more, or a smaller input: `logs merge` adds summaries of parts\n";
        return 2;
    } catch (const std::exception& fault) {
        streams.err << "flopledger: a fault of the program itself: " << fault.what() << "\n";
    } catch (...) {
        streams.err << "flopledger: a fault of the program itself\n";
    }
    return 70;
}

}  // namespace flopledger
