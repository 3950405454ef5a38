// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/facts/machines/chip.hpp"
#include "core/read/data/data_file.hpp"

namespace flopledger {

// The chip that a file of hardware-db describes, or nullptr where the file has faults. Peaks are
// turned into operations per second, clocks into hertz. Where sources are optional the text may end
// before them.
std::shared_ptr<const Chip> read_chip(std::shared_ptr<const Source> source,
                                      Diagnostics& diagnostics, Presence sources);

}  // namespace flopledger
