// SPDX-License-Identifier: Apache-2.0
// `flopledger standards [ID]`: what counts by which text, or one standard in full.
#include <fmt/core.h>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/read/keys/values.hpp"
#include "core/report/catalog/catalog_json.hpp"
#include "core/report/catalog/standards_page.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

using StandardList = std::vector<std::shared_ptr<const Standard>>;

// The standard of an id; an unknown one is an error with those that look like it.
StandardList find_one(Session& session, const std::string& id, Diagnostics& diagnostics) {
    if (std::shared_ptr<const Standard> found = session.catalog.standard(id, diagnostics)) {
        return {found};
    }
    if (diagnostics.has_errors()) return {};
    const StandardList all = session.catalog.standards(diagnostics);
    std::vector<std::string_view> ids;
    for (const std::shared_ptr<const Standard>& one : all) ids.emplace_back(one->id);
    diagnostics.add({.name = name::unknown_standard,
                     .place = {},
                     .excerpt = "",
                     .message = fmt::format("there is no standard '{}'", shown(id)),
                     .hint = suggestion(id, ids, "there are")});
    return {};
}

}  // namespace

int run_standards(Session& session, Diagnostics& diagnostics) {
    const std::string& id = session.line.catalog.name;
    tell_law_age(session, std::nullopt, std::nullopt, diagnostics);
    const StandardList list =
        id.empty() ? session.catalog.standards(diagnostics) : find_one(session, id, diagnostics);
    std::string text;
    if (session.line.common.format == Format::json) {
        text = standards_json(list, diagnostics, program_version());
    } else if (id.empty() || session.line.common.format == Format::csv) {
        text = written(session, standards_page(list));
    } else if (!list.empty()) {
        text = written(session, standard_page(*list.front()));
    }
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
