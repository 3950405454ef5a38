// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// What a figure from logs rests on.
namespace flopledger::name {

inline constexpr Name logs_evidence{"logs-evidence", NameKind::finding,
                                    "What a figure from logs rests on, and what that proves."};
inline constexpr Name extent_not_stated{
    "extent-not-stated", NameKind::finding,
    "Nothing says for how long chips ran, so the logs are taken for all there is."};
inline constexpr Name time_not_covered{"time-not-covered", NameKind::finding,
                                       "Chips ran for longer than there is evidence for."};
inline constexpr Name rows_not_used{"rows-not-used", NameKind::finding,
                                    "Rows of the logs could not be used, by reason."};
inline constexpr Name logs_selected{
    "logs-selected", NameKind::finding,
    "Only some of the logs count, by the word of whoever selected it."};
inline constexpr Name logs_outside_period{"logs-outside-period", NameKind::finding,
                                          "The logs reach beyond the activity's period."};
inline constexpr Name logs_shorter_than_period{
    "logs-shorter-than-period", NameKind::finding,
    "The logs begin after the activity's period does, or end before."};
inline constexpr Name rolled_back_steps{
    "rolled-back-steps", NameKind::finding,
    "Steps were executed again after a restart; compute was spent on all of them."};
inline constexpr Name tokens_without_model{
    "tokens-without-model", NameKind::finding,
    "A trainer's log cannot be counted: no model, or no number of tokens."};
inline constexpr Name tokens_by_trainer_flop{
    "tokens-by-trainer-flop", NameKind::finding,
    "Tokens follow from a trainer's own count of FLOP, over 6 x parameters."};
inline constexpr Name trainer_flop_differs{
    "trainer-flop-differs", NameKind::finding,
    "A trainer counted more FLOP than its tokens and the ledger's model make."};
inline constexpr Name logged_parameters_differ{
    "logged-parameters-differ", NameKind::finding,
    "A trainer's log states another number of parameters than the ledger's model has."};
inline constexpr Name tokens_by_length{
    "tokens-by-length", NameKind::finding,
    "Tokens are bounded by the sequences of a log, each as long as the sequence length."};
inline constexpr Name sequence_length_differs{
    "sequence-length-differs", NameKind::finding,
    "A trainer's logs have sequences of another length than the ledger states."};
inline constexpr Name iteration_size_differs{
    "iteration-size-differs", NameKind::finding,
    "The ledger says more tokens of an iteration than a trainer's logs hold."};
inline constexpr Name iterations_missing{
    "iterations-missing", NameKind::finding,
    "A trainer's logs do not show all iterations of their run: its first, or rows at an end."};
inline constexpr Name logs_add_nothing{
    "logs-add-nothing", NameKind::finding,
    "Logs hold nothing that could be counted; what else the ledger states stands."};
inline constexpr Name training_may_overlap{
    "training-may-overlap", NameKind::finding,
    "Several logs hold the same iterations, executed again or copied."};
inline constexpr Name tensor_counter_frozen{
    "tensor-counter-frozen", NameKind::finding,
    "The counter of the matrix units stands at zero, below a hundredth or still while the device"
    " works."};
inline constexpr Name counter_failed{
    "counter-failed", NameKind::finding,
    "A metric stands at zero or still while others of its device say that it works."};
inline constexpr Name utilization_scale{"utilization-scale", NameKind::finding,
                                        "A utilization is not in the scale its column says."};
inline constexpr Name power_over_board{"power-over-board", NameKind::finding,
                                       "A device draws more than its board may."};
inline constexpr Name two_sources{"two-sources", NameKind::finding,
                                  "A metric of a device is in the logs twice."};
inline constexpr Name device_by_index{"device-by-index", NameKind::finding,
                                      "Devices are known by host and index only."};
inline constexpr Name partitioned_device{
    "partitioned-device", NameKind::finding,
    "Instances of a shared board are in the logs; their sizes are not."};

}  // namespace flopledger::name
