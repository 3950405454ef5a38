// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/capacity_json.hpp"

#include "core/report/tools/amount_description.hpp"
#include "core/report/tools/answer_description.hpp"
#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

// A holding with what it could do at its peak.
struct ToldHolding {
    const ChipHolding* holding = nullptr;
    const Derivation* capacity = nullptr;
};

// Declared work with what it takes of the chips.
struct ToldWork {
    const DeclaredWork* work = nullptr;
    const Derivation* accounted = nullptr;
};

struct CapacityDocument {
    const CapacityResult* result = nullptr;  // null where there are errors
    std::vector<AnswerGroup> groups;
    const Diagnostics* diagnostics = nullptr;
};

// What a document without a result is made of.
const CapacityResult& shown(const CapacityDocument& document) {
    static const CapacityResult nothing;
    return document.result != nullptr ? *document.result : nothing;
}

std::vector<ToldHolding> holdings(const CapacityDocument& document) {
    const CapacityResult& result = shown(document);
    std::vector<ToldHolding> list;
    for (std::size_t row = 0; row < result.plan.holdings.size(); ++row) {
        list.push_back({&result.plan.holdings[row], &result.count.rows[row]});
    }
    return list;
}

std::vector<ToldWork> work(const CapacityDocument& document) {
    const CapacityResult& result = shown(document);
    std::vector<ToldWork> list;
    for (std::size_t row = 0; row < result.plan.work.size(); ++row) {
        list.push_back({&result.plan.work[row], &result.count.work_rows[row]});
    }
    return list;
}

}  // namespace

template <>
struct Description<ToldHolding> {
    static constexpr std::string_view name = "holding";
    static constexpr auto keys = std::tuple{
        DescribedKey{"site", "Where the chips are.",
                     as<TextOrNull>(&ToldHolding::holding, &ChipHolding::site)},
        DescribedKey{"chip", "The id of the chip.",
                     path(&ToldHolding::holding, &ChipHolding::chip, &Chip::id)},
        DescribedKey{"precision", "The precision of its peak.",
                     path(&ToldHolding::holding, &ChipHolding::precision)},
        DescribedKey{"count", "How many; null where chip-hours are stated alone.",
                     [](const ToldHolding& one) {
                         const Exact& count = one.holding->count;
                         return count.is_zero() ? std::nullopt : std::optional(ExactNumber{count});
                     }},
        DescribedKey{"from", "The first day.",
                     [](const ToldHolding& one) {
                         const auto& period = one.holding->period;
                         return period ? std::optional(period->from) : std::nullopt;
                     }},
        DescribedKey{"to", "The day after the last.",
                     [](const ToldHolding& one) {
                         const auto& period = one.holding->period;
                         return period ? std::optional(period->to) : std::nullopt;
                     }},
        DescribedKey{"active", "The share of the time at work; null where that is not stated.",
                     [](const ToldHolding& one) {
                         const ChipHolding& holding = *one.holding;
                         return holding.active_source.empty()
                                    ? std::nullopt
                                    : std::optional(ToldRange{holding.active.value});
                     }},
        DescribedKey{"capacity_flop", "What they could do at peak.",
                     as<ToldRange>(&ToldHolding::capacity, &Derivation::value)}};
};

template <>
struct Description<ToldWork> {
    static constexpr std::string_view name = "work";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "The work.", path(&ToldWork::work, &DeclaredWork::name)},
        DescribedKey{"kind", "What it was.", path(&ToldWork::work, &DeclaredWork::kind)},
        DescribedKey{"flop", "What is declared of it.",
                     [](const ToldWork& one) { return ToldRange{one.accounted->inputs[0].value}; }},
        DescribedKey{"utilization", "Of the peak, while it ran.",
                     [](const ToldWork& one) { return ToldRange{one.accounted->inputs[1].value}; }},
        DescribedKey{"accounted_flop", "What it takes of the chips at peak.",
                     as<ToldRange>(&ToldWork::accounted, &Derivation::value)}};
};

template <>
struct Description<HiddenAmount> {
    static constexpr std::string_view name = "amount";
    static constexpr auto keys = std::tuple{
        DescribedPart{&HiddenAmount::line},
        DescribedKey{"verdict", "What is left, held against it.", &HiddenAmount::verdict}};
};

template <>
struct Description<CapacityDocument> {
    static constexpr std::string_view name = "capacity";
    static constexpr std::string_view sentence = "What declared work leaves of declared chips.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"figures", "Every figure by its key.",
                     path(&CapacityDocument::groups, by_key)},
        DescribedKey{"verdict", "What is left, held against the smallest amount of law.",
                     [](const CapacityDocument& one) {
                         return one.result ? std::optional(one.result->verdict) : std::nullopt;
                     }},
        DescribedKey{
            "why", "The same in a sentence.",
            [](const CapacityDocument& one) { return one.result ? &one.result->why : nullptr; }},
        DescribedKey{"hours_of", "The chip that chip-hours are told in.",
                     [](const CapacityDocument& one) {
                         return one.result ? &one.result->count.hours_of : nullptr;
                     }},
        DescribedKey{"chips", "The chips that are held.", holdings},
        DescribedKey{"work", "The work that is declared.", work},
        DescribedKey{"amounts", "What is left, held against each amount.",
                     [](const CapacityDocument& one) -> const std::vector<HiddenAmount>& {
                         return shown(one).amounts;
                     }},
        DescribedKey{"findings", "What must be known about it.",
                     [](const CapacityDocument& one) -> const std::vector<Finding>& {
                         return shown(one).count.findings;
                     }},
        DescribedKey{"notes", "What else is to be known.",
                     [](const CapacityDocument& one) -> const std::vector<std::string>& {
                         return shown(one).notes;
                     }},
        DescribedPart{as<DocumentFoot>(&CapacityDocument::diagnostics)}};
};

constinit const DocumentSchema capacity_document = document_schema<CapacityDocument>();

std::string capacity_json(const std::optional<CapacityResult>& result,
                          const Diagnostics& diagnostics, std::string_view version) {
    CapacityDocument document{result ? &*result : nullptr, {}, &diagnostics};
    if (result) document.groups = capacity_answers(result->count);
    return document_text(document, version);
}

}  // namespace flopledger
