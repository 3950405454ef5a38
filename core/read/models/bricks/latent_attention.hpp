// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

// Which key-value pairs a query is allowed: a small scorer ranks all earlier positions, attention
// then runs over the best of them (DeepSeek-V3.2, arXiv 2512.02556, section 2.1).
struct IndexerShape {
    Exact heads;
    Exact head_size;
    Exact chosen;  // positions that attention keeps for a query
};

// Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434, section 2.1), as it is trained: keys
// and values are expanded from a common latent vector for all heads.
struct LatentShape {
    Exact hidden;
    Exact heads;
    std::optional<Exact> query_rank;  // none: the query is projected in one step
    Exact key_value_rank;
    Exact plain_size;   // of a head's query and key, without positions
    Exact rotary_size;  // of a head's query and key, with them; keys share it
    Exact value_size;
    bool bias = false;  // of both projections down and of the output
    std::optional<IndexerShape> indexer;
    bool scores_positions = true;  // false: takes what the indexer of a layer before has chosen
};

// What absent fields stand for. Null is told apart: q_lora_rank null means one step.
struct LatentDefaults {
    std::optional<Exact> query_rank = 1536;
    Exact key_value_rank = 512;
    Exact plain_size = 128;
    Exact rotary_size = 64;
    Exact value_size = 128;
};

// Reads num_attention_heads, q_lora_rank, kv_lora_rank, qk_nope_head_dim, qk_rope_head_dim,
// v_head_dim and attention_bias (absent: false).
LatentShape read_latent(Config& config, const Exact& hidden, const LatentDefaults& defaults);

// Reads index_n_heads, index_head_dim and index_topk, all of which must be there, as must a query
// rank: the indexer reads the query's latent vector.
IndexerShape read_indexer(Config& config, const LatentShape& shape);

// Which layers have no indexer and attend to what the one of the layer before them has chosen;
// their mark is a word for their name, that of others is empty. Reads indexer_types with `full` or
// `shared` for each layer, else index_topk_pattern with F or S, else index_topk_freq (absent: 1)
// and index_skip_topk_offset (absent: 2): full are the first layers, as many as the offset, and
// then the last of each so many (modular_glm_moe_dsa.py of transformers, 2026; arXiv 2603.12201).
std::vector<std::string> read_shared_indexers(Config& config, int layers);

// Adds a norm and latent attention; gives the output's index.
int add_latent_attention(Block& block, const LatentShape& shape);

}  // namespace flopledger
