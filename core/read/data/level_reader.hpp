// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/data/level.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// Levels of compute as a data file has them, or nullptr where it has faults.
std::shared_ptr<const ComputeLevels> read_levels(std::shared_ptr<const Source> source,
                                                 Diagnostics& diagnostics);

// The built-in sets of levels, ordered by id.
std::vector<std::shared_ptr<const ComputeLevels>> built_in_levels(Diagnostics& diagnostics);

}  // namespace flopledger
