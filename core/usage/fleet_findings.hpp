// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// What only all devices and inputs together show: metrics that are not read; boards that were
// swapped (a slot holds a second UUID after the first fell silent) and clocks of another zone (a
// few devices begin and end whole quarters of an hour beside most others). It follows from the
// devices of a usage, so it is the same however the logs were cut into parts.
std::vector<Finding> fleet_findings(const Usage& usage);

}  // namespace flopledger
