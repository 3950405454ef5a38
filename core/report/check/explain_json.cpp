// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/explain_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/verdict_description.hpp"
#include "core/report/json/rule_description.hpp"
#include "core/report/words/derivation_description.hpp"
#include "core/report/words/lineage_graph.hpp"

namespace flopledger {

namespace {

// The ledger that is explained.
struct ExplainedLedger {
    const LedgerResult* result = nullptr;
    const Explanation* explanation = nullptr;
};

struct ExplainDocument {
    std::vector<ExplainedLedger> ledgers;  // one, or none where it has errors
    const CheckResult* check = nullptr;
};

}  // namespace

template <>
struct Description<VerdictExplanation> {
    static constexpr std::string_view name = "explained_verdict";
    static constexpr auto keys = std::tuple{
        DescribedPart{pointed(&VerdictExplanation::verdict)},
        DescribedKey{"rule", "How it follows from the total.", &VerdictExplanation::rule},
        DescribedKey{"figures", "The ratio, what was measured and what else it rests on.",
                     &VerdictExplanation::figures}};
};

template <>
struct Description<BroughtTo> {
    static constexpr std::string_view name = "brought";
    static constexpr auto keys = std::tuple{
        DescribedKey{"standard", "To the total of which standard.", &BroughtTo::standard},
        DescribedKey{"flop", "How many FLOP; null where its compute is unknown.",
                     [](const BroughtTo& one) {
                         return one.flop ? std::optional(NumberRange{*one.flop}) : std::nullopt;
                     }},
        DescribedKey{"exact", "The same in full.", [](const BroughtTo& one) {
                         return one.flop ? std::optional(ExactRange{*one.flop}) : std::nullopt;
                     }}};
};

template <>
struct Description<LineageModel> {
    static constexpr std::string_view name = "lineage_model";
    static constexpr auto keys = std::tuple{
        DescribedKey{"model", "The model.", &LineageModel::name},
        DescribedKey{"file", "Its ledger; null without one.", as<TextOrNull>(&LineageModel::file)},
        DescribedKey{"brings", "What it brings by itself.", &LineageModel::brings}};
};

template <>
struct Description<RuleOnBase> {
    static constexpr std::string_view name = "rule_on_base";
    static constexpr auto keys =
        std::tuple{DescribedKey{"standard", "By which standard.", &RuleOnBase::standard},
                   DescribedPart{pointed(&RuleOnBase::rule)}};
};

template <>
struct Description<LineageRelation> {
    static constexpr std::string_view name = "relation";
    static constexpr auto keys = std::tuple{
        DescribedKey{"model", "The place of the model among `models`.", &LineageRelation::model},
        DescribedKey{"built_on", "The place of what it is built on.", &LineageRelation::built_on},
        DescribedKey{"relation", "How it is built on it.",
                     path(&LineageRelation::base, &BaseModel::relation)},
        DescribedKey{"provider", "Whose that is.",
                     path(&LineageRelation::base, &BaseModel::provider)},
        DescribedKey{"public", "Whether that is public, where stated.",
                     path(&LineageRelation::base, &BaseModel::available)},
        DescribedKey{"released", "When that was released, where stated.",
                     path(&LineageRelation::base, &BaseModel::release_day)},
        DescribedKey{"rules", "What each standard says of it.", &LineageRelation::rules}};
};

template <>
struct Description<LineageGraph> {
    static constexpr std::string_view name = "lineage";
    static constexpr auto keys = std::tuple{
        DescribedKey{"models", "The ledger's model first, then all it is built on.",
                     &LineageGraph::models},
        DescribedKey{"relations", "Which model is built on which.", &LineageGraph::relations}};
};

template <>
struct Description<ExplainedLedger> {
    static constexpr std::string_view name = "ledger";
    static constexpr auto keys = std::tuple{
        DescribedPart{as<LedgerHead>(&ExplainedLedger::result)},
        DescribedKey{"figures", "Every figure asked for.",
                     path(&ExplainedLedger::explanation, &Explanation::figures)},
        DescribedKey{"verdicts", "How each verdict follows.",
                     path(&ExplainedLedger::explanation, &Explanation::verdicts)},
        DescribedKey{"lineage", "What the model is built on.", [](const ExplainedLedger& one) {
                         return lineage_graph(*one.result, one.explanation->totals);
                     }}};
};

template <>
struct Description<ExplainDocument> {
    static constexpr std::string_view name = "explain";
    static constexpr std::string_view sentence = "Every figure as a tree, and how verdicts follow.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"law_data", "The day of the law data.",
                     [](const ExplainDocument&) { return law_data_day; }},
        DescribedKey{"ledgers", "The ledger; none where it has errors.", &ExplainDocument::ledgers},
        DescribedPart{as<CheckFoot>(&ExplainDocument::check)}};
};

constinit const DocumentSchema explain_document = document_schema<ExplainDocument>();

std::string explain_json(const LedgerResult* result, const Explanation& explanation,
                         const CheckResult& check, std::string_view version) {
    ExplainDocument document{{}, &check};
    if (result != nullptr && result->count != nullptr) {
        document.ledgers.push_back({result, &explanation});
    }
    return document_text(document, version);
}

}  // namespace flopledger
