// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/base/dimension.hpp"
#include "core/base/exact.hpp"

namespace flopledger {

// A unit that people write: what it measures, and how many base units it is.
struct Unit {
    Dimension dimension;
    Exact scale;
};

// The unit of a name, with SI prefixes where the field uses them: `PFLOP/s-days`, `PF-days`,
// `GPU-hours`, `kWh`, `TFLOP/s`, `Gbit/s`, `%`. Nothing if the name is not one.
std::optional<Unit> find_unit(std::string_view name);

}  // namespace flopledger
