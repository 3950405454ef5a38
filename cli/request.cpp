// SPDX-License-Identifier: Apache-2.0
#include "cli/request.hpp"

#include <utility>

namespace flopledger {

CheckRequest check_request(const Session& session, const std::vector<std::string>& ledgers,
                           const SelectionOptions& selection) {
    return {.ledgers = ledgers,
            .as_of = day_of(session, selection.as_of),
            .selection = {.ids = selection.thresholds,
                          .jurisdictions = selection.jurisdictions,
                          .all = selection.all},
            .standards = selection.standards,
            .every_standard = selection.every_standard,
            .margin = selection.margin,
            .settlements = selection.settlements,
            .hashes = session.line.common.format == Format::json};
}

CheckResult check_all(Session& session, const CheckRequest& request,
                      const Diagnostics& found_before) {
    CheckResult result = check(request, session.files, session.catalog);
    std::vector<Diagnostic>& list = result.diagnostics.list;
    list.insert(list.begin(), found_before.list.begin(), found_before.list.end());
    return result;
}

int plain_status(const Diagnostics& diagnostics) { return diagnostics.has_errors() ? 2 : 0; }

}  // namespace flopledger
