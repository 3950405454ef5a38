// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/facts/data/standard.hpp"
#include "core/read/data/data_file.hpp"

namespace flopledger {

// The standard that a file describes, or nullptr where the file has faults. Every kind of activity
// must have a row that fits all of its activities, after the rows with conditions.
std::shared_ptr<const Standard> read_standard(std::shared_ptr<const Source> source,
                                              Diagnostics& diagnostics);

}  // namespace flopledger
