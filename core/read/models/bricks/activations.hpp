// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace flopledger {

// Activations that take one number and give one; none of them changes a width.
inline constexpr auto pointwise_activations = std::to_array<std::string_view>({
    "silu",
    "swish",
    "gelu",
    "gelu_new",
    "gelu_fast",
    "gelu_python",
    "gelu_10",
    "quick_gelu",
    "gelu_pytorch_tanh",
    "gelu_python_tanh",
    "gelu_accurate",
    "relu",
    "relu2",
    "relu6",
    "leaky_relu",
    "tanh",
    "sigmoid",
    "mish",
    "laplace",
    "linear",
    "prelu",
});

// Whether an activation is one of these.
inline bool is_pointwise(std::string_view name) {
    return std::find(pointwise_activations.begin(), pointwise_activations.end(), name) !=
           pointwise_activations.end();
}

// Keys that name an activation, of one kind of layer or of all.
inline bool names_activation(std::string_view key) {
    return key.ends_with("hidden_act") || key.ends_with("_act_fn") ||
           key.ends_with("hidden_activation") || key.starts_with("activation");
}

}  // namespace flopledger
