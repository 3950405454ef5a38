// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/bricks/sparse_layers.hpp"
#include "core/read/models/language/mixture.hpp"

namespace flopledger {

// glm4_moe: hidden_size, vocab_size, num_hidden_layers, num_attention_heads, intermediate_size (of
// dense layers), and
//   num_key_value_heads       absent: 8; null: as many as query heads
//   head_dim                  absent or null: hidden_size / num_attention_heads
//   attention_bias            absent: false; on query, key and value, never on the output
//   use_qk_norm               absent: false; norms of one head's size
//   tie_word_embeddings       absent: false
// and the fields of experts, dense layers and prediction modules that sparse_layers.hpp names.
Model read_glm4_moe(Config& config) { return glm4_moe_model(config, false); }

Model glm4_moe_model(Config& config, bool bias_if_absent) {
    const DecoderFrame frame = read_frame(config, false);
    AttentionShape attention;
    attention.hidden = frame.hidden;
    attention.heads = config.size("num_attention_heads");
    attention.key_value_heads = key_value_heads(config, attention.heads, 8);
    attention.head_size = head_size(config, frame.hidden, attention.heads);
    attention.query_bias = config.flag_or("attention_bias", bias_if_absent);
    if (config.flag_or("use_qk_norm", false)) {
        attention.query_norm = attention.head_size;
        attention.key_norm = attention.head_size;
    }
    const auto add_mixer = [&](Block& block, std::size_t) {
        return add_attention_half(block, attention, frame.hidden);
    };
    return sparse_model(config, frame, read_sparse_layers(config, frame.hidden, 1), add_mixer);
}

}  // namespace flopledger
