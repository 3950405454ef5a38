// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/language/mixture.hpp"

namespace flopledger {

// qwen2_moe and qwen3_moe: hidden_size, vocab_size, num_hidden_layers, num_attention_heads,
// num_experts, num_experts_per_tok, moe_intermediate_size, and
//   num_key_value_heads     absent: qwen2_moe 16, qwen3_moe 4; null: as many as query heads
//   head_dim                absent or null: hidden_size / num_attention_heads
//   decoder_sparse_step     absent: 1; a layer has experts where its number, from 1, is a multiple
//   mlp_only_layers         absent: none; layers, from 0, that are dense all the same
//   intermediate_size       width of dense layers, read only where there is one
//   use_sliding_window      absent: false; then sliding_window is not read
//   sliding_window          absent: 4096; null: none
//   max_window_layers       absent: 28; so many layers, from the first, have no window
//   tie_word_embeddings     absent: false
// qwen2_moe: qkv_bias (absent: true), shared_expert_intermediate_size (must be there) and a gate
// for the shared expert. qwen3_moe: attention_bias (absent: false), norms on query and key of one
// head's size, no shared expert whatever shared_expert_intermediate_size says.

namespace {

struct QwenLayers {
    DecoderFrame frame;
    AttentionShape attention;
    ExpertShape experts;
    std::optional<Exact> shared;
    int count = 0;
    Exact sparse_step = 1;
    std::vector<bool> dense;  // for each layer, whether it has no experts all the same
    std::optional<Exact> window;
    Exact first_window;
};

QwenLayers read_common(Config& config, const Exact& key_values) {
    QwenLayers read;
    read.frame = read_frame(config, false);
    read.count = layer_count(config, "num_hidden_layers");
    AttentionShape& attention = read.attention;
    attention.hidden = read.frame.hidden;
    attention.heads = config.size("num_attention_heads");
    attention.key_value_heads = key_value_heads(config, attention.heads, key_values);
    attention.head_size = head_size(config, read.frame.hidden, attention.heads);
    ExpertShape& experts = read.experts;
    experts.hidden = read.frame.hidden;
    experts.inner = config.size("moe_intermediate_size");
    experts.experts = config.size("num_experts");
    experts.chosen = chosen_experts(config, "num_experts_per_tok", experts.experts);
    read.sparse_step = config.size_or("decoder_sparse_step", 1);
    read.dense = listed_layers(config, "mlp_only_layers", read.count);
    if (config.flag_or("use_sliding_window", false)) {
        read.window = 4096;
        if (config.has("sliding_window")) read.window = config.optional_size("sliding_window");
        read.first_window = config.count_or("max_window_layers", 28);
    }
    return read;
}

bool has_experts(const QwenLayers& read, int index) {
    return !read.dense[static_cast<std::size_t>(index)] &&
           (Exact(index + 1) / read.sparse_step).is_whole();
}

Model build(Config& config, const QwenLayers& read) {
    const Exact& hidden = read.frame.hidden;
    std::vector<Block> blocks;
    for (int index = 0; index < read.count; ++index) {
        const bool sparse = has_experts(read, index);
        const bool slides = read.window && read.first_window <= Exact(index);
        std::string name = sparse ? "layer, experts" : "layer, dense";
        if (slides) name += ", sliding attention";
        add_layer(blocks, name, [&](Block& block) {
            AttentionShape shape = read.attention;
            if (slides) shape.window = read.window;
            const int input =
                add_feed_forward_norm(block, hidden, add_attention_half(block, shape, hidden));
            if (!sparse) {
                add_gated_feed_forward(block, hidden, config.size("intermediate_size"), false,
                                       input);
                return;
            }
            add_experts(block, read.experts, input);
            if (read.shared) add_shared_expert(block, hidden, *read.shared, true, input);
        });
    }
    if (blocks.size() == 1) blocks[0].name = "layer";
    return decoder_model(config, read.frame, std::move(blocks));
}

}  // namespace

Model read_qwen2_moe(Config& config) {
    QwenLayers read = read_common(config, 16);
    read.attention.query_bias = config.flag_or("qkv_bias", true);
    read.shared = config.size("shared_expert_intermediate_size");
    return build(config, read);
}

Model read_qwen3_moe(Config& config) {
    QwenLayers read = read_common(config, 4);
    read.attention.query_bias = config.flag_or("attention_bias", false);
    read.attention.output_bias = read.attention.query_bias;
    read.attention.query_norm = read.attention.head_size;
    read.attention.key_norm = read.attention.head_size;
    return build(config, read);
}

}  // namespace flopledger
