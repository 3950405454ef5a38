// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Why two methods disagree.
namespace flopledger::name {

inline constexpr Name unit_slip{"unit-slip", NameKind::cause, "A figure is off by a power of ten."};
inline constexpr Name logs_incomplete{"logs-incomplete", NameKind::cause,
                                      "The logs do not cover all the time."};
inline constexpr Name causal_attention{
    "causal-attention", NameKind::cause,
    "One side counts attention over all pairs of positions, the other those a mask leaves."};
inline constexpr Name attention_left_out{"attention-left-out", NameKind::cause,
                                         "One side leaves out the scores of attention."};
inline constexpr Name recomputation{"recomputation", NameKind::cause,
                                    "One side counts recomputed activations."};
inline constexpr Name sparse_peak_used{"sparse-peak-used", NameKind::cause,
                                       "One side was taken against the sparse peak."};
inline constexpr Name wrong_peak_precision{"wrong-peak-precision", NameKind::cause,
                                           "One side used the peak of another precision."};
inline constexpr Name pcie_for_sxm{"pcie-for-sxm", NameKind::cause,
                                   "One side used the peak of another form factor."};
inline constexpr Name other_chip_peak{"other-chip-peak", NameKind::cause,
                                      "One side used the peak of another chip."};
inline constexpr Name chips_left_out{
    "chips-left-out", NameKind::cause,
    "The number of chips was left out, or multiplied in once too often."};
inline constexpr Name device_for_chip{"device-for-chip", NameKind::cause,
                                      "One side counts devices of a chip as chips."};
inline constexpr Name step_mfu_for_wall_clock{
    "step-mfu-for-wall-clock", NameKind::cause,
    "A utilization while stepping was applied to all time."};
inline constexpr Name total_for_active_parameters{"total-for-active-parameters", NameKind::cause,
                                                  "One side counts experts that do not run."};
inline constexpr Name embeddings{"embeddings", NameKind::cause,
                                 "One side counts embeddings, the other does not."};
inline constexpr Name multiply_add_once{"multiply-add-once", NameKind::cause,
                                        "One side counts a multiply-add as one operation."};
inline constexpr Name forward_only{"forward-only", NameKind::cause,
                                   "One side counts the forward pass alone."};
inline constexpr Name encoder_decoder_half{"encoder-decoder-half", NameKind::cause,
                                           "Each token passes one half of the model only."};
inline constexpr Name base_model_included{"base-model-included", NameKind::cause,
                                          "One side holds the base model's training too."};
inline constexpr Name assumed_utilization{"assumed-utilization", NameKind::cause,
                                          "The utilization was assumed, not measured."};
inline constexpr Name geometric_mean{"geometric-mean", NameKind::cause,
                                     "One side is the geometric mean of two other figures."};
inline constexpr Name epochs_unstated{"epochs-unstated", NameKind::cause,
                                      "The number of passes over the data is not known."};
inline constexpr Name words_for_tokens{"words-for-tokens", NameKind::cause,
                                       "The data were measured in words."};
inline constexpr Name padding_counted{"padding-counted", NameKind::cause,
                                      "One side counts empty positions of batches."};
inline constexpr Name wrong_time_unit{"wrong-time-unit", NameKind::cause,
                                      "Seconds, hours or days were taken for one another."};
inline constexpr Name wrong_prefix{"wrong-prefix", NameKind::cause,
                                   "A figure is off by a thousand or a million."};
inline constexpr Name two_causes{"two-causes", NameKind::cause,
                                 "Two causes together make the ratio."};
inline constexpr Name unknown_cause{"unknown-cause", NameKind::cause,
                                    "No known cause closes the gap."};

}  // namespace flopledger::name
