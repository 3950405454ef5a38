// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// Readers of mixtures of experts. The fields that each reads, and what an absent one stands for,
// stand beside its definition.

// Mixtral: experts in every layer, perhaps a window. In mixture_uniform.cpp.
Model read_mixtral(Config& config);

// Phi-3.5-MoE: as Mixtral, with biases. In mixture_uniform.cpp.
Model read_phimoe(Config& config);

// MiniMax-M2: as Mixtral, with norms of query and key. In mixture_uniform.cpp.
Model read_minimax_m2(Config& config);

// OLMoE: as MiniMax-M2, with names of its own. In mixture_uniform.cpp.
Model read_olmoe(Config& config);

// Grok-1: as Mixtral, with norms after each half of a layer too. In mixture_uniform.cpp.
Model read_grok(Config& config);

// MiniCPM: as Mixtral, or dense where there are no experts. In mixture_uniform.cpp.
Model read_minicpm(Config& config);

// gpt-oss: biases everywhere, sinks, a window in every other layer. In mixture_named.cpp.
Model read_gpt_oss(Config& config);

// DBRX: fields in mappings of their own. In mixture_named.cpp.
Model read_dbrx(Config& config);

// Qwen 1.5 and 2 with experts: a shared expert with a gate. In mixture_qwen.cpp.
Model read_qwen2_moe(Config& config);

// Qwen 3 with experts: norms of query and key, no shared expert. In mixture_qwen.cpp.
Model read_qwen3_moe(Config& config);

// The model of GLM-4.5, alone or inside another: whether query, key and value have biases where the
// configuration does not say. In mixture_glm.cpp.
Model glm4_moe_model(Config& config, bool bias_if_absent);

// GLM-4.5: dense layers first, shared experts, prediction modules. In mixture_glm.cpp.
Model read_glm4_moe(Config& config);

}  // namespace flopledger
