// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <fmt/core.h>

#include <exception>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/manual/help_text.hpp"
#include "cli/options/command_line.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/report/words/diagnostic_text.hpp"

namespace flopledger {

namespace {

// What a session knows of its terminal before any option is read.
Style style_of(const Streams& streams, const CommonOptions& common, bool is_terminal) {
    return {.color = colored(common.color, is_terminal, streams),
            .width = streams.width,
            .blocks = is_terminal && streams.utf8};
}

int run_command(Session& session, Diagnostics& diagnostics) {
    switch (*session.line.command) {
        case CommandName::check:
            return run_check(session, diagnostics);
        case CommandName::estimate:
            return run_estimate(session, diagnostics);
        case CommandName::forecast:
            return run_forecast(session, diagnostics);
        case CommandName::explain:
            return run_explain(session, diagnostics);
        case CommandName::report:
            return run_report(session, diagnostics);
        case CommandName::verify:
            return run_verify(session, diagnostics);
        case CommandName::audit:
            return run_audit(session, diagnostics);
        case CommandName::model:
            return run_model(session, diagnostics);
        case CommandName::logs_summarize:
            return run_logs_summarize(session, diagnostics);
        case CommandName::logs_merge:
            return run_logs_merge(session, diagnostics);
        case CommandName::sampling_items:
            return run_sampling_items(session, diagnostics);
        case CommandName::sampling_snapshots:
            return run_sampling_snapshots(session, diagnostics);
        case CommandName::trend:
            return run_trend(session, diagnostics);
        case CommandName::interconnect:
            return run_interconnect(session, diagnostics);
        case CommandName::capacity:
            return run_capacity(session, diagnostics);
        case CommandName::chips:
            return run_chips(session, diagnostics);
        case CommandName::thresholds:
            return run_thresholds(session, diagnostics);
        case CommandName::standards:
            return run_standards(session, diagnostics);
        case CommandName::init:
            return run_init(session, diagnostics);
        case CommandName::schema:
            return run_schema(session, diagnostics);
        case CommandName::generate:
            return run_generate(session, diagnostics);
    }
    return 70;
}

// Help and version, which need nothing of a command.
std::string answer(const CommandLine& line, const Style& style) {
    if (line.version && !line.common.help) {
        return fmt::format("flopledger {}, {}\n", program_version(), law_data_words());
    }
    return help_text(grammar(), line.command, line.group, style);
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
    Session session{.line = *line,
                    .streams = streams,
                    .files = DiskFiles(streams.in),
                    .catalog = {},
                    .out = style_of(streams, line->common, to_terminal),
                    .err = style_of(streams, line->common, streams.err_is_terminal)};
    if (line->common.help || line->version) return finish(session, answer(*line, session.out), 0);
    add_data(session, line->data, diagnostics);
    return run_command(session, diagnostics);
}

}  // namespace

int run(std::span<const std::string> arguments, const Streams& streams) {
    try {
        return run_unguarded(arguments, streams);
    } catch (const std::exception& fault) {
        streams.err << "flopledger: a fault of the program itself: " << fault.what() << "\n";
    } catch (...) {
        streams.err << "flopledger: a fault of the program itself\n";
    }
    return 70;
}

}  // namespace flopledger
