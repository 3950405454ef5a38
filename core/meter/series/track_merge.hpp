// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/series/interval_table.hpp"

namespace flopledger {

// Joins a reading to one of the same device and time, whichever of them came first: of each value
// the larger stays, and of the inputs the one that comes first by name. Where they differ the time
// is marked as a conflict.
void unite(Shape shape, Sample& present, const Sample& other);

// Adds one series to another of the same shape, as if all their readings had come together; what
// moves from the edges of runs into their interior is added to `days`. Where readings of one fall
// deeper among the other's than the edges both keep, nothing is changed and the result is false.
bool merge_tracks(Track& into, const Track& from, DayTotals& days);

// Adds a gap to the longest that a list keeps: longest first, of equal ones the earlier.
void add_gap(std::vector<Gap>& gaps, const Gap& gap);

}  // namespace flopledger
