// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/options/options.hpp"

namespace flopledger {

// Settles the format of a call once its options are read: as --format states it, else as the ending
// of the file of --output says, else the command's first. An ending that contradicts what is
// written, or that names a format that no command writes, is a usage fault.
void settle_format(CommonOptions& common, const std::string& command);

}  // namespace flopledger
