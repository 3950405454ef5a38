// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cli/options/grammar.hpp"

namespace flopledger {

// flopledger(1) in mdoc, out of the grammar.
std::string man_page(const Grammar& grammar);

// A text as mdoc takes it in running lines: backslashes doubled, no line beginning with a dot.
std::string roff_text(std::string_view text);

// A text as one argument of an mdoc macro.
std::string roff_argument(std::string_view text);

}  // namespace flopledger
