// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "core/facts/data/rate.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// Reads a rate of growth from its data file; nothing where it has faults, which are told.
std::shared_ptr<const Rate> read_rate(std::shared_ptr<const Source> source,
                                      Diagnostics& diagnostics);

// The built-in rate of an id; nothing where it is not there or has faults.
std::shared_ptr<const Rate> built_in_rate(std::string_view id, Diagnostics& diagnostics);

}  // namespace flopledger
