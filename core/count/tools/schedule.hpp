// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/count/ledger/ledger_count.hpp"

namespace flopledger {

// Moments are seconds since 1970-01-01, UTC.

// What says when an activity runs.
enum class ScheduleBasis { period, sequence, logs };

// An activity over time: what is counted of it is spread evenly from its begin to its end, and goes
// on at that rate until it stops, where that is later.
struct Scheduled {
    const ActivityCount* activity = nullptr;
    ScheduleBasis basis = ScheduleBasis::period;
    Exact from;
    Exact to;
    Exact stop;  // at least `to`

    // The FLOP that it does in so many seconds while it runs.
    Flop flop_in(const Exact& seconds) const;
};

// What a call says about time besides the ledger.
struct ScheduleRequest {
    std::optional<Date> from;   // what has no period runs one after the other from this day on
    std::optional<Date> until;  // what its logs show running goes on until this day begins
};

// The ledger's own activities over time; its lineage has no part in it.
struct Schedule {
    std::vector<Scheduled> activities;          // in the ledger's order
    std::vector<const ActivityCount*> undated;  // nothing says when: taken as done before
    Exact end;                                  // the last stop
};

// The moment a day begins.
Exact moment_of(const Date& day);

// The day that a moment lies on; that of a moment between two days is the later one.
Date day_at(const Exact& moment);

// The day that ends at a moment, or on which it lies.
Date day_ending_at(const Exact& moment);

// A ledger whose logged activities end with their logs: a period that goes on behind the last
// reading is cut there, so that what has not happened yet is not missing from the logs. Its
// end before the cut is kept in `Activity::goes_on_until`.
std::shared_ptr<const Ledger> logged_so_far(std::shared_ptr<const Ledger> ledger);

// When each activity runs. By its logs, from the first reading to the last, where they stand; else
// by its period; else, where `from` is given and its chip-time states chips and time, for that
// time (its best figure) behind the one before. The count must outlive the schedule.
Schedule schedule_of(const LedgerCount& count, const ScheduleRequest& request);

// The words of the document, in the order of the enumerators.
std::string_view word(ScheduleBasis basis);

}  // namespace flopledger
