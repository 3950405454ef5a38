// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <set>
#include <string>

#include "core/base/quantity.hpp"
#include "core/judge/totals/lineage.hpp"

namespace flopledger {

// Which entries a sum takes in.
using EntryFilter = std::function<bool(const ReachedEntry&)>;

// The names of an entry's ancestors, those of its ancestors included.
std::set<std::string> ancestors_of(const ReachedEntry& entry);

// What a bare figure adds to a sum that takes in the entries that a filter lets pass: its `flop`,
// less what of it the sum holds elsewhere or leaves out, by the names under its `built_on`. Nothing
// where it lies itself within another figure of the sum. Where two ranges are subtracted, the
// result is as wide as both allow; where an ancestor's size is not known, its share is from nothing
// to all.
Flop added_by(const ReachedEntry& entry, const Lineage& lineage, const Standard& standard,
              const EntryFilter& takes_in);

}  // namespace flopledger
