// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/language/llama4_text.hpp"

#include "core/read/models/bricks/layers.hpp"

namespace flopledger {

// llama4_text: hidden_size, vocab_size, num_hidden_layers, num_attention_heads, intermediate_size
// (of an expert and of the shared expert), num_local_experts, num_experts_per_tok, and
//   num_key_value_heads         absent: 8; null: as many as query heads
//   head_dim                    absent or null: hidden_size / num_attention_heads
//   intermediate_size_mlp       width of dense layers, read only where there is one
//   interleave_moe_layer_step   absent: 1; a layer has experts where its number, from 1, is a
//                               multiple
//   moe_layers                  takes the place of that where it is written: numbers from 0
//   no_rope_layers              absent, null or empty: every fourth layer has no rotary positions;
//                               a list with 1 for each layer that has them
//   layer_types                 takes the place of that where it is written
//   attention_chunk_size        absent: 8192; null: none. Layers with rotary positions stay inside
//                               chunks, the others see everything
//   attention_bias              absent: false; on all four projections
//   tie_word_embeddings         absent: false
// The norm of query and key (use_qk_norm) has no parameters.

namespace {

// For each layer whether its attention stays inside chunks.
std::vector<bool> read_chunked(Config& text, int layers) {
    std::vector<bool> chunked(static_cast<std::size_t>(layers), false);
    const auto words =
        layer_words(text, "layer_types", layers, {"chunked_attention", "full_attention"});
    const std::vector<Exact> rotary = text.numbers("no_rope_layers");
    if (!rotary.empty() && rotary.size() != chunked.size()) {
        text.conflict("no_rope_layers",
                      "'no_rope_layers' has another length than there are layers");
        return chunked;
    }
    for (std::size_t index = 0; index < chunked.size(); ++index) {
        chunked[index] = (index + 1) % 4 != 0;
        if (!rotary.empty()) chunked[index] = !rotary[index].is_zero();
        if (!words.empty()) chunked[index] = words[index] == "chunked_attention";
    }
    return chunked;
}

// For each layer whether it has experts.
std::vector<bool> read_sparse(Config& text, int layers) {
    if (text.has("moe_layers") && !text.is_null("moe_layers")) {
        return listed_layers(text, "moe_layers", layers);
    }
    std::vector<bool> sparse;
    const Exact step = text.size_or("interleave_moe_layer_step", 1);
    for (int number = 1; number <= layers; ++number) {
        sparse.push_back((Exact(number) / step).is_whole());
    }
    return sparse;
}

std::string layer_name(bool chunked, bool sparse) {
    return std::string(chunked ? "layer, chunked attention" : "layer, full attention") +
           (sparse ? ", experts" : ", dense");
}

AttentionShape read_attention(Config& text, const Exact& hidden) {
    AttentionShape attention;
    attention.hidden = hidden;
    attention.heads = text.size("num_attention_heads");
    attention.key_value_heads = key_value_heads(text, attention.heads, 8);
    attention.head_size = head_size(text, hidden, attention.heads);
    attention.query_bias = text.flag_or("attention_bias", false);
    attention.output_bias = attention.query_bias;
    return attention;
}

}  // namespace

Tower read_llama4_decoder(Config& text, bool tied_if_absent) {
    const DecoderFrame frame = read_frame(text, tied_if_absent);
    const Exact& hidden = frame.hidden;
    const AttentionShape attention = read_attention(text, hidden);
    ExpertShape experts;
    experts.hidden = hidden;
    experts.inner = text.size("intermediate_size");
    experts.experts = text.size("num_local_experts");
    experts.chosen = chosen_experts(text, "num_experts_per_tok", experts.experts);
    std::optional<Exact> chunk = 8192;
    if (text.has("attention_chunk_size")) chunk = text.optional_size("attention_chunk_size");

    const int layers = layer_count(text, "num_hidden_layers");
    const std::vector<bool> chunked = read_chunked(text, layers);
    const std::vector<bool> sparse = read_sparse(text, layers);
    std::vector<Block> blocks;
    for (std::size_t index = 0; index < chunked.size(); ++index) {
        add_layer(blocks, layer_name(chunked[index], sparse[index]), [&](Block& block) {
            AttentionShape shape = attention;
            if (chunked[index]) shape.chunk = chunk;
            const int input =
                add_feed_forward_norm(block, hidden, add_attention_half(block, shape, hidden));
            if (sparse[index]) {
                add_experts(block, experts, input);
                add_shared_expert(block, hidden, experts.inner, false, input);
            } else {
                add_gated_feed_forward(block, hidden, text.size("intermediate_size_mlp"), false,
                                       input);
            }
        });
    }
    return decoder_tower(frame, std::move(blocks));
}

Model read_llama4_text(Config& config) {
    Model model;
    model.type = config.text("model_type");
    model.towers.push_back(read_llama4_decoder(config, false));
    return model;
}

Model read_llama4(Config& config) {
    if (config.has("vision_config")) {
        report_unsupported(config, "vision_config", "a vision tower");
    }
    Model model;
    model.type = config.text("model_type");
    Config text = config.inside("text_config");
    model.towers.push_back(read_llama4_decoder(text, config.flag_or("tie_word_embeddings", false)));
    model.notes.emplace_back("the configuration has no 'vision_config': the text half is counted");
    return model;
}

}  // namespace flopledger
