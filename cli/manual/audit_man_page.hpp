// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace flopledger {

// flopledger-audit(1) in mdoc; its columns are out of the table that the reader goes by.
std::string audit_page();

}  // namespace flopledger
