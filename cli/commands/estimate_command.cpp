// SPDX-License-Identifier: Apache-2.0
// `flopledger estimate LEDGER...`: training FLOP by activity, method and standard.
#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/check/estimate_page.hpp"
#include "core/report/check/side_by_side.hpp"

namespace flopledger {

int run_estimate(Session& session, Diagnostics& diagnostics) {
    const CheckOptions& options = session.line.check;
    CheckRequest request = check_request(session, options.ledgers, options.selection);
    const std::vector<std::string>& named = options.selection.standards;
    const bool side_by_side = request.every_standard || named.size() > 1;
    request.every_standard = request.every_standard || named.empty();
    request.selection.none = true;
    const CheckResult result = check_all(session, request, diagnostics);
    const std::string text =
        session.line.common.format == Format::json
            ? estimate_json(result, program_version(), side_by_side)
        : side_by_side
            ? written(session, side_by_side_page(result, named.empty() ? "" : named.front()))
            : written(session, estimate_page(result));
    return finish(session, text, result.diagnostics, plain_status(result.diagnostics));
}

}  // namespace flopledger
