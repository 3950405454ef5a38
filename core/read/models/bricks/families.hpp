// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// Reads the fields of one family into a description of what is multiplied. Faults are told through
// the configuration; what comes back then is not used.
using FamilyReader = Model (*)(Config& config);

// A model_type and who reads it.
struct Family {
    std::string_view model_type;
    FamilyReader read;
};

// Families by file: decoders of the Llama kind, older decoders, mixtures of experts, latent
// attention, state-space and hybrid mixers, encoders, and models with towers.
std::span<const Family> llama_families();
// The families of classic.cpp and its neighbours.
std::span<const Family> classic_families();
// The families of mixture.cpp and its neighbours.
std::span<const Family> mixture_families();
// The families of latent.cpp and its neighbours.
std::span<const Family> latent_families();
// The families of state_space.cpp and its neighbours.
std::span<const Family> state_space_families();
// The families of encoder.cpp and its neighbours.
std::span<const Family> encoder_families();
// The families of multimodal.cpp and its neighbours.
std::span<const Family> multimodal_families();

}  // namespace flopledger
