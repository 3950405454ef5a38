// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/facts/models/model.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

// The model that a ledger's list of layers describes, or nullptr where it has faults. Multiply-adds
// of one example: dense inputs x outputs a position; convolution input channels / groups x output
// channels x kernel for each position of the output, padding multiplied as a kernel does it;
// attention four width x width projections a position and 2 x width a pair; recurrent gates x
// (inputs + units) x units a step, each step's state fed back.
std::shared_ptr<const Model> read_inline_layers(const Reading& reading, const Node& node);

}  // namespace flopledger
