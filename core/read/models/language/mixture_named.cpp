// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/language/mixture.hpp"

namespace flopledger {

// gpt_oss: hidden_size, vocab_size, num_hidden_layers, num_attention_heads, intermediate_size (the
// width of an expert), num_local_experts, num_experts_per_tok, and
//   num_key_value_heads   absent: 8
//   head_dim              absent: 64
//   attention_bias        absent: true, on all four projections
//   sliding_window        absent: 128; null: no layer has one
//   layer_types           absent: every other layer slides, the first one does
//   tie_word_embeddings   absent: false
// Router and experts have biases; each query head has a sink, a parameter.
Model read_gpt_oss(Config& config) {
    const DecoderFrame frame = read_frame(config, false);
    AttentionShape attention;
    attention.hidden = frame.hidden;
    attention.heads = config.size("num_attention_heads");
    attention.key_value_heads = key_value_heads(config, attention.heads, 8);
    attention.head_size =
        config.has("head_dim") ? head_size(config, frame.hidden, attention.heads) : Exact(64);
    attention.query_bias = config.flag_or("attention_bias", true);
    attention.output_bias = attention.query_bias;
    attention.sinks = attention.heads;
    ExpertShape experts;
    experts.hidden = frame.hidden;
    experts.inner = config.size("intermediate_size");
    experts.experts = config.size("num_local_experts");
    experts.chosen = chosen_experts(config, "num_experts_per_tok", experts.experts);
    experts.expert_bias = true;
    experts.router_bias = true;
    std::optional<Exact> window = 128;
    if (config.has("sliding_window")) window = config.optional_size("sliding_window");

    const int layers = layer_count(config, "num_hidden_layers");
    const std::vector<std::string> kinds =
        layer_words(config, "layer_types", layers, {"sliding_attention", "full_attention"});
    std::vector<Block> blocks;
    for (int index = 0; index < layers; ++index) {
        const bool sliding = kinds.empty()
                                 ? index % 2 == 0
                                 : kinds[static_cast<std::size_t>(index)] == "sliding_attention";
        const auto build = [&](Block& block) {
            AttentionShape shape = attention;
            if (sliding) shape.window = window;
            const int mixed = add_attention_half(block, shape, frame.hidden);
            add_experts(block, experts, add_feed_forward_norm(block, frame.hidden, mixed));
        };
        add_layer(blocks, sliding ? "layer, sliding attention" : "layer, full attention", build);
    }
    return decoder_model(config, frame, std::move(blocks));
}

// dbrx: d_model, vocab_size, n_layers, n_heads, and
//   attn_config.kv_n_heads          absent: 1
//   ffn_config.ffn_hidden_size, ffn_config.moe_num_experts, ffn_config.moe_top_k
//   tie_word_embeddings             absent: false; the ones inside attn_config and ffn_config are
//                                   leftovers of their classes and mean nothing
// Norms have a gain and no bias; query, key and value are one matrix, which changes no figure.
Model read_dbrx(Config& config) {
    DecoderFrame frame;
    frame.hidden = config.size("d_model");
    frame.vocabulary = config.size("vocab_size");
    frame.final_norm = frame.hidden;
    frame.tied = config.flag_or("tie_word_embeddings", false);
    Config attention_config = config.inside("attn_config");
    Config expert_config = config.inside("ffn_config");
    AttentionShape attention;
    attention.hidden = frame.hidden;
    attention.heads = config.size("n_heads");
    attention.key_value_heads = attention_config.size_or("kv_n_heads", 1);
    attention.head_size = frame.hidden / attention.heads;
    if (config.ok() && !attention.head_size.is_whole()) {
        config.out_of_bounds("n_heads", "the model's width cannot be shared evenly by its heads");
    }
    if (config.ok() && !(attention.heads / attention.key_value_heads).is_whole()) {
        attention_config.out_of_bounds("kv_n_heads",
                                       "query heads cannot share key-value heads evenly");
    }
    ExpertShape experts;
    experts.hidden = frame.hidden;
    experts.inner = expert_config.size("ffn_hidden_size");
    experts.experts = expert_config.size("moe_num_experts");
    experts.chosen = chosen_experts(expert_config, "moe_top_k", experts.experts);
    Block layer;
    layer.name = "layer";
    layer.count = config.size("n_layers");
    const int mixed = add_attention_half(layer, attention, frame.hidden);
    add_experts(layer, experts, add_feed_forward_norm(layer, frame.hidden, mixed));
    return decoder_model(config, frame, {std::move(layer)});
}

}  // namespace flopledger
