// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "cli/session/streams.hpp"

namespace flopledger {

// The program: arguments without the program's own name to an exit status (0, 1, 2, 3, 70).
int run(std::span<const std::string> arguments, const Streams& streams);

}  // namespace flopledger
