// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// A usage as logs could have given it, made up: every part is there, sorted and consistent, with
// odd names, missing values and the largest numbers among the rest.
Usage generated_usage(std::uint64_t seed, std::size_t devices);

}  // namespace flopledger
