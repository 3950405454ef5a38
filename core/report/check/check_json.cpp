// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/check_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/side_by_side_description.hpp"
#include "core/report/check/verdict_description.hpp"

namespace flopledger {

std::vector<std::string> Description<Total>::unknown_bases(const Total& total) {
    std::vector<std::string> names;
    for (const OpenPart& part : total.open_parts) {
        if (part.what == OpenPart::What::base) names.push_back(part.name);
    }
    return names;
}

std::vector<UnsettledPart> Description<Total>::unsettled_parts(const Total& total) {
    std::vector<UnsettledPart> parts;
    for (const Contribution* part : unsettled(total)) parts.push_back({part});
    return parts;
}

namespace {

// What a figure from logs rests on; nothing for the other methods.
std::optional<LogEvidence> evidence_of(const MethodName& method) { return method.evidence; }

// The results of one ledger without errors, as one of the documents tells them.
struct CheckedLedger {
    const LedgerResult* result = nullptr;
};
struct EstimatedLedger {
    const LedgerResult* result = nullptr;
    bool side_by_side = false;
};

// The documents.
struct CheckDocument {
    const CheckResult* result = nullptr;
    Date as_of;
};
struct EstimateDocument {
    const CheckResult* result = nullptr;
    bool side_by_side = false;
};

std::vector<CheckedLedger> checked(const CheckResult& result) {
    std::vector<CheckedLedger> ledgers;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count != nullptr) ledgers.push_back({&ledger});
    }
    return ledgers;
}

std::vector<EstimatedLedger> estimated(const EstimateDocument& document) {
    std::vector<EstimatedLedger> ledgers;
    for (const LedgerResult& ledger : document.result->ledgers) {
        if (ledger.count != nullptr) ledgers.push_back({&ledger, document.side_by_side});
    }
    return ledgers;
}

}  // namespace

template <>
struct Description<MethodCount> {
    static constexpr std::string_view name = "method";
    static constexpr auto keys = std::tuple{
        DescribedKey{"method", "How it was counted.",
                     path(&MethodCount::method, &MethodName::method)},
        DescribedKey{"evidence", "What a figure from logs rests on.",
                     path(&MethodCount::method, evidence_of)},
        DescribedKey{"flop", "Model FLOP.",
                     as<NumberRange>(&MethodCount::model_flop, &Flop::value)},
        DescribedKey{"exact", "The same in full.",
                     as<ExactRange>(&MethodCount::model_flop, &Flop::value)},
        DescribedKey{"hardware_flop", "Executed FLOP, recomputation among them, where known.",
                     [](const MethodCount& one) {
                         const auto& flop = one.hardware_flop;
                         return flop ? std::optional(NumberRange{flop->value}) : std::nullopt;
                     }},
        DescribedKey{"hardware_exact", "The same in full.",
                     [](const MethodCount& one) {
                         const auto& flop = one.hardware_flop;
                         return flop ? std::optional(ExactRange{flop->value}) : std::nullopt;
                     }},
        DescribedKey{"bound", "Whether it only bounds the figure from above.", &MethodCount::bound},
        DescribedKey{"findings", "What must be known about it.", &MethodCount::findings}};
};

template <>
struct Description<Cause> {
    static constexpr std::string_view name = "cause";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "A stable name, as the manual lists them.", &Cause::name},
        DescribedKey{"expected_ratio", "The ratio it would make.", &Cause::expected_ratio},
        DescribedKey{"message", "The cause in words.", &Cause::message},
        DescribedKey{"rank", "How well it fits.", &Cause::rank},
        DescribedKey{"exact", "The expected ratio in full.",
                     as<ExactNumber>(&Cause::expected_ratio)},
        DescribedKey{"formula", "By which formula.", as<TextOrNull>(&Cause::formula)}};
};

template <>
struct Description<MethodComparison> {
    static constexpr std::string_view name = "comparison";
    static constexpr auto keys = std::tuple{
        DescribedKey{"first", "One method.", path(&MethodComparison::first, &MethodName::method)},
        DescribedKey{"first_evidence", "What it rests on, where it is logs.",
                     path(&MethodComparison::first, evidence_of)},
        DescribedKey{"second", "The other.", path(&MethodComparison::second, &MethodName::method)},
        DescribedKey{"second_evidence", "What it rests on, where it is logs.",
                     path(&MethodComparison::second, evidence_of)},
        DescribedKey{"compatible", "Whether their ranges meet.", &MethodComparison::compatible},
        DescribedKey{"ratio", "The larger over the smaller.", &MethodComparison::ratio},
        DescribedKey{"larger", "Which is the larger.",
                     path(&MethodComparison::larger, &MethodName::method)},
        DescribedKey{"larger_evidence", "What it rests on, where it is logs.",
                     path(&MethodComparison::larger, evidence_of)},
        DescribedKey{"causes", "What may make the difference.", &MethodComparison::causes}};
};

template <>
struct Description<ActivityCount> {
    static constexpr std::string_view name = "activity";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "The activity.", path(&ActivityCount::activity, &Activity::name)},
        DescribedKey{"kind", "What it was.", path(&ActivityCount::activity, &Activity::kind)},
        DescribedKey{"used", "The method that stands; null without any.",
                     [](const ActivityCount& one) {
                         return one.used ? std::optional(one.used->method) : std::nullopt;
                     }},
        DescribedKey{"used_evidence", "What it rests on, where it is logs.",
                     [](const ActivityCount& one) {
                         return one.used ? evidence_of(*one.used) : std::nullopt;
                     }},
        DescribedKey{"flop", "Its FLOP by the method that stands.",
                     as<NumberRange>(&ActivityCount::flop, &Flop::value)},
        DescribedKey{"exact", "The same in full.",
                     as<ExactRange>(&ActivityCount::flop, &Flop::value)},
        DescribedKey{"methods", "Every method that is stated.", &ActivityCount::methods},
        DescribedKey{"comparisons", "Methods held against each other.",
                     &ActivityCount::comparisons},
        DescribedKey{"findings", "What must be known about it.", &ActivityCount::findings}};
};

template <>
struct Description<CheckedLedger> {
    static constexpr std::string_view name = "ledger";
    static constexpr auto keys = std::tuple{
        DescribedPart{as<LedgerHead>(&CheckedLedger::result)},
        DescribedKey{"totals", "Totals by standard.",
                     path(&CheckedLedger::result, &LedgerResult::judgement, &Judgement::totals)},
        DescribedKey{"verdicts", "What the totals mean for thresholds; these set the exit status.",
                     path(&CheckedLedger::result, &LedgerResult::judgement, &Judgement::verdicts)},
        DescribedKey{
            "not_applicable", "Thresholds that do not apply.",
            path(&CheckedLedger::result, &LedgerResult::judgement, &Judgement::not_applicable)},
        DescribedKey{"also", "Verdicts worth knowing that set no exit status.",
                     path(&CheckedLedger::result, &LedgerResult::judgement, &Judgement::also)},
        DescribedKey{"settled", "What the ledger settles.",
                     path(&CheckedLedger::result, &LedgerResult::settled)}};
};

template <>
struct Description<EstimatedLedger> {
    static constexpr std::string_view name = "ledger";
    static constexpr auto keys = std::tuple{
        DescribedPart{as<LedgerHead>(&EstimatedLedger::result)},
        DescribedKey{
            "activities", "What was done.",
            path(&EstimatedLedger::result, &LedgerResult::count, &LedgerCount::activities)},
        DescribedKey{"totals", "Totals by standard.",
                     path(&EstimatedLedger::result, &LedgerResult::judgement, &Judgement::totals)},
        DescribedKey{"side_by_side", "What makes the totals differ; null where it was not asked.",
                     [](const EstimatedLedger& one) {
                         const std::vector<Total>& totals = one.result->judgement.totals;
                         return one.side_by_side ? std::optional(side_by_side(totals))
                                                 : std::nullopt;
                     }},
        DescribedKey{"settled", "What the ledger settles.",
                     path(&EstimatedLedger::result, &LedgerResult::settled)}};
};

template <>
struct Description<CheckDocument> {
    static constexpr std::string_view name = "check";
    static constexpr std::string_view sentence = "Totals and verdicts of ledgers.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"as_of", "The day of the law that was asked for.", &CheckDocument::as_of},
        DescribedKey{"law_data", "The day of the law data.",
                     [](const CheckDocument&) { return law_data_day; }},
        DescribedKey{"ledgers", "Every ledger without errors.",
                     [](const CheckDocument& one) { return checked(*one.result); }},
        DescribedPart{as<CheckFoot>(&CheckDocument::result)}};
};

template <>
struct Description<EstimateDocument> {
    static constexpr std::string_view name = "estimate";
    static constexpr std::string_view sentence = "Activities by method, totals by standard.";
    static constexpr auto keys =
        std::tuple{DescribedKey{"ledgers", "Every ledger without errors.",
                                [](const EstimateDocument& one) { return estimated(one); }},
                   DescribedPart{as<CheckFoot>(&EstimateDocument::result)}};
};

constinit const DocumentSchema check_document = document_schema<CheckDocument>();
constinit const DocumentSchema estimate_document = document_schema<EstimateDocument>();

std::string check_json(const CheckResult& result, std::string_view version, const Date& as_of) {
    return document_text(CheckDocument{&result, as_of}, version);
}

std::string estimate_json(const CheckResult& result, std::string_view version, bool side_by_side) {
    return document_text(EstimateDocument{&result, side_by_side}, version);
}

}  // namespace flopledger
