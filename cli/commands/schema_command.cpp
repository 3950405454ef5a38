// SPDX-License-Identifier: Apache-2.0
// `flopledger schema NAME`: JSON Schema of a file format or of what a command prints.
#include <fmt/core.h>
#include <fmt/format.h>

#include "cli/options/commands.hpp"
#include "cli/session/session.hpp"
#include "core/base/call_names.hpp"
#include "core/report/documents/document_register.hpp"

namespace flopledger {

int run_schema(Session& session, Diagnostics& diagnostics) {
    const std::string schema = schema_of(session.line.kind);
    if (schema.empty()) {
        diagnostics.add({.name = name::usage,
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("there is no schema '{}'", session.line.kind),
                         .hint = fmt::format("there are {}", fmt::join(schema_names(), ", "))});
        tell(session, diagnostics);
        return 2;
    }
    return finish(session, schema, 0);
}

}  // namespace flopledger
