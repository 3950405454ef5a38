// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/facts/data/threshold.hpp"
#include "core/read/data/data_file.hpp"

namespace flopledger {

// The threshold that a file describes, or nullptr where the file has faults. Where sources are
// optional the text may end before them.
std::shared_ptr<const Threshold> read_threshold(std::shared_ptr<const Source> source,
                                                Diagnostics& diagnostics, Presence sources);

}  // namespace flopledger
