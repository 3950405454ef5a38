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
            .hashes = session.line.common.format != Format::text};
}

CheckRequest check_request(const ReportRequest& request, const std::string& ledger) {
    const TemplateScope scope = scope_of(request.form);
    CheckRequest check{.ledgers = {ledger},
                       .as_of = request.as_of,
                       .selection = {.ids = request.thresholds,
                                     .jurisdictions = request.jurisdictions,
                                     .all = request.all},
                       .standards = request.standards,
                       .every_standard = scope.standards.empty() && request.standards.empty(),
                       .margin = request.margin,
                       .hashes = true};
    if (request.thresholds.empty() && request.jurisdictions.empty() && !request.all) {
        check.selection.ids = scope.thresholds;
        check.selection.jurisdictions = scope.jurisdictions;
    }
    check.standards.insert(check.standards.end(), scope.standards.begin(), scope.standards.end());
    return check;
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
