// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// The metrics that the agent of NVIDIA Fleet Intelligence writes as CSV in offline mode: a value a
// row, with the name of its metric, and its labels as JSON. Rows of metrics that are none of ours
// hold no readings. The agent's other files (events, health, the machine) are not this format.
extern const LogFormat fleet_csv_format;

// DCGM's own spelling of a field that the agent names in small letters; other names as they are.
std::string_view dcgm_name(std::string_view name, std::string& scratch);

}  // namespace flopledger
