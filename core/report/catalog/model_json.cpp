// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/model_json.hpp"

#include <utility>

#include "core/report/json/document_description.hpp"

namespace flopledger {

namespace {

// A figure of an example, divided by what it is told by; as a number or in full.
template <typename Written>
Written told(const Exact& flop, const Exact& unit) {
    if constexpr (std::is_same_v<Written, Exact>) {
        return flop / unit;
    } else {
        return Written{flop / unit};
    }
}

// The figures of a model by token or by example, as numbers or in full.
template <typename Written>
struct ToldFigures {
    const ModelBreakdown* breakdown = nullptr;
    Exact unit;

    Written operator()(const Exact& flop) const { return told<Written>(flop, unit); }
};

// Those of six times its parameters.
template <typename Written>
struct ToldRule {
    const SixTimesParameters* six = nullptr;
    Exact unit;

    Written operator()(const Exact& flop) const { return told<Written>(flop, unit); }
};

// A share of a model, already divided.
struct ToldShare {
    const std::string* name = nullptr;
    Share share;
};
struct ExactShare {
    Share share;
};

struct ToldPart {
    ToldShare share;
};
struct ToldBlock {
    ToldShare share;
    Exact count;
    std::vector<ToldPart> parts;
};
struct ToldTower {
    ToldShare share;
    const TowerShare* tower = nullptr;
    std::vector<ToldBlock> blocks;
};

struct ToldDifference {
    std::string_view what;
    Exact flop;
};

struct ModelsDocument {
    const std::vector<CountedModel>* models = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

ToldShare divided(const std::string& name, const Share& share, const Exact& unit) {
    return {
        &name,
        {share.parameters, share.forward / unit, share.training / unit, share.state_space / unit}};
}

std::vector<ToldTower> towers(const CountedModel& counted) {
    const Exact unit = counted.breakdown.divisor();
    std::vector<ToldTower> list;
    for (const TowerShare& tower : counted.breakdown.towers) {
        ToldTower told{divided(tower.tower->name, tower.share, unit), &tower, {}};
        for (const BlockShare& block : tower.blocks) {
            ToldBlock below{divided(block.block->name, block.share, unit), block.count, {}};
            for (const PartShare& part : block.parts) {
                below.parts.push_back({divided(part.part->name, part.share, unit)});
            }
            told.blocks.push_back(std::move(below));
        }
        list.push_back(std::move(told));
    }
    return list;
}

std::vector<ToldDifference> differences(const ModelBreakdown& breakdown) {
    const Exact unit = breakdown.divisor();
    std::vector<ToldDifference> list;
    for (const RuleDifference& one : breakdown.six.differences) {
        list.push_back({one.what, one.flop / unit});
    }
    return list;
}

// What a model has by token; nothing where its figures are told by example.
template <typename Written>
std::optional<ToldFigures<Written>> by_token(const CountedModel& counted) {
    const ModelBreakdown& breakdown = counted.breakdown;
    if (!breakdown.per_token) return std::nullopt;
    return ToldFigures<Written>{&breakdown, breakdown.divisor()};
}

template <typename Written>
ToldFigures<Written> by_example(const CountedModel& counted) {
    return {&counted.breakdown, 1};
}

template <typename Written>
ToldRule<Written> rule(const ModelBreakdown& breakdown) {
    return {&breakdown.six, breakdown.divisor()};
}

}  // namespace

template <typename Written>
struct Description<ToldFigures<Written>> {
    static constexpr std::string_view name =
        std::is_same_v<Written, Exact> ? "figures" : "exact_figures";
    using Told = ToldFigures<Written>;
    static constexpr auto keys = std::tuple{
        DescribedKey{"forward", "A forward pass.",
                     [](const Told& one) { return one(one.breakdown->flop.forward.total()); }},
        DescribedKey{"training", "Forward and backward.",
                     [](const Told& one) { return one(one.breakdown->training.total); }},
        DescribedKey{"linear_forward", "Products with weights.",
                     [](const Told& one) { return one(one.breakdown->flop.forward.linear); }},
        DescribedKey{"attention_forward", "Scores of attention.",
                     [](const Told& one) { return one(one.breakdown->flop.forward.attention); }},
        DescribedKey{"router_forward", "Routers, among the products.",
                     [](const Told& one) { return one(one.breakdown->flop.forward.router); }},
        DescribedKey{"output_head_forward", "The output head, among the products.",
                     [](const Told& one) { return one(one.breakdown->flop.forward.output_head); }},
        DescribedKey{"state_space_forward", "State spaces, besides the rest.",
                     [](const Told& one) { return one(one.breakdown->flop.forward.state_space); }},
        DescribedKey{"state_space_training", "The same, forward and backward.",
                     [](const Told& one) { return one(one.breakdown->training.state_space); }},
        DescribedKey{"multi_token_prediction_training", "What such modules would add.",
                     [](const Told& one) { return one(one.breakdown->multi_token_prediction); }}};
};

template <typename Written>
struct Description<ToldRule<Written>> {
    static constexpr std::string_view name = std::is_same_v<Written, Exact> ? "rule" : "exact_rule";
    using Told = ToldRule<Written>;
    static constexpr auto keys =
        std::tuple{DescribedKey{"active", "Of the active parameters.",
                                [](const Told& one) { return one(one.six->active); }},
                   DescribedKey{"without_embedding", "Without the embedding.",
                                [](const Told& one) { return one(one.six->without_embedding); }},
                   DescribedKey{"all", "Of all parameters.",
                                [](const Told& one) { return one(one.six->all); }}};
};

template <>
struct Description<ExactShare> {
    static constexpr std::string_view name = "exact_share";
    static constexpr auto keys = std::tuple{
        DescribedKey{"parameters", "As beside.",
                     as<ExactNumber>(&ExactShare::share, &Share::parameters)},
        DescribedKey{"forward", "As beside.", as<ExactNumber>(&ExactShare::share, &Share::forward)},
        DescribedKey{"training", "As beside.",
                     as<ExactNumber>(&ExactShare::share, &Share::training)},
        DescribedKey{"state_space_forward", "As beside.",
                     as<ExactNumber>(&ExactShare::share, &Share::state_space)}};
};

template <>
struct Description<ToldShare> {
    static constexpr auto keys =
        std::tuple{DescribedKey{"name", "What it is.", pointed(&ToldShare::name)},
                   DescribedKey{"parameters", "Its parameters.",
                                as<CountedNumber>(&ToldShare::share, &Share::parameters)},
                   DescribedKey{"forward", "FLOP of a forward pass.",
                                path(&ToldShare::share, &Share::forward)},
                   DescribedKey{"training", "FLOP forward and backward.",
                                path(&ToldShare::share, &Share::training)},
                   DescribedKey{"state_space_forward", "FLOP of state spaces, besides.",
                                path(&ToldShare::share, &Share::state_space)},
                   DescribedKey{"exact", "The same in full.",
                                [](const ToldShare& one) { return ExactShare{one.share}; }}};
};

template <>
struct Description<ToldPart> {
    static constexpr std::string_view name = "part";
    static constexpr auto keys = std::tuple{DescribedPart{&ToldPart::share}};
};

template <>
struct Description<ToldBlock> {
    static constexpr std::string_view name = "block";
    static constexpr auto keys = std::tuple{
        DescribedPart{&ToldBlock::share},
        DescribedKey{"count", "How many there are.", as<CountedNumber>(&ToldBlock::count)},
        DescribedKey{"parts", "Its parts, of all together.", &ToldBlock::parts}};
};

template <>
struct Description<ToldTower> {
    static constexpr std::string_view name = "tower";
    static constexpr auto keys = std::tuple{
        DescribedPart{&ToldTower::share},
        DescribedKey{"role", "What it is for.",
                     path(&ToldTower::tower, &TowerShare::tower, &Tower::role)},
        DescribedKey{"runs", "Whether it runs.", path(&ToldTower::tower, &TowerShare::runs)},
        DescribedKey{"blocks", "Its blocks.", &ToldTower::blocks}};
};

template <>
struct Description<ToldDifference> {
    static constexpr std::string_view name = "rule_difference";
    static constexpr auto keys = std::tuple{
        DescribedKey{"what", "Why the rule is not the exact figure.", &ToldDifference::what},
        DescribedKey{"flop", "What is to be added to it.", &ToldDifference::flop},
        DescribedKey{"exact", "The same in full.", as<ExactNumber>(&ToldDifference::flop)}};
};

template <>
struct Description<ModelBreakdown> {
    static constexpr std::string_view name = "six_times_parameters";
    static constexpr auto keys =
        std::tuple{DescribedKey{"flop", "The rule's figures.", rule<Exact>},
                   DescribedKey{"exact", "The same in full.", rule<ExactNumber>},
                   DescribedKey{"differences", "From `active` to the exact figure.", differences}};
};

template <>
struct Description<Lengths> {
    static constexpr std::string_view name = "lengths";
    static constexpr auto keys = std::tuple{
        DescribedKey{"text", "Tokens of text.", as<CountedNumber>(&Lengths::text)},
        DescribedKey{"source", "Tokens of the source.", as<CountedNumber>(&Lengths::source)},
        DescribedKey{"patches", "Patches of pictures.", as<CountedNumber>(&Lengths::patches)},
        DescribedKey{"image_tokens", "Tokens that pictures make.",
                     as<CountedNumber>(&Lengths::image_tokens)},
        DescribedKey{"frames", "Frames of sound.", as<CountedNumber>(&Lengths::frames)}};
};

template <>
struct Description<ParameterCount> {
    static constexpr std::string_view name = "parameters";
    static constexpr auto keys = std::tuple{
        DescribedKey{"total", "All.", as<CountedNumber>(&ParameterCount::total)},
        DescribedKey{"active", "Those a token uses.", as<CountedNumber>(&ParameterCount::active)},
        DescribedKey{"embedding", "Of the embedding.",
                     as<CountedNumber>(&ParameterCount::embedding)},
        DescribedKey{"multi_token_prediction", "Of such modules, besides.",
                     as<CountedNumber>(&ParameterCount::multi_token_prediction)}};
};

template <>
struct Description<StoredNumbers> {
    static constexpr std::string_view name = "stored";
    static constexpr auto keys = std::tuple{
        DescribedKey{"what", "What is stored besides.", &StoredNumbers::what},
        DescribedKey{"numbers", "How many numbers.", as<CountedNumber>(&StoredNumbers::numbers)}};
};

template <>
struct Description<CheckpointComparison> {
    static constexpr std::string_view name = "checkpoint";
    static constexpr auto keys =
        std::tuple{DescribedKey{"file", "The checkpoint.", &CheckpointComparison::file},
                   DescribedKey{"files", "How many files it is.", &CheckpointComparison::files},
                   DescribedKey{"tensors", "How many tensors.", &CheckpointComparison::tensors},
                   DescribedKey{"numbers", "How many numbers they hold.",
                                as<CountedNumber>(&CheckpointComparison::stored)},
                   DescribedKey{"besides", "What it holds besides parameters.",
                                &CheckpointComparison::besides},
                   DescribedKey{"finding", "What came of it, by name.",
                                path(&CheckpointComparison::finding, &Finding::name)},
                   DescribedKey{"message", "The same in words.",
                                path(&CheckpointComparison::finding, &Finding::message)}};
};

template <>
struct Description<CountedModel> {
    static constexpr std::string_view name = "model";
    static constexpr auto keys = std::tuple{
        DescribedKey{"file", "The configuration.", &CountedModel::file},
        DescribedKey{"model_type", "Its family.", path(&CountedModel::model, &Model::type)},
        DescribedKey{"sequence_length", "Tokens of an example.",
                     as<CountedNumber>(&CountedModel::breakdown, &ModelBreakdown::plan,
                                       &RunPlan::lengths, &Lengths::text)},
        DescribedKey{"attention", "How scores of attention are counted.",
                     path(&CountedModel::breakdown, &ModelBreakdown::plan, &RunPlan::attention)},
        DescribedKey{"lengths", "What an example consists of.",
                     path(&CountedModel::breakdown, &ModelBreakdown::plan, &RunPlan::lengths)},
        DescribedKey{"parameters", "Its parameters.",
                     path(&CountedModel::breakdown, &ModelBreakdown::parameters)},
        DescribedKey{"flop_per_token", "FLOP by token; null where they are told by example.",
                     by_token<Exact>},
        DescribedKey{"exact", "The same in full.", by_token<ExactNumber>},
        DescribedKey{"flop_per_example", "FLOP of an example.", by_example<Exact>},
        DescribedKey{"exact_per_example", "The same in full.", by_example<ExactNumber>},
        DescribedKey{"six_times_parameters", "The rule of thumb beside the exact count.",
                     &CountedModel::breakdown},
        DescribedKey{"breakdown", "Its towers, blocks and parts.", towers},
        DescribedKey{"checkpoint", "The checkpoint beside it; null without one.",
                     &CountedModel::checkpoint},
        DescribedKey{"notes", "What is to be known of it.",
                     path(&CountedModel::model, &Model::notes)},
        DescribedKey{"class", "Its class.", path(&CountedModel::model, &Model::class_name)},
        DescribedKey{"ignored_keys", "Keys that the call ignored.",
                     path(&CountedModel::model, &Model::ignored_keys)},
        DescribedKey{"findings", "What must be known about it.",
                     path(&CountedModel::model, &Model::findings)}};
};

template <>
struct Description<ModelsDocument> {
    static constexpr std::string_view name = "model";
    static constexpr std::string_view sentence = "Parameters and FLOP of model configurations.";
    static constexpr auto keys =
        std::tuple{DescribedKey{"models", "Every configuration without errors.",
                                pointed(&ModelsDocument::models)},
                   DescribedPart{as<DocumentFoot>(&ModelsDocument::diagnostics)}};
};

constinit const DocumentSchema model_document = document_schema<ModelsDocument>();

std::string models_json(const std::vector<CountedModel>& models, const Diagnostics& diagnostics,
                        std::string_view version) {
    return document_text(ModelsDocument{&models, &diagnostics}, version);
}

}  // namespace flopledger
