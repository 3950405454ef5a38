// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/options/grammar.hpp"

namespace flopledger {

// Completions out of the grammar: commands, options, the words options take, and files and folders
// where they take those. For bash.
std::string bash_completion(const Grammar& grammar);

// The same for zsh.
std::string zsh_completion(const Grammar& grammar);

// The same for fish.
std::string fish_completion(const Grammar& grammar);

}  // namespace flopledger
