// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/facts/machines/usage.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

// Whether a device has a utilization and none of its values that are kept is above 1 %: what all
// others need not be added up for.
bool may_be_ratio(const DeviceUsage& device);

// Whether the utilization of a device seems to be a ratio that was read as per cents: there are
// values, none of those kept is above 1 %, nor is their mean, and the device draws too much for
// that. Values with decimals are enough at a mean power above a quarter of what the board may draw,
// whole ones at one above half of it; idle boards draw less than a fifth with few exceptions. Of a
// board that is not known these are 200 W and 400 W. Where power is not in the logs, decimals are
// enough: sources of whole per cents have none.
bool is_ratio_for_percent(const DeviceUsage& device, const DeviceSums& sums,
                          const std::optional<Exact>& board_watts);

}  // namespace flopledger
