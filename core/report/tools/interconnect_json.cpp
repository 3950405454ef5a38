// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/interconnect_json.hpp"

#include <utility>

#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

Json share_json(const Ratio& share) {
    return Json::Object{{"value", range_json(share.value)}, {"exact", exact_json(share.value)}};
}

Json strategies_json(const InterconnectResult& result) {
    Json::Array list;
    for (const Strategy& strategy : result.strategies) {
        const bool held = result.plan.cap && strategy.rate;
        list.push_back(Json::Object{
            {"strategy", strategy.key},
            {"name", strategy.name},
            {"use", word(strategy.use)},
            {"not_applicable", text_or_null(strategy.not_applicable)},
            {"infeasible", text_or_null(strategy.infeasible)},
            {"cap",
             held ? Json(word(verdict_of(strategy.rate->quantity(), result.plan.cap->quantity())))
                  : Json()},
            {"speed_left",
             held ? share_json(speed_left(strategy.rate->quantity(), result.plan.cap->quantity()))
                  : Json()},
            {"note", text_or_null(strategy.note)}});
    }
    return list;
}

Json methods_json(const InterconnectResult& result) {
    Json::Array list;
    for (const MethodResult& method : result.methods) {
        list.push_back(Json::Object{
            {"preset", method.preset->id},
            {"title", method.preset->title},
            {"mark", word(method.preset->mark)},
            {"result", method.preset->result},
            {"infeasible", text_or_null(method.infeasible)},
            {"cap", word(verdict_of(method.rate.quantity(), result.plan.cap->quantity()))}});
    }
    return list;
}

Json truth_json(const Truth& truth) { return truth ? Json(*truth) : Json(); }

Json amounts_json(const InterconnectResult& result) {
    Json::Array list;
    for (const AmountResult& amount : result.amounts) {
        list.push_back(Json::Object{{"amount", amount.line.amount.nearest_double()},
                                    {"exact", amount.line.amount.text()},
                                    {"comparison", word(amount.line.comparison)},
                                    {"thresholds", texts_json(amount.line.thresholds)},
                                    {"levels", texts_json(amount.line.levels)},
                                    {"one_pod_reaches", truth_json(amount.one_pod)},
                                    {"all_pods_reach", truth_json(amount.all_pods)},
                                    {"method_reaches", truth_json(amount.by_method)}});
    }
    return list;
}

Json inputs_json(const PodPlan& plan) {
    Json::Object object;
    for (std::size_t index = 0; index < plan.inputs.size(); ++index) {
        const auto& input = plan.inputs[index];
        if (!input) continue;
        object.emplace_back(pod_inputs()[index].key,
                            Json::Object{{"value", range_json(input->value)},
                                         {"exact", exact_json(input->value)},
                                         {"unit", text_or_null(input->unit())},
                                         {"from", plan.origins[index]},
                                         {"source", text_or_null(input->source)}});
    }
    return object;
}

}  // namespace

std::string interconnect_json(const std::optional<InterconnectResult>& result,
                              const Diagnostics& diagnostics, std::string_view version) {
    Json::Object more{{"inputs", Json::Object{}},
                      {"strategies", Json::Array{}},
                      {"methods", Json::Array{}},
                      {"amounts", Json::Array{}},
                      {"notes", Json::Array{}}};
    if (result) {
        more = {{"inputs", inputs_json(result->plan)},
                {"strategies", strategies_json(*result)},
                {"methods", methods_json(*result)},
                {"amounts", amounts_json(*result)},
                {"notes", texts_json(result->notes)}};
    }
    return answers_json("flopledger/interconnect/1",
                        result ? all_answers(*result) : std::vector<AnswerGroup>(), diagnostics,
                        version, std::move(more));
}

}  // namespace flopledger
