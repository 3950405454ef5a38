// SPDX-License-Identifier: Apache-2.0
#include "cli/session/session.hpp"

#include <fmt/core.h>

#include <ostream>

#include "cli/session/output.hpp"
#include "core/base/call_names.hpp"
#include "core/base/file_names.hpp"
#include "core/page/page_csv.hpp"
#include "core/page/page_html.hpp"
#include "core/page/page_markdown.hpp"
#include "core/page/page_text.hpp"
#include "core/report/words/diagnostic_text.hpp"

namespace flopledger {

namespace {

constexpr std::size_t largest_data_file_bytes = 1024 * 1024;

// The *.yaml files of the folders an option names.
std::vector<DataFile> data_files(FileReader& files, const std::string& option,
                                 const std::vector<std::string>& folders,
                                 Diagnostics& diagnostics) {
    std::vector<DataFile> data;
    for (const std::string& folder : folders) {
        const auto paths = files.list(folder, ".yaml");
        if (!paths) {
            diagnostics.add({.name = name::file_unreadable,
                             .place = {},
                             .excerpt = "",
                             .message = fmt::format("the folder '{}' cannot be read", folder),
                             .hint = fmt::format("{} takes a folder with *.yaml files", option)});
            continue;
        }
        for (const std::string& path : *paths) {
            FileContent content = files.read(path, largest_data_file_bytes);
            if (content.bytes) {
                data.push_back({path, std::move(*content.bytes)});
                continue;
            }
            const std::string why = content.too_large ? "it has more than 1 MiB" : content.why;
            diagnostics.add({.name = name::file_unreadable,
                             .place = {.file = path},
                             .excerpt = "",
                             .message = fmt::format("the file cannot be read: {}", why),
                             .hint = ""});
        }
    }
    return data;
}

}  // namespace

std::string_view program_version() { return FLOPLEDGER_VERSION; }

bool colored(ColorChoice choice, bool is_terminal, const Streams& streams) {
    if (choice == ColorChoice::automatic) return is_terminal && !streams.no_color;
    return choice == ColorChoice::always;
}

void add_data(Session& session, const DataOptions& data, Diagnostics& diagnostics) {
    FileReader& files = session.files;
    Catalog& catalog = session.catalog;
    catalog.add_chips(data_files(files, "--chips", data.chips, diagnostics));
    catalog.add_standards(data_files(files, "--standards", data.standards, diagnostics));
    catalog.add_thresholds(data_files(files, "--thresholds", data.thresholds, diagnostics));
}

Date day_of(const Session& session, const std::optional<Date>& given) {
    if (given) return *given;
    return parse_date(session.streams.today).value_or(Date{});
}

void tell(const Session& session, const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics.list) {
        if (diagnostic.severity == Severity::warning && session.line.common.quiet) continue;
        session.streams.err << diagnostic_text(diagnostic, session.err);
    }
}

std::string written(const Session& session, const Page& page) {
    if (page.subjects.empty()) return "";
    switch (session.line.common.format) {
        case Format::markdown:
            return page_markdown(page);
        case Format::html:
            return page_html(page, program_version());
        case Format::csv:
            return page_csv(page);
        case Format::json:
        case Format::text:
            break;
    }
    return page_text(page, session.out);
}

int finish(const Session& session, const std::string& result, int status) {
    Diagnostics diagnostics;
    const std::string& file = session.line.common.output;
    if (file.empty()) {
        write_stream(session.streams.out, result, diagnostics);
    } else {
        write_file_whole(file, result, session.streams, session.files, diagnostics);
    }
    tell(session, diagnostics);
    return diagnostics.has_errors() ? 2 : status;
}

int finish(const Session& session, const std::string& result, const Diagnostics& diagnostics,
           int status) {
    if (session.line.common.format != Format::json) {
        tell(session, diagnostics);
        // A table for programs has no place that says what is missing in it.
        const bool partly = session.line.common.format == Format::csv && diagnostics.has_errors();
        if (result.empty() || partly) return status;
    }
    return finish(session, result, status);
}

void tell_usage(Diagnostics& diagnostics, std::string message, std::string hint) {
    diagnostics.add({.name = name::usage,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

}  // namespace flopledger
