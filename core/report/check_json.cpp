// SPDX-License-Identifier: Apache-2.0
#include "core/report/check_json.hpp"

#include "core/judge/law_day.hpp"
#include "core/report/diagnostic_text.hpp"
#include "core/report/explanation.hpp"
#include "core/report/side_by_side.hpp"
#include "core/report/totals_page.hpp"

namespace flopledger {

namespace {

Json total_json(const Total& total) {
    Json::Array unsettled_json;
    for (const Contribution* contribution : unsettled(total)) {
        unsettled_json.push_back(Json::Object{{"activity", contribution->name},
                                              {"model", contribution->ledger},
                                              {"flop", range_json(contribution->flop.value)}});
    }
    Json::Array unknown;
    Json::Array parts;
    for (const OpenPart& part : total.open_parts) {
        if (part.what == OpenPart::What::base) unknown.emplace_back(part.name);
        parts.push_back(
            Json::Object{{"what", word(part.what)}, {"name", part.name}, {"model", part.ledger}});
    }
    const bool open = total.is_open();
    return Json::Object{{"standard", total.standard->id},
                        {"flop", sum_json(total.flop.value, open, total.best_known)},
                        {"exact", exact_sum_json(total.flop.value, open, total.best_known)},
                        {"unsettled", std::move(unsettled_json)},
                        {"unknown_bases", std::move(unknown)},
                        {"open_parts", std::move(parts)}};
}

Json totals_json(const std::vector<Total>& totals) {
    Json::Array array;
    for (const Total& total : totals) array.push_back(total_json(total));
    return array;
}

Json conditions_json(const std::vector<ConditionResult>& results) {
    Json::Array array;
    for (const ConditionResult& result : results) {
        array.push_back(Json::Object{{"fact", text_or_null(result.condition->fact)},
                                     {"condition", condition_text(*result.condition)},
                                     {"holds", result.holds ? Json(*result.holds) : Json()},
                                     {"missing_facts", texts_json(result.missing_facts)}});
    }
    return array;
}

Json citation_json(const Citation& citation) {
    return Json::Object{{"text", citation.text},
                        {"article", text_or_null(citation.article)},
                        {"link", text_or_null(citation.link)}};
}

Json::Object ledger_head(const LedgerResult& result) {
    const Ledger& ledger = *result.count->ledger;
    return {{"file", result.file},
            {"sha256", text_or_null(ledger.sha256)},
            {"model", ledger.model_name}};
}

// What a figure from logs rests on; null for the other methods.
Json evidence_json(const MethodName& method) {
    return method.evidence ? Json(word(*method.evidence)) : Json();
}

Json method_json(const MethodCount& method) {
    const std::optional<Flop>& hardware = method.hardware_flop;
    return Json::Object{{"method", word(method.method.method)},
                        {"evidence", evidence_json(method.method)},
                        {"flop", flop_json(method.model_flop.value)},
                        {"exact", exact_flop_json(method.model_flop.value)},
                        {"hardware_flop", hardware ? flop_json(hardware->value) : Json()},
                        {"hardware_exact", hardware ? exact_flop_json(hardware->value) : Json()},
                        {"bound", method.bound},
                        {"findings", findings_json(method.findings)}};
}

Json comparison_json(const MethodComparison& comparison) {
    Json::Array causes;
    for (const Cause& cause : comparison.causes) {
        causes.push_back(Json::Object{{"name", cause.name.text},
                                      {"expected_ratio", cause.expected_ratio.nearest_double()},
                                      {"message", cause.message},
                                      {"rank", word(cause.rank)},
                                      {"exact", cause.expected_ratio.text()},
                                      {"formula", text_or_null(cause.formula)}});
    }
    return Json::Object{{"first", word(comparison.first.method)},
                        {"first_evidence", evidence_json(comparison.first)},
                        {"second", word(comparison.second.method)},
                        {"second_evidence", evidence_json(comparison.second)},
                        {"compatible", comparison.compatible},
                        {"ratio", comparison.ratio.nearest_double()},
                        {"larger", word(comparison.larger.method)},
                        {"larger_evidence", evidence_json(comparison.larger)},
                        {"causes", std::move(causes)}};
}

Json activity_json(const ActivityCount& activity) {
    Json::Array methods;
    for (const MethodCount& method : activity.methods) methods.push_back(method_json(method));
    Json::Array comparisons;
    for (const MethodComparison& comparison : activity.comparisons) {
        comparisons.push_back(comparison_json(comparison));
    }
    return Json::Object{{"name", activity.activity->name},
                        {"kind", word(activity.activity->kind)},
                        {"used", activity.used ? Json(word(activity.used->method)) : Json()},
                        {"used_evidence", activity.used ? evidence_json(*activity.used) : Json()},
                        {"flop", flop_json(activity.flop.value)},
                        {"exact", exact_flop_json(activity.flop.value)},
                        {"methods", std::move(methods)},
                        {"comparisons", std::move(comparisons)},
                        {"findings", findings_json(activity.findings)}};
}

}  // namespace

Json::Object document_head(std::string_view schema, std::string_view version) {
    return {{"schema", schema},
            {"tool", Json::Object{{"name", "flopledger"}, {"version", version}}}};
}

Json settled_json(const std::vector<SettledRule>& settled) {
    Json::Array array;
    for (const SettledRule& rule : settled) {
        array.push_back(Json::Object{{"standard", rule.standard},
                                     {"what", rule.what},
                                     {"answer", word(rule.answer)},
                                     {"otherwise", rule.otherwise},
                                     {"by", text_or_null(rule.by)}});
    }
    return array;
}

Json findings_json(const std::vector<Finding>& findings) {
    Json::Array array;
    for (const Finding& finding : findings) {
        array.push_back(Json::Object{{"name", finding.name.text}, {"message", finding.message}});
    }
    return array;
}

Json diagnostics_json(const Diagnostics& diagnostics) {
    Json::Array array;
    for (const Diagnostic& diagnostic : diagnostics.list) {
        array.push_back(Json::Object{{"name", diagnostic.name.text},
                                     {"severity", word(diagnostic.severity)},
                                     {"file", text_or_null(diagnostic.place.file)},
                                     {"line", diagnostic.place.line},
                                     {"column", diagnostic.place.column},
                                     {"message", diagnostic.message},
                                     {"hint", diagnostic.hint}});
    }
    return array;
}

// The ratio to the amount; without a best where none of the total is known.
Json ratio_json(const Verdict& verdict) {
    const Range& ratio = *verdict.ratio;
    return Json::Object{{"low", ratio.low.nearest_double()},
                        {"best", verdict.best_known ? Json(ratio.best.nearest_double()) : Json()},
                        {"high", ratio.high.nearest_double()}};
}

// What of the model made notice due, or would.
Json trigger_json(const Verdict& verdict) {
    if (!verdict.trigger || !verdict.notice_days) return {};
    const Trigger& trigger = *verdict.trigger;
    const bool open = !trigger.figure_known;
    return Json::Object{{"what", word(trigger.what)},
                        {"flop", sum_json(trigger.figure, open, verdict.best_known)},
                        {"exact", exact_sum_json(trigger.figure, open, verdict.best_known)},
                        {"amount", range_json(trigger.amount)},
                        {"base", text_or_null(trigger.base)}};
}

Json duties_json(const Verdict& verdict) {
    Json::Array array;
    for (const DutyAnswer& answer : verdict.duties) {
        const Duty& duty = *answer.duty;
        array.push_back(Json::Object{
            {"text", duty.text},
            {"who", text_or_null(duty.who)},
            {"condition", duty.condition ? Json(condition_text(*duty.condition)) : Json()},
            {"holds", answer.holds ? Json(*answer.holds) : Json()},
            {"from", duty.from ? Json(to_text(*duty.from)) : Json()}});
    }
    return array;
}

Json verdict_json(const Verdict& verdict) {
    const Threshold& threshold = *verdict.threshold;
    const bool open = !verdict.measured_known;
    return Json::Object{
        {"threshold", threshold.id},
        {"status", word(verdict.status)},
        {"standard", text_or_null(verdict.standard)},
        {"amount", range_json(verdict.amount)},
        {"amount_exact", exact_json(verdict.amount)},
        {"comparison", word(threshold.comparison)},
        {"measure", word(threshold.measure)},
        {"flop", sum_json(verdict.measured, open, verdict.best_known)},
        {"exact", exact_sum_json(verdict.measured, open, verdict.best_known)},
        {"ratio", verdict.ratio ? ratio_json(verdict) : Json()},
        {"within_margin", verdict.within_margin},
        {"reasons", findings_json(verdict.reasons)},
        {"conditions", conditions_json(verdict.conditions)},
        {"alternatives", conditions_json(verdict.alternatives)},
        {"base", text_or_null(verdict.base)},
        {"legal_status", word(verdict.legal_status)},
        {"title", threshold.title},
        {"citation", citation_json(threshold.citation)},
        {"consequence", threshold.consequence},
        {"deadline", text_or_null(threshold.deadline)},
        {"applies_to", word(verdict.applies_to)},
        {"in_force_from", verdict.in_force_from ? Json(to_text(*verdict.in_force_from)) : Json()},
        {"notes", findings_json(verdict.notes)},
        {"duties", duties_json(verdict)},
        {"trigger", trigger_json(verdict)}};
}

std::string check_json(const CheckResult& result, std::string_view version, const Date& as_of) {
    Json::Array ledgers;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        Json::Array verdicts;
        for (const Verdict& verdict : ledger.judgement.verdicts) {
            verdicts.push_back(verdict_json(verdict));
        }
        Json::Array also;
        for (const Verdict& verdict : ledger.judgement.also) also.push_back(verdict_json(verdict));
        Json::Array not_applicable;
        for (const NotApplicable& entry : ledger.judgement.not_applicable) {
            not_applicable.push_back(
                Json::Object{{"threshold", entry.threshold->id}, {"reason", entry.reason}});
        }
        Json::Object object = ledger_head(ledger);
        object.emplace_back("totals", totals_json(ledger.judgement.totals));
        object.emplace_back("verdicts", std::move(verdicts));
        object.emplace_back("not_applicable", std::move(not_applicable));
        object.emplace_back("also", std::move(also));
        object.emplace_back("settled", settled_json(ledger.settled));
        ledgers.emplace_back(std::move(object));
    }
    Json::Object document = document_head("flopledger/check/1", version);
    document.emplace_back("as_of", to_text(as_of));
    document.emplace_back("law_data", to_text(law_data_day));
    document.emplace_back("ledgers", std::move(ledgers));
    document.emplace_back("settled", settled_json(result.settled));
    document.emplace_back("diagnostics", diagnostics_json(result.diagnostics));
    return json_text(document);
}

std::string estimate_json(const CheckResult& result, std::string_view version, bool side_by_side) {
    Json::Array ledgers;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        Json::Array activities;
        for (const ActivityCount& activity : ledger.count->activities) {
            activities.push_back(activity_json(activity));
        }
        Json::Object object = ledger_head(ledger);
        object.emplace_back("activities", std::move(activities));
        object.emplace_back("totals", totals_json(ledger.judgement.totals));
        object.emplace_back("side_by_side",
                            side_by_side ? side_by_side_json(ledger.judgement.totals) : Json());
        object.emplace_back("settled", settled_json(ledger.settled));
        ledgers.emplace_back(std::move(object));
    }
    Json::Object document = document_head("flopledger/estimate/1", version);
    document.emplace_back("ledgers", std::move(ledgers));
    document.emplace_back("settled", settled_json(result.settled));
    document.emplace_back("diagnostics", diagnostics_json(result.diagnostics));
    return json_text(document);
}

}  // namespace flopledger
