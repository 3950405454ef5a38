// SPDX-License-Identifier: Apache-2.0
// `flopledger explain LEDGER`: how a figure was reached, step by step.
#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/report/check/explain_json.hpp"
#include "core/report/check/explain_page.hpp"

namespace flopledger {

int run_explain(Session& session, Diagnostics& diagnostics) {
    const ExplainOptions& options = session.line.explain;
    tell_law_age(session, options.selection.as_of, options.selection.max_law_age, diagnostics);
    const CheckRequest request = check_request(session, {options.ledger}, options.selection);
    CheckResult result = check_all(session, request, diagnostics);
    const LedgerResult& ledger = result.ledgers.front();
    Explanation explanation;
    if (ledger.count != nullptr) {
        explanation =
            explain(ledger,
                    {.activities = options.activities,
                     .standards = options.selection.every_standard ? std::vector<std::string>{}
                                                                   : options.selection.standards,
                     .depth = options.depth,
                     .verdicts = !options.selection.thresholds.empty(),
                     .as_of = request.as_of},
                    result.diagnostics);
    }
    std::string text;
    if (session.line.common.format == Format::json) {
        text = explain_json(&ledger, explanation, result, program_version());
    } else if (ledger.count != nullptr && !result.diagnostics.has_errors()) {
        text = written(session, explain_page(ledger, explanation));
    }
    return finish(session, text, result.diagnostics, plain_status(result.diagnostics));
}

}  // namespace flopledger
