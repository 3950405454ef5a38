// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "cli/options/grammar.hpp"
#include "cli/options/options.hpp"
#include "core/page/style.hpp"

namespace flopledger {

// What `--help` prints: one command with its arguments and options, the commands of a group, or
// all commands where neither is named.
std::string help_text(const Grammar& grammar, std::string_view command, const std::string& group,
                      const Style& style);

}  // namespace flopledger
