// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// What a figure rests on.
namespace flopledger::name {

inline constexpr Name attention_not_counted{"attention-not-counted", NameKind::finding,
                                            "6PD leaves out the attention scores."};
inline constexpr Name multi_token_prediction_not_counted{
    "multi-token-prediction-not-counted", NameKind::finding,
    "Modules that predict further tokens are left out, since nothing says they were trained."};
inline constexpr Name recomputation_not_stated{"recomputation-not-stated", NameKind::finding,
                                               "Recomputation is taken as none."};
inline constexpr Name recomputation_unknown_share{"recomputation-unknown-share", NameKind::finding,
                                                  "HFU may hold up to a quarter recomputed."};
inline constexpr Name goodput_assumed{"goodput-assumed", NameKind::finding,
                                      "Time lost between steps is assumed, not stated."};
inline constexpr Name utilization_not_stated{"utilization-not-stated", NameKind::finding,
                                             "Without utilization there is only a bound."};
inline constexpr Name upper_bound_only{"upper-bound-only", NameKind::finding,
                                       "Nothing but an upper bound is known."};
inline constexpr Name amount_not_stated{
    "amount-not-stated", NameKind::finding,
    "Nothing says how much compute an activity took; totals that count it are open upwards."};
inline constexpr Name energy_is_a_bound{"energy-is-a-bound", NameKind::finding,
                                        "Energy bounds the FLOP, it does not count them."};
inline constexpr Name peak_stated{"peak-stated", NameKind::finding,
                                  "The ledger states the peak instead of the chip data."};
inline constexpr Name low_confidence_chip{"low-confidence-chip", NameKind::finding,
                                          "The chip's figures are marked low confidence."};
inline constexpr Name unverified_peak{"unverified-peak", NameKind::finding,
                                      "The chip's peak was not checked against its source."};
inline constexpr Name utilization_over_one{"utilization-over-one", NameKind::finding,
                                           "The figures imply more than the dense peak."};
inline constexpr Name utilization_over_best_measured{
    "utilization-over-best-measured", NameKind::finding,
    "The figures imply more than was ever measured on the chip."};
inline constexpr Name energy_below_physics{
    "energy-below-physics", NameKind::finding,
    "The energy stated is less than the FLOP counted can have drawn."};
inline constexpr Name methods_agree{"methods-agree", NameKind::finding,
                                    "The methods' ranges meet."};
inline constexpr Name methods_disagree{
    "methods-disagree", NameKind::finding,
    "Two methods' ranges do not meet; as a reason, another method would give another verdict."};

// What lies beside a model configuration.
inline constexpr Name checkpoint_agrees{"checkpoint-agrees", NameKind::finding,
                                        "The checkpoint holds the parameters counted."};
inline constexpr Name checkpoint_differs{
    "checkpoint-differs", NameKind::finding,
    "The checkpoint holds other parameters than the configuration says."};
inline constexpr Name checkpoint_unknown{
    "checkpoint-unknown", NameKind::finding,
    "What lies beside the configuration does not say how many parameters it holds."};

// What an inventory of chips is held against.
inline constexpr Name chip_declared_twice{
    "chip-declared-twice", NameKind::finding,
    "A chip's id stands at two places for the same days; it counts once."};
inline constexpr Name inventory_overlap{
    "inventory-overlap", NameKind::finding,
    "Rows of one site and chip are of the same days and may be the same chips."};
inline constexpr Name work_declared_twice{
    "work-declared-twice", NameKind::finding,
    "Work of one name is declared more than once for the same time."};
inline constexpr Name work_outside_inventory{
    "work-outside-inventory", NameKind::finding,
    "Declared work lies outside the time of the chips, or in part."};

}  // namespace flopledger::name
