// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/readings/log_selection.hpp"
#include "core/meter/readings/meter.hpp"

namespace flopledger {

// What a scheduler's row says of the resources of an allocation, beside how many chips.
struct JobResources {
    bool names_chips = false;  // accelerators are accounted for, be it none
    bool shared = false;       // shares of boards, counted as the most boards they can be
    bool unread = false;       // a resource of a name that may be an accelerator and is not read
    bool unstated = false;     // the row says of no resource at all

    friend bool operator==(const JobResources&, const JobResources&) = default;
};

// Takes the allocations of one input into its meter: cut to the window, those that are selected,
// and with what their rows leave open counted by name.
class JobRows {
  public:
    explicit JobRows(Meter& meter) : meter_(meter) {}

    // One allocation, whose start, end and seconds are the scheduler's; its line is that of its
    // row. Counts the row.
    void take(JobUsage job, JobPlace place, const JobResources& resources);

    // Tells what only all rows show. Called once, at the end.
    void finish();

  private:
    bool cut_to_window(JobUsage& job) const;

    Meter& meter_;
    std::set<std::string> chip_lists_;  // lists of nodes on which jobs held chips
    std::vector<std::pair<std::uint64_t, std::string>> chipless_;  // line and nodes of others
};

}  // namespace flopledger
