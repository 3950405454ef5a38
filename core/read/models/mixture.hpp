// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/model.hpp"
#include "core/read/models/config.hpp"

namespace flopledger {

// Readers of mixtures of experts; each file says which fields it reads.

// Experts in every layer: mixture_uniform.cpp.
Model read_mixtral(Config& config);
Model read_phimoe(Config& config);
Model read_minimax_m2(Config& config);
Model read_olmoe(Config& config);
Model read_grok(Config& config);
Model read_minicpm(Config& config);

// Names of fields, biases and attention of their own: mixture_named.cpp.
Model read_gpt_oss(Config& config);
Model read_dbrx(Config& config);

// Dense layers among those with experts: mixture_qwen.cpp, mixture_glm.cpp.
Model read_qwen2_moe(Config& config);
Model read_qwen3_moe(Config& config);
Model read_glm4_moe(Config& config);

}  // namespace flopledger
