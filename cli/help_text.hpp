// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "cli/grammar.hpp"
#include "cli/options.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// What `--help` prints: all commands, or one with its arguments and options.
std::string help_text(const Grammar& grammar, std::optional<CommandName> command,
                      const Style& style);

}  // namespace flopledger
