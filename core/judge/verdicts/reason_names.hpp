// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Why a verdict is what it is.
namespace flopledger::name {

inline constexpr Name above{"above", NameKind::reason, "The whole range lies above the amount."};
inline constexpr Name below{"below", NameKind::reason, "The whole range lies below the amount."};
inline constexpr Name range_straddles{"range-straddles", NameKind::reason,
                                      "The amount lies inside the range."};
inline constexpr Name fact_missing{"fact-missing", NameKind::reason,
                                   "A condition asks a fact that the ledger does not state."};
inline constexpr Name condition_false{"condition-false", NameKind::reason,
                                      "A condition besides the measure does not hold."};
inline constexpr Name alternative_holds{"alternative-holds", NameKind::reason,
                                        "The law names another condition that suffices."};
inline constexpr Name unsettled_activity{"unsettled-activity", NameKind::reason,
                                         "Whether an activity counts decides the verdict."};
inline constexpr Name unsettled_base{"unsettled-base", NameKind::reason,
                                     "Whether a base model counts decides the verdict."};
inline constexpr Name base_unknown{"base-unknown", NameKind::reason,
                                   "The base model's compute is not known."};
inline constexpr Name amount_unknown{
    "amount-unknown", NameKind::reason,
    "An activity that may count states no amount; the total is open upwards."};
inline constexpr Name outputs_unknown{
    "outputs-unknown", NameKind::reason,
    "Nothing says how much compute made the outputs of a teacher or of a source of data."};
inline constexpr Name not_general_purpose{
    "not-general-purpose", NameKind::reason,
    "The rule is about general-purpose or foundation models, and this is stated to be none."};
inline constexpr Name taken_as_general_purpose{
    "taken-as-general-purpose", NameKind::reason,
    "The model is taken for a general-purpose one by what it generates."};
inline constexpr Name general_purpose_differs{
    "general-purpose-differs", NameKind::reason,
    "The ledger states otherwise than what the model generates suggests; what is stated decides."};
inline constexpr Name model_kind_not_stated{
    "model-kind-not-stated", NameKind::reason,
    "It is not stated whether the model is a general-purpose or foundation model."};
inline constexpr Name no_general_purpose_base{
    "no-general-purpose-base", NameKind::reason,
    "Neither base nor result is a general-purpose model, of which the rule on modifiers speaks."};
inline constexpr Name against_the_original{
    "against-the-original", NameKind::reason,
    "Against the first original the rule on modifiers says otherwise than against the base."};
inline constexpr Name several_bases{
    "several-bases", NameKind::reason,
    "The rule on modifiers says one thing of one base and another of another, or of their sum."};
inline constexpr Name modified_model{
    "modified-model", NameKind::reason,
    "A modification above one third made a new model, which lies above the amount itself or whose"
    " base does."};
inline constexpr Name one_third_is_indicative{
    "one-third-is-indicative", NameKind::reason,
    "Own compute above the amount is not more than a third of the base; that third only "
    "indicates."};
inline constexpr Name guidelines_disagree{
    "guidelines-disagree", NameKind::reason,
    "The guidelines' points on modifiers and on what counts lead to different answers."};
inline constexpr Name original_provider{
    "original-provider", NameKind::reason,
    "The modification makes no new model: what the base is, is its original provider's matter."};
inline constexpr Name rests_on_reading{
    "rests-on-reading", NameKind::reason,
    "The verdict would change if something that is a reading of the text were read otherwise."};
inline constexpr Name base_reading_open{
    "base-reading-open", NameKind::reason,
    "Whether the base of somebody else counts is open, since the work is a material "
    "modification."};
inline constexpr Name base_has_systemic_risk{
    "base-has-systemic-risk", NameKind::reason,
    "The ledger states that the base model has systemic risk."};
inline constexpr Name settled_by_reading{
    "settled-by-reading", NameKind::reason,
    "The caller or the ledger answered a question that the standard leaves open or reads."};
inline constexpr Name stated_general_purpose{
    "stated-general-purpose", NameKind::reason,
    "The ledger states that the model is a general-purpose one, so duties hold at any amount."};
inline constexpr Name base_status_unknown{"base-status-unknown", NameKind::reason,
                                          "Whether the base model has systemic risk is not known."};

}  // namespace flopledger::name
