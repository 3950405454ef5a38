// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// What utilization logs are like; a Usage holds these by their texts.
namespace flopledger::name {

inline constexpr Name zone_assumed{"zone-assumed", NameKind::finding,
                                   "Times name no zone and are taken as UTC."};
inline constexpr Name clocks_changed{
    "clocks-changed", NameKind::finding,
    "Local times come twice or never, because clocks are changed then; the rows around each tell"
    " which hour is meant."};
inline constexpr Name order_matters{
    "order-matters", NameKind::finding,
    "What rows add up to depends on their order, or on where logs were cut, and it does not tell:"
    " which hour is meant of the one that comes twice, or which clock a tensor activity goes with;"
    " sums may be lower than they should be."};
inline constexpr Name damaged_archive{"damaged-archive", NameKind::finding,
                                      "A packed log is damaged; what came before was read."};
inline constexpr Name file_shrank{"file-shrank", NameKind::finding,
                                  "A file became shorter while it was read."};
inline constexpr Name document_too_large{
    "document-too-large", NameKind::finding,
    "A document or a line of a log has more than 256 MiB; ask its source in pieces."};
inline constexpr Name values_rounded{
    "values-rounded", NameKind::finding,
    "A trainer printed counts rounded to a few digits; its sums are no more exact than those."};
inline constexpr Name log_start_unknown{
    "log-start-unknown", NameKind::finding,
    "A trainer's log does not say where it began; its first line is taken for a whole interval."};
inline constexpr Name iterations_not_shown{
    "iterations-not-shown", NameKind::finding,
    "A trainer's iterations went on without being printed; they are counted as executed."};
inline constexpr Name trainer_counts_differ{
    "trainer-counts-differ", NameKind::finding,
    "Counts in a trainer's log contradict each other, or began again in its midst; the high end"
    " holds the largest that they allow."};
inline constexpr Name tokens_not_read{
    "tokens-not-read", NameKind::finding,
    "A trainer's log speaks of tokens under a name that is not read; what it counts there is not in"
    " these sums."};
inline constexpr Name run_unfinished{
    "run-unfinished", NameKind::finding,
    "A run ended without success; what it trained after its last evaluation is not counted."};
inline constexpr Name no_value{
    "no-value", NameKind::finding,
    "Rows whose only value is their source's sign for none: NaN, a stale marker, a sentinel."};
inline constexpr Name scale_doubtful{
    "scale-doubtful", NameKind::finding,
    "Values fit another scale than their source says: per cents for a ratio, or a ratio for per"
    " cents."};
inline constexpr Name columns_not_read{
    "columns-not-read", NameKind::finding,
    "Columns of a table are not read, because nothing is known of what they hold."};
inline constexpr Name devices_by_place{
    "devices-by-place", NameKind::finding,
    "The place of a row in its poll says which device it is about (--devices-per-poll)."};
inline constexpr Name poll_size_differs{
    "poll-size-differs", NameKind::finding,
    "Polls have another number of rows than --devices-per-poll says; these rows are not used."};
inline constexpr Name poll_place_not_needed{
    "poll-place-not-needed", NameKind::finding,
    "Rows name their device by its UUID, so that --devices-per-poll says nothing of them."};
inline constexpr Name samples_invented{
    "samples-invented", NameKind::finding,
    "All times lie on one grid, as those of query_range do, which repeats values through holes and"
    " for five minutes past the end; ask an instant query with a range in brackets instead."};
inline constexpr Name partial_answer{"partial-answer", NameKind::finding,
                                     "The database warned that its answer may lack something."};
inline constexpr Name answer_failed{"answer-failed", NameKind::finding,
                                    "The database answered with an error instead of samples."};
inline constexpr Name device_parts{
    "device-parts", NameKind::finding,
    "Rows are about parts of devices, such as MIG instances; each counts as a device."};
inline constexpr Name power_with_another_device{
    "power-with-another-device", NameKind::finding,
    "A board of two devices gives the power of both with the first."};
inline constexpr Name utilization_far_above_flops{
    "utilization-far-above-flops", NameKind::finding,
    "The FLOP that cores counted are far fewer than their utilization suggests."};
inline constexpr Name device_ids_differ{
    "device-ids-differ", NameKind::finding,
    "Two metrics name devices differently: each is counted as a device of its own."};
inline constexpr Name file_not_used{
    "file-not-used", NameKind::finding,
    "Files that a folder or a pattern led to are no logs of a known format."};
inline constexpr Name log_not_read{
    "log-not-read", NameKind::finding,
    "Files that a folder or a pattern led to look like logs but are of no known format; what they"
    " hold is not counted."};
inline constexpr Name file_excluded{"file-excluded", NameKind::finding,
                                    "Files were left out by `exclude`."};

// What a look at all devices and inputs finds.
inline constexpr Name unknown_metrics{
    "unknown-metrics", NameKind::finding,
    "Logs hold metrics that may tell what accelerators did and are not read."};
inline constexpr Name devices_without_readings{
    "devices-without-readings", NameKind::finding,
    "Devices are named by rows of which nothing could be used: they count as devices whose counters"
    " are missing."};
inline constexpr Name one_device_taken{
    "one-device-taken", NameKind::finding,
    "Rows name no device and come one a poll, so all are taken to be about one device."};
inline constexpr Name board_swapped{
    "board-swapped", NameKind::finding,
    "A slot of a host held one board first and another, by its UUID, later."};
inline constexpr Name clock_of_another_zone{
    "clock-of-another-zone", NameKind::finding,
    "Some devices' readings lie whole quarters of an hour beside those of all others."};

// What telemetry and jobs say of each other.

}  // namespace flopledger::name
