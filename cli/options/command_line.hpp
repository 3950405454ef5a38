// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/options/grammar.hpp"
#include "cli/options/options.hpp"
#include "core/base/diagnostic.hpp"

namespace flopledger {

// Reads the arguments of a call, without the program's own name. What is off is told as `usage`
// errors, with what was probably meant; then there is no result.
std::optional<CommandLine> parse_command_line(std::span<const std::string> arguments,
                                              Diagnostics& diagnostics);

// The grammar that parse_command_line reads by, for help, manual and completions.
Grammar grammar();

}  // namespace flopledger
