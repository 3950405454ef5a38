// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/data/pod_input.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// A preset of inputs for pods, as a data file has it, or nullptr where it has faults.
std::shared_ptr<const Preset> read_preset(std::shared_ptr<const Source> source,
                                          Diagnostics& diagnostics);

// The built-in presets, ordered by id.
std::vector<std::shared_ptr<const Preset>> built_in_presets(Diagnostics& diagnostics);

// Tells what of a figure an input cannot take: zero, a share above 1, a part of what is whole, less
// than the lowest, what no pod can have. Empty where all is well.
std::string input_fault(const PodInputDescription& input, const Range& value);

}  // namespace flopledger
