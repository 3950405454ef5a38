// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/forecast_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/verdict_description.hpp"

namespace flopledger {

namespace {

// A threshold that cannot be forecast.
struct NotForecast {
    std::string_view threshold;
    std::string_view reason;
};

struct ForecastDocument {
    const std::vector<LedgerForecast>* ledgers = nullptr;
    Date as_of;
    const Diagnostics* diagnostics = nullptr;
};

std::vector<std::string_view> undated(const LedgerForecast& ledger) {
    std::vector<std::string_view> names;
    for (const ActivityCount* count : ledger.schedule.undated) {
        names.push_back(count->activity->name);
    }
    return names;
}

std::vector<NotForecast> not_forecast(const LedgerForecast& ledger) {
    std::vector<NotForecast> list;
    const Judgement& judgement = ledger.ledger->judgement;
    for (const Verdict& verdict : judgement.verdicts) {
        if (verdict.standard.empty()) {
            list.push_back({verdict.threshold->id, "It measures no training compute."});
        }
    }
    for (const NotApplicable& entry : judgement.not_applicable) {
        list.push_back({entry.threshold->id, entry.reason});
    }
    return list;
}

}  // namespace

template <>
struct Description<Scheduled> {
    static constexpr std::string_view name = "scheduled";
    static constexpr auto keys = std::tuple{
        DescribedKey{"activity", "The activity.",
                     path(&Scheduled::activity, &ActivityCount::activity, &Activity::name)},
        DescribedKey{"basis", "What says when it runs.", &Scheduled::basis},
        DescribedKey{"first_day", "Its first day.", path(&Scheduled::from, day_at)},
        DescribedKey{"last_day", "Its last.", path(&Scheduled::stop, day_ending_at)},
        DescribedKey{"from_seconds", "When it begins, in seconds since 1970-01-01 UTC, in full.",
                     as<ExactNumber>(&Scheduled::from)},
        DescribedKey{"to_seconds", "When what is counted of it ends.",
                     as<ExactNumber>(&Scheduled::to)},
        DescribedKey{"stop_seconds", "When it stops.", as<ExactNumber>(&Scheduled::stop)},
        DescribedKey{"flop_per_second", "Its rate.",
                     [](const Scheduled& one) { return NumberRange{one.flop_in(1).value}; }},
        DescribedKey{"exact", "The same in full.",
                     [](const Scheduled& one) { return ExactRange{one.flop_in(1).value}; }}};
};

template <>
struct Description<Crossing> {
    static constexpr std::string_view name = "crossing";
    static constexpr auto keys = std::tuple{
        DescribedKey{"crosses", "Whether it crosses the amount.", &Crossing::crosses},
        DescribedKey{"day", "When; null where before all that is dated.", &Crossing::day},
        DescribedKey{"missing_flop",
                     "What the plan falls short by; null where something of unknown size comes on "
                     "top.",
                     &Crossing::missing},
        DescribedKey{"exact", "The same in full.", [](const Crossing& one) {
                         return one.missing ? std::optional(ExactNumber{*one.missing})
                                            : std::nullopt;
                     }}};
};

template <>
struct Description<Notice> {
    static constexpr std::string_view name = "notice";
    static constexpr auto keys =
        std::tuple{DescribedKey{"days", "How many days the law leaves.", &Notice::days},
                   DescribedKey{"known", "The day from which it is known; null where not yet.",
                                &Notice::known},
                   DescribedKey{"first_due", "As `due`.", &Notice::due},
                   DescribedKey{"last_due", "As `due`.", &Notice::due},
                   DescribedKey{"due", "The day notice is due.", &Notice::due},
                   DescribedKey{"met_by", "Where it is not known: when it is met at the latest.",
                                &Notice::met_by},
                   DescribedKey{"until", "The longer time of models placed on the market before.",
                                [](const Notice& one) {
                                    return one.transition ? std::optional(one.transition->until)
                                                          : std::nullopt;
                                }}};
};

template <>
struct Description<Forecast> {
    static constexpr std::string_view name = "forecast";
    static constexpr auto keys = std::tuple{
        DescribedKey{"threshold", "The id of the threshold.",
                     path(&Forecast::verdict, &Verdict::threshold, &Threshold::id)},
        DescribedKey{"outlook", "What is to come.", &Forecast::outlook},
        DescribedKey{"may_be_reached", "Whether it may be reached already.",
                     &Forecast::may_be_reached},
        DescribedKey{"conditions_hold", "Whether what is asked besides holds; null if unknown.",
                     &Forecast::conditions},
        DescribedKey{"earliest_known", "False where a base of unknown compute comes on top.",
                     &Forecast::earliest_known},
        DescribedKey{"earliest", "By the high end.", &Forecast::earliest},
        DescribedKey{"best", "By the best figures; null where they are not known.",
                     &Forecast::best},
        DescribedKey{"latest", "By the low end.", &Forecast::latest},
        DescribedKey{"so_far", "FLOP up to the day asked for.", as<NumberRange>(&Forecast::so_far)},
        DescribedKey{"so_far_exact", "The same in full.", as<ExactRange>(&Forecast::so_far)},
        DescribedKey{"planned", "FLOP at the end of the plan.",
                     as<NumberRange>(&Forecast::planned)},
        DescribedKey{"planned_exact", "The same in full.", as<ExactRange>(&Forecast::planned)},
        DescribedKey{"notice", "When notice is due; null where none is asked.", &Forecast::notice},
        DescribedKey{"verdict", "The verdict on the whole plan.", pointed(&Forecast::verdict)}};
};

template <>
struct Description<NotForecast> {
    static constexpr std::string_view name = "not_forecast";
    static constexpr auto keys =
        std::tuple{DescribedKey{"threshold", "The id of the threshold.", &NotForecast::threshold},
                   DescribedKey{"reason", "Why it has no forecast.", &NotForecast::reason}};
};

template <>
struct Description<LedgerForecast> {
    static constexpr std::string_view name = "ledger";
    static constexpr auto keys = std::tuple{
        DescribedPart{as<LedgerHead>(&LedgerForecast::ledger)},
        DescribedKey{"schedule", "When each activity runs.",
                     path(&LedgerForecast::schedule, &Schedule::activities)},
        DescribedKey{"undated", "Activities of which nothing says when: taken as done before.",
                     undated},
        DescribedKey{"forecasts", "Each threshold over the plan.", &LedgerForecast::forecasts},
        DescribedKey{"not_forecast", "Thresholds without a forecast.", not_forecast}};
};

template <>
struct Description<ForecastDocument> {
    static constexpr std::string_view name = "forecast";
    static constexpr std::string_view sentence = "When plans cross thresholds.";
    static constexpr auto keys =
        std::tuple{DescribedKey{"as_of", "The day asked for.", &ForecastDocument::as_of},
                   DescribedKey{"law_data", "The day of the law data.",
                                [](const ForecastDocument&) { return law_data_day; }},
                   DescribedKey{"ledgers", "Every ledger without errors.",
                                pointed(&ForecastDocument::ledgers)},
                   DescribedPart{as<DocumentFoot>(&ForecastDocument::diagnostics)}};
};

constinit const DocumentSchema forecast_document = document_schema<ForecastDocument>();

std::string forecast_json(const std::vector<LedgerForecast>& ledgers,
                          const ForecastRemarks& remarks, const Diagnostics& diagnostics,
                          std::string_view version) {
    return document_text(ForecastDocument{&ledgers, remarks.as_of, &diagnostics}, version);
}

}  // namespace flopledger
