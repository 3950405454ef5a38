// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// What exports of a scheduler's jobs are like; a Usage holds these by their texts.
namespace flopledger::name {

inline constexpr Name job_repeated{
    "job-repeated", NameKind::finding,
    "A job's allocation stands in the logs more than once; the row that knows most counts."};
inline constexpr Name job_row_missing{
    "job-row-missing", NameKind::finding,
    "The steps of a job are there, but not the job's own row, which alone counts."};
inline constexpr Name no_chips_accounted{
    "no-chips-accounted", NameKind::finding,
    "An export of jobs names no accelerator anywhere; the scheduler may not account for them."};
inline constexpr Name job_shares_boards{
    "job-shares-boards", NameKind::finding,
    "Jobs hold shares of boards (shard, mps); each counts as the most whole boards it can be on."};
inline constexpr Name job_resource_not_read{
    "job-resource-not-read", NameKind::finding,
    "Jobs hold a generic resource of a name that may be an accelerator's; it is not counted."};
inline constexpr Name job_resources_unstated{
    "job-resources-unstated", NameKind::finding,
    "Jobs ran whose rows say of no resource what they were given; they count as without chips."};
inline constexpr Name job_without_chips_on_their_node{
    "job-without-chips-on-their-node", NameKind::finding,
    "Jobs without an accelerator to their name ran on nodes of which others held some; nothing"
    " says whether they used any."};
inline constexpr Name telemetry_exceeds_jobs{
    "telemetry-exceeds-jobs", NameKind::finding,
    "Readings cover more chip-time than the scheduler's jobs held."};
inline constexpr Name jobs_exceed_telemetry{
    "jobs-exceed-telemetry", NameKind::finding,
    "The scheduler's jobs held more chip-time than readings cover."};

}  // namespace flopledger::name
