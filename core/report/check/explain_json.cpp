// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/explain_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/words/derivation_page.hpp"
#include "core/report/words/lineage_graph.hpp"

namespace flopledger {

std::string explain_json(const LedgerResult* result, const Explanation& explanation,
                         const CheckResult& check, std::string_view version) {
    Json::Array ledgers;
    if (result != nullptr && result->count != nullptr) {
        Json::Array figures;
        for (const Derivation& figure : explanation.figures) {
            figures.push_back(derivation_json(figure));
        }
        Json::Array verdicts;
        for (const VerdictExplanation& entry : explanation.verdicts) {
            Json verdict = verdict_json(*entry.verdict);
            verdict.fields.emplace_back("rule", entry.rule);
            Json::Array figures_of_verdict;
            for (const Derivation& figure : entry.figures) {
                figures_of_verdict.push_back(derivation_json(figure));
            }
            verdict.fields.emplace_back("figures", std::move(figures_of_verdict));
            verdicts.push_back(std::move(verdict));
        }
        const Ledger& ledger = *result->count->ledger;
        ledgers.push_back(Json::Object{{"file", result->file},
                                       {"sha256", text_or_null(ledger.sha256)},
                                       {"model", ledger.model_name},
                                       {"figures", std::move(figures)},
                                       {"verdicts", std::move(verdicts)},
                                       {"lineage", lineage_json(*result, explanation.totals)}});
    }
    Json::Object document = document_head("flopledger/explain/1", version);
    document.emplace_back("law_data", to_text(law_data_day));
    document.emplace_back("ledgers", std::move(ledgers));
    document.emplace_back("settled", settled_json(check.settled));
    document.emplace_back("diagnostics", diagnostics_json(check.diagnostics));
    return json_text(document);
}

}  // namespace flopledger
