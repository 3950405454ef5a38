// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/usage.hpp"

namespace flopledger {

// The inputs of two usages in one list, and the rank there of each of theirs.
struct InputUnion {
    std::vector<InputFile> inputs;
    std::vector<std::uint32_t> first;   // by rank in the first list
    std::vector<std::uint32_t> second;  // by rank in the second
};

// Unites inputs by name; different files of one name stay apart, in the order of their
// fingerprints. The same file in both is the error duplicate-input: its rows would count twice.
// More than one list can hold is too-many-inputs.
std::optional<InputUnion> unite_inputs(const std::vector<InputFile>& first,
                                       const std::vector<InputFile>& second,
                                       Diagnostics& diagnostics);

}  // namespace flopledger
