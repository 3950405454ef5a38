// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/name.hpp"

namespace flopledger {

// The name of what reading logs found, by its text in a Usage; nullptr if this version knows none
// such, as may be in a summary that another version wrote.
const Name* log_finding(std::string_view text);

}  // namespace flopledger
