// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/forecast_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

namespace {

Json day_json(const std::optional<Date>& day) { return day ? Json(to_text(*day)) : Json(); }

Json truth_json(const std::optional<bool>& truth) { return truth ? Json(*truth) : Json(); }

Json scheduled_json(const Scheduled& entry) {
    const Range rate = entry.flop_in(1).value;
    return Json::Object{{"activity", entry.activity->activity->name},
                        {"basis", word(entry.basis)},
                        {"first_day", to_text(day_at(entry.from))},
                        {"last_day", to_text(day_ending_at(entry.stop))},
                        {"from_seconds", entry.from.text()},
                        {"to_seconds", entry.to.text()},
                        {"stop_seconds", entry.stop.text()},
                        {"flop_per_second", range_json(rate)},
                        {"exact", exact_json(rate)}};
}

Json crossing_json(const Crossing& crossing) {
    return Json::Object{{"crosses", crossing.crosses},
                        {"day", day_json(crossing.day)},
                        {"missing_flop", crossing.missing.nearest_double()},
                        {"exact", crossing.missing.text()}};
}

Json notice_json(const std::optional<Notice>& notice) {
    if (!notice) return {};
    return Json::Object{
        {"days", notice->days},
        {"known", day_json(notice->known)},
        {"first_due", day_json(notice->due)},
        {"last_due", day_json(notice->due)},
        {"due", day_json(notice->due)},
        {"met_by", day_json(notice->met_by)},
        {"until",
         notice->transition != nullptr ? Json(to_text(notice->transition->until)) : Json()}};
}

Json forecast_json(const Forecast& forecast) {
    return Json::Object{{"threshold", forecast.verdict->threshold->id},
                        {"outlook", word(forecast.outlook)},
                        {"may_be_reached", forecast.may_be_reached},
                        {"conditions_hold", truth_json(forecast.conditions)},
                        {"earliest_known", forecast.earliest_known},
                        {"earliest", crossing_json(forecast.earliest)},
                        {"best", crossing_json(forecast.best)},
                        {"latest", crossing_json(forecast.latest)},
                        {"so_far", range_json(forecast.so_far)},
                        {"so_far_exact", exact_json(forecast.so_far)},
                        {"planned", range_json(forecast.planned)},
                        {"planned_exact", exact_json(forecast.planned)},
                        {"notice", notice_json(forecast.notice)},
                        {"verdict", verdict_json(*forecast.verdict)}};
}

Json ledger_json(const LedgerForecast& ledger) {
    Json::Array schedule;
    for (const Scheduled& entry : ledger.schedule.activities) {
        schedule.push_back(scheduled_json(entry));
    }
    std::vector<std::string> undated;
    for (const ActivityCount* count : ledger.schedule.undated) {
        undated.push_back(count->activity->name);
    }
    Json::Array forecasts;
    for (const Forecast& one : ledger.forecasts) forecasts.push_back(forecast_json(one));
    Json::Array not_forecast;
    const Judgement& judgement = ledger.ledger->judgement;
    for (const Verdict& verdict : judgement.verdicts) {
        if (!verdict.standard.empty()) continue;
        not_forecast.push_back(Json::Object{{"threshold", verdict.threshold->id},
                                            {"reason", "It measures no training compute."}});
    }
    for (const NotApplicable& entry : judgement.not_applicable) {
        not_forecast.push_back(
            Json::Object{{"threshold", entry.threshold->id}, {"reason", entry.reason}});
    }
    const Ledger& stated = *ledger.ledger->count->ledger;
    return Json::Object{{"file", ledger.ledger->file},
                        {"sha256", text_or_null(stated.sha256)},
                        {"model", stated.model_name},
                        {"schedule", std::move(schedule)},
                        {"undated", texts_json(undated)},
                        {"forecasts", std::move(forecasts)},
                        {"not_forecast", std::move(not_forecast)}};
}

}  // namespace

std::string forecast_json(const std::vector<LedgerForecast>& ledgers,
                          const ForecastRemarks& remarks, const Diagnostics& diagnostics,
                          std::string_view version) {
    Json::Array array;
    for (const LedgerForecast& ledger : ledgers) array.push_back(ledger_json(ledger));
    Json::Object document = document_head("flopledger/forecast/1", version);
    document.emplace_back("as_of", to_text(remarks.as_of));
    document.emplace_back("law_data", to_text(law_data_day));
    document.emplace_back("ledgers", std::move(array));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
