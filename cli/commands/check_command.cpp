// SPDX-License-Identifier: Apache-2.0
// `flopledger check LEDGER...`: totals against thresholds.
#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/check/check_page.hpp"

namespace flopledger {

int run_check(Session& session, Diagnostics& diagnostics) {
    const CheckOptions& options = session.line.check;
    tell_law_age(session, options.selection.as_of, options.selection.max_law_age, diagnostics);
    const CheckRequest request = check_request(session, options.ledgers, options.selection);
    const CheckResult result = check_all(session, request, diagnostics);
    const std::string text =
        session.line.common.format == Format::json
            ? check_json(result, program_version(), request.as_of)
            : written(session, check_page(result, {.as_of = request.as_of,
                                                   .margin = request.margin,
                                                   .list_not_applicable = request.selection.all}));
    return finish(session, text, result.diagnostics, exit_status(result));
}

}  // namespace flopledger
