// SPDX-License-Identifier: Apache-2.0
// `flopledger chips [NAME]`: the chips this build knows, or one in full; or their figures against
// the limits of export rules.
#include "cli/options/commands.hpp"
#include "cli/session/chip_lookup.hpp"
#include "cli/session/request.hpp"
#include "core/judge/results/export_standing.hpp"
#include "core/read/data/export_rule_reader.hpp"
#include "core/report/catalog/catalog_json.hpp"
#include "core/report/catalog/chips_page.hpp"
#include "core/report/catalog/export_page.hpp"

namespace flopledger {

namespace {

using ChipList = std::vector<std::shared_ptr<const Chip>>;

// All chips, or the one of a name; none where the name is off.
ChipList wanted_chips(Session& session, Diagnostics& diagnostics) {
    const std::string& name = session.line.catalog.name;
    if (name.empty()) return session.catalog.chips(diagnostics);
    const std::shared_ptr<const Chip> chip = find_chip(session, name, diagnostics);
    return chip == nullptr ? ChipList{} : ChipList{chip};
}

void check_options(const CatalogOptions& options, Diagnostics& diagnostics) {
    if (options.explain && (!options.export_control || options.name.empty())) {
        tell_usage(diagnostics, "--explain unfolds the figures of --export-control of one chip",
                   "name a chip, with --export-control");
    }
    if (options.as_of && !options.export_control) {
        tell_usage(diagnostics, "--as-of is for --export-control: a chip has no day",
                   "leave --as-of out");
    }
}

int run_export_control(Session& session, const ChipList& chips, Diagnostics& diagnostics) {
    const CatalogOptions& options = session.line.catalog;
    const ExportRequest request{.rules = built_in_export_rules(diagnostics),
                                .day = day_of(session, options.as_of),
                                .one = !options.name.empty(),
                                .explain = options.explain};
    const auto standings = export_standings(chips, request.rules, request.day);
    const std::string text =
        session.line.common.format == Format::json
            ? export_control_json(standings, request, diagnostics, program_version())
            : written(session, export_page(standings, request));
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace

int run_chips(Session& session, Diagnostics& diagnostics) {
    const CatalogOptions& options = session.line.catalog;
    check_options(options, diagnostics);
    const ChipList chips =
        diagnostics.has_errors() ? ChipList{} : wanted_chips(session, diagnostics);
    if (options.export_control) return run_export_control(session, chips, diagnostics);
    std::string text;
    if (session.line.common.format == Format::json) {
        text = chips_json(chips, diagnostics, program_version());
    } else if ((options.name.empty() || session.line.common.format == Format::csv) &&
               !chips.empty()) {
        text = written(session, chips_page(chips));
    } else if (!chips.empty()) {
        text = written(session, chip_page(*chips.front()));
    }
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
