// SPDX-License-Identifier: Apache-2.0
// `flopledger schema KIND`: JSON Schema of a file format, for editors.
#include <fmt/core.h>
#include <fmt/format.h>

#include "cli/options/commands.hpp"
#include "cli/session/session.hpp"
#include "core/base/call_names.hpp"
#include "core/facts/keys/format_keys.hpp"
#include "core/report/json/schema.hpp"

namespace flopledger {

int run_schema(Session& session, Diagnostics& diagnostics) {
    const FileFormat* format = find_format(session.line.kind);
    if (format == nullptr) {
        std::vector<std::string_view> names;
        for (const FileFormat& known : file_formats()) names.push_back(known.name);
        diagnostics.add({.name = name::usage,
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("there is no format '{}'", session.line.kind),
                         .hint = fmt::format("there are {}", fmt::join(names, ", "))});
        tell(session, diagnostics);
        return 2;
    }
    return finish(session, schema_json(*format), 0);
}

}  // namespace flopledger
