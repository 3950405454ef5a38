// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/facts/data/threshold.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// The periods under `status`, which is a list {from, status, confidence} ordered by date.
std::vector<StatusPeriod> read_status(Mapping& mapping);

}  // namespace flopledger
