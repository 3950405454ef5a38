// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// How a row of a catalogue contradicts itself.
namespace flopledger::name {

inline constexpr Name equation_wrong{"equation-wrong", NameKind::finding,
                                     "A calculation in the notes does not make its result."};
inline constexpr Name notes_differ{"notes-differ", NameKind::finding,
                                   "No figure of the notes is the one the row states."};
inline constexpr Name peak_differs{"peak-differs", NameKind::finding,
                                   "The notes calculate with a peak the row does not run at."};
inline constexpr Name figures_averaged{"figures-averaged", NameKind::finding,
                                       "The row states the mean of two figures that differ."};
inline constexpr Name parts_differ{"parts-differ", NameKind::finding,
                                   "Base model and fine-tuning do not make the total."};
inline constexpr Name quoted_figure_differs{
    "quoted-figure-differs", NameKind::finding,
    "The notes take a figure from another row that the other does not hold."};

// Why its figures disagree; more in cause_names.hpp.
inline constexpr Name six_left_out{"six-left-out", NameKind::cause,
                                   "Parameters times tokens lack the six of 6ND."};
inline constexpr Name percent_for_share{"percent-for-share", NameKind::cause,
                                        "Per cents were multiplied as if they were a share."};
inline constexpr Name chip_hours_of_a_part{"chip-hours-of-a-part", NameKind::cause,
                                           "The chip-hours are of a part of the training only."};
inline constexpr Name claimed_utilization{"claimed-utilization", NameKind::cause,
                                          "A utilization is of something else than the row."};
inline constexpr Name figure_carried_over{"figure-carried-over", NameKind::cause,
                                          "A figure rests on that of another model."};
inline constexpr Name data_not_tokens{"data-not-tokens", NameKind::cause,
                                      "The data are not counted in tokens."};
inline constexpr Name base_model_left_out{"base-model-left-out", NameKind::cause,
                                          "One side lacks the base model's training."};

}  // namespace flopledger::name
