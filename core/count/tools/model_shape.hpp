// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/facts/models/model.hpp"

namespace flopledger {

// The sizes of a model that decide what it sends from chip to chip: those of its decoder. What a
// model does not have, or has in more than one size, is nothing, and `why` says so.
struct ModelShape {
    std::optional<Exact> layers;
    std::optional<Exact> width;         // of the stream between layers (hidden size)
    std::optional<Exact> expert_sends;  // experts chosen for a token, summed over layers
    std::optional<Exact> kept;          // numbers that decoding keeps of each token, all layers
    bool kept_is_less = false;          // windows or states without length: some keep less
    std::string why;                    // why one of the four is not there; may be empty
};

// The shape of a model's decoder, out of what its parts store and multiply: layers are blocks that
// count as such, the width is what their first product reads, experts are products of which a token
// meets some.
ModelShape shape_of(const Model& model);

}  // namespace flopledger
