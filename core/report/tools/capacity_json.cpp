// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/capacity_json.hpp"

#include <utility>

#include "core/report/check/check_json.hpp"
#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

Json figure_json(const Range& value) {
    return Json::Object{{"value", range_json(value)}, {"exact", exact_json(value)}};
}

Json chips_json(const CapacityResult& result) {
    Json::Array list;
    for (std::size_t row = 0; row < result.plan.holdings.size(); ++row) {
        const ChipHolding& holding = result.plan.holdings[row];
        const bool known = !holding.active_source.empty();
        list.push_back(
            Json::Object{{"site", text_or_null(holding.site)},
                         {"chip", holding.chip->id},
                         {"precision", word(holding.precision)},
                         {"count", holding.count.is_zero() ? Json() : Json(holding.count.text())},
                         {"from", holding.period ? Json(to_text(holding.period->from)) : Json()},
                         {"to", holding.period ? Json(to_text(holding.period->to)) : Json()},
                         {"active", known ? figure_json(holding.active.value) : Json()},
                         {"capacity_flop", figure_json(result.count.rows[row].value)}});
    }
    return list;
}

Json work_json(const CapacityResult& result) {
    Json::Array list;
    for (std::size_t row = 0; row < result.plan.work.size(); ++row) {
        const DeclaredWork& work = result.plan.work[row];
        const Derivation& accounted = result.count.work_rows[row];
        list.push_back(Json::Object{{"name", work.name},
                                    {"kind", word(work.kind)},
                                    {"flop", figure_json(accounted.inputs[0].value)},
                                    {"utilization", figure_json(accounted.inputs[1].value)},
                                    {"accounted_flop", figure_json(accounted.value)}});
    }
    return list;
}

Json amounts_json(const CapacityResult& result) {
    Json::Array list;
    for (const HiddenAmount& amount : result.amounts) {
        list.push_back(Json::Object{{"amount", amount.line.amount.nearest_double()},
                                    {"exact", amount.line.amount.text()},
                                    {"comparison", word(amount.line.comparison)},
                                    {"thresholds", texts_json(amount.line.thresholds)},
                                    {"levels", texts_json(amount.line.levels)},
                                    {"verdict", word(amount.verdict)}});
    }
    return list;
}

}  // namespace

std::string capacity_json(const std::optional<CapacityResult>& result,
                          const Diagnostics& diagnostics, std::string_view version) {
    Json::Object more{{"verdict", Json()},         {"why", Json()},
                      {"hours_of", Json()},        {"chips", Json::Array{}},
                      {"work", Json::Array{}},     {"amounts", Json::Array{}},
                      {"findings", Json::Array{}}, {"notes", Json::Array{}}};
    if (result) {
        more = {{"verdict", word(result->verdict)},
                {"why", result->why},
                {"hours_of", result->count.hours_of},
                {"chips", chips_json(*result)},
                {"work", work_json(*result)},
                {"amounts", amounts_json(*result)},
                {"findings", findings_json(result->count.findings)},
                {"notes", texts_json(result->notes)}};
    }
    return answers_json("flopledger/capacity/1",
                        result ? capacity_answers(result->count) : std::vector<AnswerGroup>(),
                        diagnostics, version, std::move(more));
}

}  // namespace flopledger
