// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/name.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// The name of what reading logs found, by its text in a Usage; nullptr if this version knows none
// such, as may be in a summary that another version wrote.
const Name* log_finding(std::string_view text);

// What the rows of a finding name, as far as they name anything: `: pcie_tx, pcie_rx and 3 more`.
std::string words_text(const RowCount& rows);

}  // namespace flopledger
