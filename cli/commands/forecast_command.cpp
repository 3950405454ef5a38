// SPDX-License-Identifier: Apache-2.0
// `flopledger forecast LEDGER...`: when thresholds are crossed.
#include <fmt/core.h>

#include <algorithm>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/report/check/forecast_json.hpp"
#include "core/report/check/forecast_page.hpp"

namespace flopledger {

namespace {

// That nothing in the ledger is dated, or that a day was given that changes nothing.
void check_schedule(const LedgerResult& ledger, const Schedule& schedule,
                    const ForecastOptions& options, Diagnostics& diagnostics) {
    const auto add = [&](Name name, std::string message, std::string hint) {
        diagnostics.add({.name = name,
                         .place = {.file = ledger.file},
                         .excerpt = "",
                         .message = std::move(message),
                         .hint = std::move(hint)});
    };
    if (schedule.activities.empty()) {
        add(name::no_schedule, "no activity says when it runs",
            "add `period: FIRST..LAST` to an activity, or give --from where chip_time states "
            "`chips` with `hours` or `days`");
        return;
    }
    const auto has = [&schedule](ScheduleBasis basis) {
        return std::any_of(schedule.activities.begin(), schedule.activities.end(),
                           [basis](const Scheduled& one) { return one.basis == basis; });
    };
    if (options.from && !has(ScheduleBasis::sequence)) {
        add(name::usage, "--from moves nothing: no activity without a period states chips and time",
            "leave --from out");
    }
    if (options.until && !has(ScheduleBasis::logs)) {
        add(name::usage, "--until moves nothing: no activity stands by logs with times",
            "leave --until out; a period ends what is planned");
    }
}

}  // namespace

int run_forecast(Session& session, Diagnostics& diagnostics) {
    const ForecastOptions& options = session.line.forecast;
    tell_law_age(session, options.check.selection.as_of, options.check.selection.max_law_age,
                 diagnostics);
    CheckRequest request = check_request(session, options.check.ledgers, options.check.selection);
    request.selection.coming = true;
    request.so_far = true;
    CheckResult result = check_all(session, request, diagnostics);
    std::vector<LedgerForecast> forecasts;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        Schedule schedule =
            schedule_of(*ledger.count, {.from = options.from, .until = options.until});
        Diagnostics found;
        check_schedule(ledger, schedule, options, found);
        for (const Diagnostic& diagnostic : found.list) result.diagnostics.add(diagnostic);
        if (found.has_errors()) continue;
        auto list = forecast(ledger.judgement, schedule, request.as_of, request.margin);
        forecasts.push_back({&ledger, std::move(schedule), std::move(list)});
    }
    const ForecastRemarks remarks{.as_of = request.as_of,
                                  .margin = request.margin,
                                  .list_not_applicable = request.selection.all};
    const std::string text =
        session.line.common.format == Format::json
            ? forecast_json(forecasts, remarks, result.diagnostics, program_version())
            : written(session, forecast_page(forecasts, remarks));
    return finish(session, text, result.diagnostics, plain_status(result.diagnostics));
}

}  // namespace flopledger
