// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// Puts devices in the order of their names, of which no two are equal.
void sort_by_name(std::vector<DeviceUsage>& devices);

}  // namespace flopledger
