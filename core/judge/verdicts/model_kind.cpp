// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/model_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/judge/verdicts/reason_names.hpp"

namespace flopledger {

namespace {

constexpr std::array<std::string_view, 4> general_modalities{"text", "speech", "image", "video"};
constexpr std::string_view listed_modalities = "text, speech, image or video";

// Whether a model generates what general-purpose models do; nothing where that is not stated.
std::optional<bool> generates_generally(const Ledger& ledger) {
    const Fact* fact = ledger.fact("generates");
    const auto* words =
        fact == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&fact->value);
    if (words == nullptr || words->empty()) return std::nullopt;
    return std::any_of(words->begin(), words->end(), [](const std::string& word) {
        return std::find(general_modalities.begin(), general_modalities.end(), word) !=
               general_modalities.end();
    });
}

// Rules say it in two ways and mean one kind of model: broad training, many tasks.
constexpr std::string_view noun = "general-purpose (foundation) model";

KindAnswer as_stated(bool stated, std::optional<bool> by_modality) {
    KindAnswer answer{stated, {}, {}};
    if (!stated) {
        answer.reasons.push_back(
            {name::not_general_purpose,
             fmt::format("The rule is about a {}, and the ledger states `general_purpose: false`.",
                         noun)});
    }
    if (by_modality && *by_modality != stated) {
        answer.notes.push_back(
            {name::general_purpose_differs,
             fmt::format("`general_purpose: {}` decides, although `generates` names {} of {}.",
                         stated, *by_modality ? "one" : "none", listed_modalities)});
    }
    return answer;
}

KindAnswer of_other_modality(ModelKind kind) {
    switch (kind) {
        case ModelKind::general_purpose_indicative:
            return {false,
                    {{name::not_general_purpose,
                      fmt::format("It generates none of {}, so indicatively it is no {}.",
                                  listed_modalities, noun)}},
                    {}};
        case ModelKind::general_purpose:
            return {std::nullopt,
                    {{name::fact_missing,
                      fmt::format("It generates none of {}, and nothing says whether it is a {}; "
                                  "write `general_purpose` under `facts`: false settles it.",
                                  listed_modalities, noun)}},
                    {}};
        case ModelKind::foundation_model:
            break;
    }
    return {true,
            {},
            {{name::model_kind_not_stated,
              fmt::format("It is not stated whether it is a {} (`general_purpose`).", noun)}}};
}

}  // namespace

KindAnswer kind_of_model(const Threshold& threshold, const Ledger& ledger) {
    if (!threshold.model_kind) return {};
    const ModelKind kind = *threshold.model_kind;
    const std::optional<bool> by_modality = generates_generally(ledger);
    if (const auto stated = ledger.truth("general_purpose")) {
        return as_stated(*stated, by_modality);
    }
    if (by_modality == false) return of_other_modality(kind);
    KindAnswer answer;
    if (by_modality) {
        answer.notes.push_back(
            {name::taken_as_general_purpose,
             fmt::format(
                 "Taken as a {}, since it generates {}; write `general_purpose: false` under "
                 "`facts` if it is none.",
                 noun, listed_modalities)});
    } else {
        answer.notes.push_back(
            {name::model_kind_not_stated,
             fmt::format("It is not stated whether it is a {} (`general_purpose`, `generates`).",
                         noun)});
    }
    return answer;
}

}  // namespace flopledger
