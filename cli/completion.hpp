// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/grammar.hpp"

namespace flopledger {

// Completions for three shells, out of the grammar: commands, options, the words options take, and
// files and folders where they take those.
std::string bash_completion(const Grammar& grammar);
std::string zsh_completion(const Grammar& grammar);
std::string fish_completion(const Grammar& grammar);

}  // namespace flopledger
