// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/model_json.hpp"

#include <cstdint>
#include <limits>
#include <utility>

#include "core/report/check/check_json.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

namespace {

struct NamedFigure {
    const char* key;
    Exact value;
};

// The figures of an example, divided so that they are told by token or by example.
std::vector<NamedFigure> figures_of(const ModelBreakdown& breakdown, const Exact& unit) {
    const ForwardFlop& forward = breakdown.flop.forward;
    return {{"forward", forward.total() / unit},
            {"training", breakdown.training.total / unit},
            {"linear_forward", forward.linear / unit},
            {"attention_forward", forward.attention / unit},
            {"router_forward", forward.router / unit},
            {"output_head_forward", forward.output_head / unit},
            {"state_space_forward", forward.state_space / unit},
            {"state_space_training", breakdown.training.state_space / unit},
            {"multi_token_prediction_training", breakdown.multi_token_prediction / unit}};
}

Json doubles(const std::vector<NamedFigure>& figures) {
    Json::Object object;
    for (const NamedFigure& figure : figures) {
        object.emplace_back(figure.key, figure.value.nearest_double());
    }
    return object;
}

Json exacts(const std::vector<NamedFigure>& figures) {
    Json::Object object;
    for (const NamedFigure& figure : figures) object.emplace_back(figure.key, figure.value.text());
    return object;
}

// A count as a number, written whole where it has no more than 18 digits.
Json number(const Exact& value) {
    static const Exact most_whole =
        Exact::power_of_ten(std::numeric_limits<std::int64_t>::digits10);
    Json json = value.nearest_double();
    if (value.is_whole() && !value.is_negative() && value < most_whole) {
        json.kind = Json::Kind::whole;
        json.whole = value.to_int64();
    }
    return json;
}

Json::Object share_json(const std::string& name, const Share& share) {
    return {{"name", name},
            {"parameters", number(share.parameters)},
            {"forward", share.forward.nearest_double()},
            {"training", share.training.nearest_double()},
            {"state_space_forward", share.state_space.nearest_double()},
            {"exact", Json::Object{{"parameters", share.parameters.text()},
                                   {"forward", share.forward.text()},
                                   {"training", share.training.text()},
                                   {"state_space_forward", share.state_space.text()}}}};
}

Share divided(const Share& share, const Exact& unit) {
    return {share.parameters, share.forward / unit, share.training / unit,
            share.state_space / unit};
}

Json breakdown_json(const ModelBreakdown& breakdown) {
    const Exact unit = breakdown.divisor();
    Json::Array towers;
    for (const TowerShare& tower : breakdown.towers) {
        Json::Array blocks;
        for (const BlockShare& block : tower.blocks) {
            Json::Array parts;
            for (const PartShare& part : block.parts) {
                parts.emplace_back(share_json(part.part->name, divided(part.share, unit)));
            }
            Json::Object object = share_json(block.block->name, divided(block.share, unit));
            object.emplace_back("count", number(block.count));
            object.emplace_back("parts", std::move(parts));
            blocks.emplace_back(std::move(object));
        }
        Json::Object object = share_json(tower.tower->name, divided(tower.share, unit));
        object.emplace_back("role", word(tower.tower->role));
        object.emplace_back("runs", tower.runs);
        object.emplace_back("blocks", std::move(blocks));
        towers.emplace_back(std::move(object));
    }
    return towers;
}

Json rule_json(const ModelBreakdown& breakdown) {
    const SixTimesParameters& six = breakdown.six;
    const Exact unit = breakdown.divisor();
    Json::Array differences;
    for (const RuleDifference& difference : six.differences) {
        const Exact flop = difference.flop / unit;
        differences.push_back(Json::Object{
            {"what", difference.what}, {"flop", flop.nearest_double()}, {"exact", flop.text()}});
    }
    const std::vector<NamedFigure> figures{{"active", six.active / unit},
                                           {"without_embedding", six.without_embedding / unit},
                                           {"all", six.all / unit}};
    return Json::Object{{"flop", doubles(figures)},
                        {"exact", exacts(figures)},
                        {"differences", std::move(differences)}};
}

Json lengths_json(const Lengths& lengths) {
    return Json::Object{{"text", number(lengths.text)},
                        {"source", number(lengths.source)},
                        {"patches", number(lengths.patches)},
                        {"image_tokens", number(lengths.image_tokens)},
                        {"frames", number(lengths.frames)}};
}

Json checkpoint_json(const CheckpointComparison& comparison) {
    Json::Array besides;
    for (const StoredNumbers& stored : comparison.besides) {
        besides.push_back(Json::Object{{"what", stored.what}, {"numbers", number(stored.numbers)}});
    }
    return Json::Object{{"file", comparison.file},
                        {"files", static_cast<int>(comparison.files)},
                        {"tensors", static_cast<int>(comparison.tensors)},
                        {"numbers", number(comparison.stored)},
                        {"besides", std::move(besides)},
                        {"finding", comparison.finding.name.text},
                        {"message", comparison.finding.message}};
}

Json model_json(const CountedModel& counted) {
    const ModelBreakdown& breakdown = counted.breakdown;
    const ParameterCount& count = breakdown.parameters;
    const auto per_token = figures_of(breakdown, breakdown.divisor());
    const auto per_example = figures_of(breakdown, 1);
    return Json::Object{
        {"file", counted.file},
        {"model_type", counted.model->type},
        {"sequence_length", number(breakdown.plan.lengths.text)},
        {"attention", word(breakdown.plan.attention)},
        {"lengths", lengths_json(breakdown.plan.lengths)},
        {"parameters",
         Json::Object{{"total", number(count.total)},
                      {"active", number(count.active)},
                      {"embedding", number(count.embedding)},
                      {"multi_token_prediction", number(count.multi_token_prediction)}}},
        {"flop_per_token", breakdown.per_token ? doubles(per_token) : Json()},
        {"exact", breakdown.per_token ? exacts(per_token) : Json()},
        {"flop_per_example", doubles(per_example)},
        {"exact_per_example", exacts(per_example)},
        {"six_times_parameters", rule_json(breakdown)},
        {"breakdown", breakdown_json(breakdown)},
        {"checkpoint", counted.checkpoint ? checkpoint_json(*counted.checkpoint) : Json()},
        {"notes", texts_json(counted.model->notes)},
        {"class", counted.model->class_name},
        {"ignored_keys", texts_json(counted.model->ignored_keys)},
        {"findings", findings_json(counted.model->findings)}};
}

}  // namespace

std::string models_json(const std::vector<CountedModel>& models, const Diagnostics& diagnostics,
                        std::string_view version) {
    Json::Array list;
    for (const CountedModel& counted : models) list.push_back(model_json(counted));
    Json::Object document = document_head("flopledger/model/1", version);
    document.emplace_back("models", std::move(list));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
