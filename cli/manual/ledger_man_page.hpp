// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace flopledger {

// flopledger-ledger(5) in mdoc, out of the table of keys that the schema is made of.
std::string ledger_page();

}  // namespace flopledger
