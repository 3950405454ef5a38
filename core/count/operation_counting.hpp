// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/method_count.hpp"
#include "core/facts/activity.hpp"

namespace flopledger {

// Operation counting: what the model multiplies times how much it was fed. From bare parameters
// 6 x P x D (2 for the forward pass, 2 for the gradients of activations, 2 for those of weights;
// Kaplan et al. 2020), with active parameters for mixtures of experts; from a configuration
// exactly, causal attention by T(T+1)/2 pairs. The activity must state operations.
MethodCount count_operations(const Activity& activity);

}  // namespace flopledger
