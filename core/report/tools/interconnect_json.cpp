// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/interconnect_json.hpp"

#include "core/report/tools/amount_description.hpp"
#include "core/report/tools/answer_description.hpp"
#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

// A strategy with the cap it is held against, if any.
struct ToldStrategy {
    const Strategy* strategy = nullptr;
    const PodPlan* plan = nullptr;

    bool is_held() const { return plan->cap && strategy->rate; }
};

struct ToldMethod {
    const MethodResult* method = nullptr;
    const PodPlan* plan = nullptr;
};

struct ToldInput {
    const Derivation* input = nullptr;
    std::string_view from;
};

struct InterconnectDocument {
    const InterconnectResult* result = nullptr;  // null where there are errors
    std::vector<AnswerGroup> groups;
    const Diagnostics* diagnostics = nullptr;
};

// What a document without a result is made of.
const InterconnectResult& shown(const InterconnectDocument& document) {
    static const InterconnectResult nothing;
    return document.result != nullptr ? *document.result : nothing;
}

ByKey<ToldInput> inputs(const InterconnectDocument& document) {
    const PodPlan& plan = shown(document).plan;
    ByKey<ToldInput> list;
    for (std::size_t index = 0; index < plan.inputs.size(); ++index) {
        const auto& input = plan.inputs[index];
        if (!input) continue;
        list.values.emplace_back(pod_inputs()[index].key, ToldInput{&*input, plan.origins[index]});
    }
    return list;
}

std::vector<ToldStrategy> strategies(const InterconnectDocument& document) {
    const InterconnectResult& result = shown(document);
    std::vector<ToldStrategy> list;
    for (const Strategy& strategy : result.strategies) list.push_back({&strategy, &result.plan});
    return list;
}

std::vector<ToldMethod> methods(const InterconnectDocument& document) {
    const InterconnectResult& result = shown(document);
    std::vector<ToldMethod> list;
    for (const MethodResult& method : result.methods) list.push_back({&method, &result.plan});
    return list;
}

}  // namespace

template <>
struct Description<ToldInput> {
    static constexpr std::string_view name = "input";
    static constexpr auto keys =
        std::tuple{DescribedPart{as<ToldRange>(&ToldInput::input, &Derivation::value)},
                   DescribedKey{"unit", "Its unit; null for a ratio.",
                                as<TextOrNull>(&ToldInput::input, &Derivation::unit)},
                   DescribedKey{"from", "What gave it.", &ToldInput::from},
                   DescribedKey{"source", "Where it comes from.",
                                as<TextOrNull>(&ToldInput::input, &Derivation::source)}};
};

template <>
struct Description<ToldStrategy> {
    static constexpr std::string_view name = "strategy";
    static constexpr auto keys = std::tuple{
        DescribedKey{"strategy", "Its key.", path(&ToldStrategy::strategy, &Strategy::key)},
        DescribedKey{"name", "What it is called.", path(&ToldStrategy::strategy, &Strategy::name)},
        DescribedKey{"use", "What for.", path(&ToldStrategy::strategy, &Strategy::use)},
        DescribedKey{"not_applicable", "Why there are no figures.",
                     as<TextOrNull>(&ToldStrategy::strategy, &Strategy::not_applicable)},
        DescribedKey{"infeasible", "Why the pods' memory does not bear it.",
                     as<TextOrNull>(&ToldStrategy::strategy, &Strategy::infeasible)},
        DescribedKey{"cap", "Whether the cap lets it run at full speed; null without one.",
                     [](const ToldStrategy& one) {
                         return one.is_held()
                                    ? std::optional(verdict_of(one.strategy->rate->quantity(),
                                                               one.plan->cap->quantity()))
                                    : std::nullopt;
                     }},
        DescribedKey{"speed_left", "The share of full speed that the cap leaves.",
                     [](const ToldStrategy& one) {
                         return one.is_held() ? std::optional(ToldRange{
                                                    speed_left(one.strategy->rate->quantity(),
                                                               one.plan->cap->quantity())
                                                        .value})
                                              : std::nullopt;
                     }},
        DescribedKey{"note", "What is to be known of it.",
                     as<TextOrNull>(&ToldStrategy::strategy, &Strategy::note)}};
};

template <>
struct Description<ToldMethod> {
    static constexpr std::string_view name = "method";
    static constexpr auto keys = std::tuple{
        DescribedKey{"preset", "The id of its preset.",
                     path(&ToldMethod::method, &MethodResult::preset, &Preset::id)},
        DescribedKey{"title", "What it is called.",
                     path(&ToldMethod::method, &MethodResult::preset, &Preset::title)},
        DescribedKey{"mark", "How far it can be relied on.",
                     path(&ToldMethod::method, &MethodResult::preset, &Preset::mark)},
        DescribedKey{"result", "What was shown with it.",
                     path(&ToldMethod::method, &MethodResult::preset, &Preset::result)},
        DescribedKey{"infeasible", "Why the pods cannot.",
                     as<TextOrNull>(&ToldMethod::method, &MethodResult::infeasible)},
        DescribedKey{"cap", "Whether the cap lets it run at full speed.",
                     [](const ToldMethod& one) {
                         return verdict_of(one.method->rate.quantity(), one.plan->cap->quantity());
                     }}};
};

template <>
struct Description<AmountResult> {
    static constexpr std::string_view name = "amount";
    static constexpr auto keys = std::tuple{
        DescribedPart{&AmountResult::line},
        DescribedKey{"one_pod_reaches", "Whether one pod does; null where that is open.",
                     &AmountResult::one_pod},
        DescribedKey{"all_pods_reach", "Whether all pods do by any strategy.",
                     &AmountResult::all_pods},
        DescribedKey{"method_reaches", "Whether any method does.", &AmountResult::by_method}};
};

template <>
struct Description<InterconnectDocument> {
    static constexpr std::string_view name = "interconnect";
    static constexpr std::string_view sentence = "What pods of chips can train under a cap.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"figures", "Every figure by its key.",
                     path(&InterconnectDocument::groups, by_key)},
        DescribedKey{"inputs", "What it was reckoned with, by the key of presets.", inputs},
        DescribedKey{"strategies", "Ways to share work among pods.", strategies},
        DescribedKey{"methods", "Published methods; none without a cap.", methods},
        DescribedKey{"amounts", "What pods can do about each amount.",
                     [](const InterconnectDocument& one) -> const std::vector<AmountResult>& {
                         return shown(one).amounts;
                     }},
        DescribedKey{"notes", "What else is to be known.",
                     [](const InterconnectDocument& one) -> const std::vector<std::string>& {
                         return shown(one).notes;
                     }},
        DescribedPart{as<DocumentFoot>(&InterconnectDocument::diagnostics)}};
};

constinit const DocumentSchema interconnect_document = document_schema<InterconnectDocument>();

std::string interconnect_json(const std::optional<InterconnectResult>& result,
                              const Diagnostics& diagnostics, std::string_view version) {
    InterconnectDocument document{result ? &*result : nullptr, {}, &diagnostics};
    if (result) document.groups = all_answers(*result);
    return document_text(document, version);
}

}  // namespace flopledger
