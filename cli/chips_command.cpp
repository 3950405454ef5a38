// SPDX-License-Identifier: Apache-2.0
// `flopledger chips [NAME]`: the chips this build knows, or one in full.
#include <fmt/core.h>
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/request.hpp"
#include "core/read/values.hpp"
#include "core/report/catalog_json.hpp"
#include "core/report/chips_text.hpp"

namespace flopledger {

namespace {

using ChipList = std::vector<std::shared_ptr<const Chip>>;

// The chip of a name; an ambiguous or unknown name is an error with what may have been meant.
ChipList find_one(Session& session, const std::string& name, Diagnostics& diagnostics) {
    const ChipLookup lookup = session.catalog.find_chip(name, diagnostics);
    if (lookup.chip != nullptr) return {lookup.chip};
    if (diagnostics.has_errors()) return {};
    if (!lookup.candidates.empty()) {
        std::vector<std::string> ids;
        for (const std::shared_ptr<const Chip>& chip : lookup.candidates) ids.push_back(chip->id);
        diagnostics.add({.name = "ambiguous-chip",
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("several chips are called '{}'", shown(name)),
                         .hint = fmt::format("name one of {}", fmt::join(ids, ", "))});
    } else {
        diagnostics.add({.name = "unknown-chip",
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("no chip is called '{}'", shown(name)),
                         .hint = lookup.near.empty() ? "`flopledger chips` lists them"
                                                     : fmt::format("did you mean one of {}?",
                                                                   fmt::join(lookup.near, ", "))});
    }
    return {};
}

}  // namespace

int run_chips(Session& session, Diagnostics& diagnostics) {
    const std::string& name = session.line.catalog.name;
    const ChipList chips =
        name.empty() ? session.catalog.chips(diagnostics) : find_one(session, name, diagnostics);
    std::string text;
    if (session.line.common.format == Format::json) {
        text = chips_json(chips, diagnostics, program_version());
    } else if (name.empty()) {
        text = chips_text(chips, session.out);
    } else if (!chips.empty()) {
        text = chip_text(*chips.front(), session.out);
    }
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
