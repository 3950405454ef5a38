// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/diagnostic.hpp"
#include "core/page/style.hpp"

namespace flopledger {

// One fault for people:
//     ledger.yaml:12:11: error: no chip has the name 'H1000' [unknown-chip]
//         chip: H1000
//               ^~~~~
//       hint: did you mean ...
// A fault of the command line begins with `flopledger: error:`. Text from files is made safe.
std::string diagnostic_text(const Diagnostic& diagnostic, const Style& style);

// All of them, in the order found.
std::string diagnostics_text(const Diagnostics& diagnostics, const Style& style);

}  // namespace flopledger
