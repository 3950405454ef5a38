// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of utilization logs and of their summaries.
namespace flopledger::name {

inline constexpr Name unknown_log_format{"unknown-log-format", NameKind::error,
                                         "An input is no log of a known format."};
inline constexpr Name no_known_metric{"no-known-metric", NameKind::error,
                                      "An input has metrics, but none that is known."};
inline constexpr Name series_without_name{
    "series-without-name", NameKind::error,
    "Series have no metric name, because a query added them up."};
inline constexpr Name nothing_read{"nothing-read", NameKind::error,
                                   "An input is a log, but nothing in it could be used."};
inline constexpr Name nothing_in_window{"nothing-in-window", NameKind::error,
                                        "No reading lies between --from and --to."};
inline constexpr Name host_unknown{"host-unknown", NameKind::error,
                                   "Several inputs name devices without saying of which host."};
inline constexpr Name devices_not_told_apart{
    "devices-not-told-apart", NameKind::error,
    "Rows of several devices go by one name, or may do so."};
inline constexpr Name map_ambiguous{
    "map-ambiguous", NameKind::error,
    "Patterns of --map fit a column of a table in more than one way."};
inline constexpr Name columns_needed{"columns-needed", NameKind::error,
                                     "A table has no header, and --columns is not given."};
inline constexpr Name duplicate_input{"duplicate-input", NameKind::error,
                                      "The same input is given twice."};
inline constexpr Name too_many_inputs{"too-many-inputs", NameKind::error,
                                      "More logs are given than one summary can tell apart."};
inline constexpr Name order_lost{"order-lost", NameKind::error,
                                 "A pipe holds rows so far out of order that they need sorting."};
inline constexpr Name summaries_overlap{
    "summaries-overlap", NameKind::error,
    "Rows of one summary lie deeper among those of another than the edges both keep."};
inline constexpr Name summaries_differ{"summaries-differ", NameKind::error,
                                       "Summaries were made with different --gap."};
inline constexpr Name bad_summary{"bad-summary", NameKind::error,
                                  "A summary is not what it must be."};
inline constexpr Name selection_not_met{
    "selection-not-met", NameKind::error,
    "A job, user, host or file that is to be selected was never met in the logs."};
inline constexpr Name selection_without_nodes{
    "selection-without-nodes", NameKind::error,
    "Readings are to be selected by jobs, and nothing says on which nodes these ran."};
inline constexpr Name summary_not_selectable{
    "summary-not-selectable", NameKind::error,
    "A summary is to be cut by jobs, users, hosts or times, which it no longer holds."};

}  // namespace flopledger::name
