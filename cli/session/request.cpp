// SPDX-License-Identifier: Apache-2.0
#include "cli/session/request.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/call_names.hpp"
#include "core/judge/results/law_day.hpp"

namespace flopledger {

namespace {

bool is_law_too_old(const Diagnostics& found) {
    return std::any_of(found.list.begin(), found.list.end(), [](const Diagnostic& one) {
        return one.name == name::law_data_old && one.severity == Severity::error;
    });
}

CheckResult without_verdicts(const std::vector<std::string>& ledgers) {
    CheckResult result;
    for (const std::string& file : ledgers) {
        result.ledgers.push_back({.file = file, .count = nullptr, .judgement = {}});
    }
    return result;
}

// A clock that stands at 1970 finds no law in force, and one beyond 2100 says nothing of the law
// that a build knows. No build is older than 2024.
void tell_clock(const Session& session, const Date& today) {
    if (today >= Date{2024, 1, 1} && today < Date{2101, 1, 1}) return;
    Diagnostics warnings;
    warnings.add(
        {.name = name::clock_off,
         .severity = Severity::warning,
         .place = {},
         .excerpt = "",
         .message = fmt::format("the clock of this machine says that today is {}", to_text(today)),
         .hint = "set the clock, or give the day to judge on: --as-of DAY"});
    tell(session, warnings);
}

}  // namespace

void tell_law_age(const Session& session, const std::optional<Date>& as_of,
                  const std::optional<int>& most, Diagnostics& diagnostics) {
    const Date today = day_of(session, std::nullopt);
    if (!as_of) tell_clock(session, today);
    const Date day = std::max(as_of.value_or(today), today);
    const int age = days_between(law_data_day, day);
    const bool too_old = most && age > *most;
    if (!too_old && age <= law_data_days) return;
    Diagnostic told{.name = name::law_data_old,
                    .severity = too_old ? Severity::error : Severity::warning,
                    .place = {},
                    .excerpt = "",
                    .message = fmt::format("the law data are of {}, and {}, {}, is {} days later",
                                           to_text(law_data_day), to_text(day),
                                           day == today ? "today" : "the day asked", age),
                    .hint =
                        "a newer release has newer law data; check, explain, forecast and "
                        "report take --max-law-age DAYS to make this an error"};
    if (too_old) {
        told.message += fmt::format(", more than --max-law-age {}", *most);
        told.hint = "take a newer release of flopledger, or a larger --max-law-age";
        diagnostics.add(std::move(told));
    } else {
        Diagnostics warnings;
        warnings.add(std::move(told));
        tell(session, warnings);
    }
}

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
            .hashes = session.line.common.format != Format::text,
            .allowed = session.line.allowed};
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
                       .hashes = true,
                       .allowed = request.allowed};
    if (request.thresholds.empty() && request.jurisdictions.empty() && !request.all) {
        check.selection.ids = scope.thresholds;
        check.selection.jurisdictions = scope.jurisdictions;
    }
    check.standards.insert(check.standards.end(), scope.standards.begin(), scope.standards.end());
    return check;
}

CheckResult check_all(Session& session, const CheckRequest& request,
                      const Diagnostics& found_before) {
    CheckResult result = is_law_too_old(found_before)
                             ? without_verdicts(request.ledgers)
                             : check(request, session.files, session.catalog);
    std::vector<Diagnostic>& list = result.diagnostics.list;
    list.insert(list.begin(), found_before.list.begin(), found_before.list.end());
    return result;
}

int plain_status(const Diagnostics& diagnostics) { return diagnostics.has_errors() ? 2 : 0; }

}  // namespace flopledger
