// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/check_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/side_by_side.hpp"
#include "core/report/check/verdict_description.hpp"

namespace flopledger {

std::vector<std::string> Description<Total>::unknown_bases(const Total& total) {
    std::vector<std::string> names;
    for (const OpenPart& part : total.open_parts) {
        if (part.what == OpenPart::What::base) names.push_back(part.name);
    }
    return names;
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
    std::string_view version;
    const CheckResult* result = nullptr;
    Date as_of;
};
struct EstimateDocument {
    std::string_view version;
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
                     [](const MethodCount& one) { return one.method.method; }},
        DescribedKey{"evidence", "What a figure from logs rests on.",
                     [](const MethodCount& one) { return evidence_of(one.method); }},
        DescribedKey{"flop", "Model FLOP.",
                     [](const MethodCount& one) { return number_range(one.model_flop.value); }},
        DescribedKey{"exact", "The same in full.",
                     [](const MethodCount& one) { return exact_range(one.model_flop.value); }},
        DescribedKey{"hardware_flop", "Executed FLOP, recomputation among them, where known.",
                     [](const MethodCount& one) {
                         const auto& flop = one.hardware_flop;
                         return flop ? std::optional(number_range(flop->value)) : std::nullopt;
                     }},
        DescribedKey{"hardware_exact", "The same in full.",
                     [](const MethodCount& one) {
                         const auto& flop = one.hardware_flop;
                         return flop ? std::optional(exact_range(flop->value)) : std::nullopt;
                     }},
        DescribedKey{"bound", "Whether it only bounds the figure from above.",
                     [](const MethodCount& one) { return one.bound; }},
        DescribedKey{
            "findings", "What must be known about it.",
            [](const MethodCount& one) -> const std::vector<Finding>& { return one.findings; }}};
};

template <>
struct Description<Cause> {
    static constexpr std::string_view name = "cause";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "A stable name, as the manual lists them.",
                     [](const Cause& cause) { return cause.name; }},
        DescribedKey{"expected_ratio", "The ratio it would make.",
                     [](const Cause& cause) { return cause.expected_ratio; }},
        DescribedKey{"message", "The cause in words.",
                     [](const Cause& cause) -> std::string_view { return cause.message; }},
        DescribedKey{"rank", "How well it fits.", [](const Cause& cause) { return cause.rank; }},
        DescribedKey{"exact", "The expected ratio in full.",
                     [](const Cause& cause) { return ExactNumber{cause.expected_ratio}; }},
        DescribedKey{"formula", "By which formula.",
                     [](const Cause& cause) { return TextOrNull{cause.formula}; }}};
};

template <>
struct Description<MethodComparison> {
    static constexpr std::string_view name = "comparison";
    static constexpr auto keys = std::tuple{
        DescribedKey{"first", "One method.",
                     [](const MethodComparison& one) { return one.first.method; }},
        DescribedKey{"first_evidence", "What it rests on, where it is logs.",
                     [](const MethodComparison& one) { return evidence_of(one.first); }},
        DescribedKey{"second", "The other.",
                     [](const MethodComparison& one) { return one.second.method; }},
        DescribedKey{"second_evidence", "What it rests on, where it is logs.",
                     [](const MethodComparison& one) { return evidence_of(one.second); }},
        DescribedKey{"compatible", "Whether their ranges meet.",
                     [](const MethodComparison& one) { return one.compatible; }},
        DescribedKey{"ratio", "The larger over the smaller.",
                     [](const MethodComparison& one) { return one.ratio; }},
        DescribedKey{"larger", "Which is the larger.",
                     [](const MethodComparison& one) { return one.larger.method; }},
        DescribedKey{"larger_evidence", "What it rests on, where it is logs.",
                     [](const MethodComparison& one) { return evidence_of(one.larger); }},
        DescribedKey{
            "causes", "What may make the difference.",
            [](const MethodComparison& one) -> const std::vector<Cause>& { return one.causes; }}};
};

template <>
struct Description<ActivityCount> {
    static constexpr std::string_view name = "activity";
    static constexpr auto keys = std::tuple{
        DescribedKey{
            "name", "The activity.",
            [](const ActivityCount& one) -> std::string_view { return one.activity->name; }},
        DescribedKey{"kind", "What it was.",
                     [](const ActivityCount& one) { return one.activity->kind; }},
        DescribedKey{"used", "The method that stands; null without any.",
                     [](const ActivityCount& one) {
                         return one.used ? std::optional(one.used->method) : std::nullopt;
                     }},
        DescribedKey{"used_evidence", "What it rests on, where it is logs.",
                     [](const ActivityCount& one) {
                         return one.used ? evidence_of(*one.used) : std::nullopt;
                     }},
        DescribedKey{"flop", "Its FLOP by the method that stands.",
                     [](const ActivityCount& one) { return number_range(one.flop.value); }},
        DescribedKey{"exact", "The same in full.",
                     [](const ActivityCount& one) { return exact_range(one.flop.value); }},
        DescribedKey{"methods", "Every method that is stated.",
                     [](const ActivityCount& one) -> const std::vector<MethodCount>& {
                         return one.methods;
                     }},
        DescribedKey{"comparisons", "Methods held against each other.",
                     [](const ActivityCount& one) -> const std::vector<MethodComparison>& {
                         return one.comparisons;
                     }},
        DescribedKey{
            "findings", "What must be known about it.",
            [](const ActivityCount& one) -> const std::vector<Finding>& { return one.findings; }}};
};

template <>
struct Description<CheckedLedger> {
    static constexpr std::string_view name = "ledger";
    static constexpr auto keys = std::tuple{
        DescribedKey{"file", "The file.",
                     [](const CheckedLedger& one) -> std::string_view { return one.result->file; }},
        DescribedKey{
            "sha256", "Its fingerprint.",
            [](const CheckedLedger& one) { return TextOrNull{one.result->count->ledger->sha256}; }},
        DescribedKey{"model", "The model.",
                     [](const CheckedLedger& one) -> std::string_view {
                         return one.result->count->ledger->model_name;
                     }},
        DescribedKey{"totals", "Totals by standard.",
                     [](const CheckedLedger& one) -> const std::vector<Total>& {
                         return one.result->judgement.totals;
                     }},
        DescribedKey{"verdicts", "What the totals mean for thresholds; these set the exit status.",
                     [](const CheckedLedger& one) -> const std::vector<Verdict>& {
                         return one.result->judgement.verdicts;
                     }},
        DescribedKey{"not_applicable", "Thresholds that do not apply.",
                     [](const CheckedLedger& one) -> const std::vector<NotApplicable>& {
                         return one.result->judgement.not_applicable;
                     }},
        DescribedKey{"also", "Verdicts worth knowing that set no exit status.",
                     [](const CheckedLedger& one) -> const std::vector<Verdict>& {
                         return one.result->judgement.also;
                     }},
        DescribedKey{"settled", "What the ledger settles.",
                     [](const CheckedLedger& one) -> const std::vector<SettledRule>& {
                         return one.result->settled;
                     }}};
};

template <>
struct Description<EstimatedLedger> {
    static constexpr std::string_view name = "ledger";
    static constexpr auto keys = std::tuple{
        DescribedKey{
            "file", "The file.",
            [](const EstimatedLedger& one) -> std::string_view { return one.result->file; }},
        DescribedKey{"sha256", "Its fingerprint.",
                     [](const EstimatedLedger& one) {
                         return TextOrNull{one.result->count->ledger->sha256};
                     }},
        DescribedKey{"model", "The model.",
                     [](const EstimatedLedger& one) -> std::string_view {
                         return one.result->count->ledger->model_name;
                     }},
        DescribedKey{"activities", "What was done.",
                     [](const EstimatedLedger& one) -> const std::vector<ActivityCount>& {
                         return one.result->count->activities;
                     }},
        DescribedKey{"totals", "Totals by standard.",
                     [](const EstimatedLedger& one) -> const std::vector<Total>& {
                         return one.result->judgement.totals;
                     }},
        DescribedKey{"side_by_side", "What makes the totals differ; null where it was not asked.",
                     [](const EstimatedLedger& one) {
                         return one.side_by_side ? side_by_side_json(one.result->judgement.totals)
                                                 : Json();
                     }},
        DescribedKey{"settled", "What the ledger settles.",
                     [](const EstimatedLedger& one) -> const std::vector<SettledRule>& {
                         return one.result->settled;
                     }}};
};

template <>
struct Description<CheckDocument> {
    static constexpr auto keys = std::tuple{
        DescribedKey{"schema", "flopledger/check/1.",
                     [](const CheckDocument&) -> std::string_view { return "flopledger/check/1"; }},
        DescribedKey{"tool", "What wrote it.",
                     [](const CheckDocument& one) { return DocumentTool{one.version}; }},
        DescribedKey{"as_of", "The day of the law that was asked for.",
                     [](const CheckDocument& one) { return one.as_of; }},
        DescribedKey{"law_data", "The day of the law data.",
                     [](const CheckDocument&) { return law_data_day; }},
        DescribedKey{"ledgers", "Every ledger without errors.",
                     [](const CheckDocument& one) { return checked(*one.result); }},
        DescribedKey{"settled", "What the call settled.",
                     [](const CheckDocument& one) -> const std::vector<SettledRule>& {
                         return one.result->settled;
                     }},
        DescribedKey{"diagnostics", "What was told on the way.",
                     [](const CheckDocument& one) -> const std::vector<Diagnostic>& {
                         return one.result->diagnostics.list;
                     }}};
};

template <>
struct Description<EstimateDocument> {
    static constexpr auto keys = std::tuple{
        DescribedKey{
            "schema", "flopledger/estimate/1.",
            [](const EstimateDocument&) -> std::string_view { return "flopledger/estimate/1"; }},
        DescribedKey{"tool", "What wrote it.",
                     [](const EstimateDocument& one) { return DocumentTool{one.version}; }},
        DescribedKey{"ledgers", "Every ledger without errors.",
                     [](const EstimateDocument& one) { return estimated(one); }},
        DescribedKey{"settled", "What the call settled.",
                     [](const EstimateDocument& one) -> const std::vector<SettledRule>& {
                         return one.result->settled;
                     }},
        DescribedKey{"diagnostics", "What was told on the way.",
                     [](const EstimateDocument& one) -> const std::vector<Diagnostic>& {
                         return one.result->diagnostics.list;
                     }}};
};

std::string check_json(const CheckResult& result, std::string_view version, const Date& as_of) {
    return json_text(json_of(CheckDocument{version, &result, as_of}));
}

std::string check_schema() {
    return json_text(SchemaWriter().document<CheckDocument>(
        "check", "What `flopledger check --format json` prints. Keys are only ever added."));
}

std::string estimate_json(const CheckResult& result, std::string_view version, bool side_by_side) {
    return json_text(json_of(EstimateDocument{version, &result, side_by_side}));
}

std::string estimate_schema() {
    return json_text(SchemaWriter().document<EstimateDocument>(
        "estimate", "What `flopledger estimate --format json` prints. Keys are only ever added."));
}

Json::Object document_head(std::string_view schema, std::string_view version) {
    return {{"schema", schema}, {"tool", json_of(DocumentTool{version})}};
}

Json diagnostics_json(const Diagnostics& diagnostics) { return json_of(diagnostics.list); }

Json settled_json(const std::vector<SettledRule>& settled) { return json_of(settled); }

Json findings_json(const std::vector<Finding>& findings) { return json_of(findings); }

Json verdict_json(const Verdict& verdict) { return json_of(verdict); }

}  // namespace flopledger
