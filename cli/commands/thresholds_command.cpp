// SPDX-License-Identifier: Apache-2.0
// `flopledger thresholds [ID]`: the thresholds this build knows, or one in full.
#include <fmt/core.h>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/read/keys/values.hpp"
#include "core/report/catalog/catalog_json.hpp"
#include "core/report/catalog/thresholds_page.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

using ThresholdList = std::vector<std::shared_ptr<const Threshold>>;

// The threshold of an id; an unknown one is an error with those that look like it.
ThresholdList find_one(Session& session, const std::string& id, Diagnostics& diagnostics) {
    if (std::shared_ptr<const Threshold> found = session.catalog.threshold(id, diagnostics)) {
        return {found};
    }
    if (diagnostics.has_errors()) return {};
    const ThresholdList all = session.catalog.thresholds(diagnostics);
    std::vector<std::string_view> ids;
    for (const std::shared_ptr<const Threshold>& one : all) ids.emplace_back(one->id);
    diagnostics.add({.name = name::unknown_threshold,
                     .place = {},
                     .excerpt = "",
                     .message = fmt::format("there is no threshold '{}'", shown(id)),
                     .hint = suggestion(id, ids, "there are")});
    return {};
}

}  // namespace

int run_thresholds(Session& session, Diagnostics& diagnostics) {
    const std::string& id = session.line.catalog.name;
    const Date day = day_of(session, session.line.catalog.as_of);
    tell_law_age(session, day, std::nullopt, diagnostics);
    const ThresholdList list =
        id.empty() ? session.catalog.thresholds(diagnostics) : find_one(session, id, diagnostics);
    std::string text;
    if (session.line.common.format == Format::json) {
        text = thresholds_json(list, day, diagnostics, program_version());
    } else if (id.empty() || session.line.common.format == Format::csv) {
        text = written(session, thresholds_page(list, day));
    } else if (!list.empty()) {
        text = written(session, threshold_page(*list.front(), day));
    }
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
