// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/language/qwen3_5_text.hpp"

#include <fmt/format.h>

#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/bricks/state_space_parts.hpp"

namespace flopledger {

// qwen3_5_text and qwen3_5_moe_text: hidden_size, vocab_size, num_hidden_layers,
// num_attention_heads, and
//   num_key_value_heads       absent: 4, with experts 2; null: as many as query heads
//   head_dim                  absent: 256
//   attention_bias            absent: false; on all four projections
//   attn_output_gate          absent: true; the query's projection is twice as wide
//   layer_types               absent: full_attention where a layer's number, from 1, is a multiple
//                             of full_attention_interval (absent: 4), linear_attention elsewhere
//   linear_num_key_heads, linear_key_head_dim, linear_num_value_heads, linear_value_head_dim
//   linear_conv_kernel_dim    absent: 4
//   intermediate_size         where there are no experts
//   num_experts               must be there in a mixture; then num_experts_per_tok,
//                             moe_intermediate_size and shared_expert_intermediate_size, in every
//                             layer
//   mtp_num_hidden_layers     absent: 0; such modules are published but not described: a note
//   tie_word_embeddings       absent: as the caller says

namespace {

AttentionShape read_attention(Config& text, const Exact& hidden, bool experts) {
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = text.size("num_attention_heads");
    shape.key_value_heads = key_value_heads(text, shape.heads, experts ? 2 : 4);
    shape.head_size = text.size_or("head_dim", 256);
    shape.query_bias = text.flag_or("attention_bias", false);
    shape.output_bias = shape.query_bias;
    shape.query_norm = shape.head_size;
    shape.key_norm = shape.head_size;
    shape.output_gate = text.flag_or("attn_output_gate", true);
    return shape;
}

DeltaShape read_delta(Config& text, const Exact& hidden) {
    return {.hidden = hidden,
            .key_heads = text.size("linear_num_key_heads"),
            .key_size = text.size("linear_key_head_dim"),
            .value_heads = text.size("linear_num_value_heads"),
            .value_size = text.size("linear_value_head_dim"),
            .kernel = text.size_or("linear_conv_kernel_dim", 4)};
}

// For each layer whether its attention is full.
std::vector<bool> read_full(Config& text, int layers) {
    std::vector<bool> full;
    const auto words =
        layer_words(text, "layer_types", layers, {"linear_attention", "full_attention"});
    const Exact interval = text.size_or("full_attention_interval", 4);
    for (int index = 0; index < layers; ++index) {
        full.push_back(words.empty() ? (Exact(index + 1) / interval).is_whole()
                                     : words[static_cast<std::size_t>(index)] == "full_attention");
    }
    return full;
}

}  // namespace

Tower read_qwen3_5_decoder(Config& text, bool tied_if_absent) {
    const DecoderFrame frame = read_frame(text, tied_if_absent);
    const Exact& hidden = frame.hidden;
    // A mixture without its number of experts would be one of 256 where transformers reads it.
    const bool mixture = text.text("model_type").find("_moe") != std::string::npos;
    const Exact expert_count = mixture ? text.size("num_experts") : text.count_or("num_experts", 0);
    const bool sparse = !expert_count.is_zero();
    const AttentionShape attention = read_attention(text, hidden, sparse);
    const DeltaShape delta = read_delta(text, hidden);
    if (sparse && !text.numbers("mlp_only_layers").empty()) {
        report_unsupported(text, "mlp_only_layers", "dense layers among those with experts");
    }
    ExpertShape experts;
    Exact inner;
    if (sparse) {
        experts.hidden = hidden;
        experts.inner = text.size("moe_intermediate_size");
        experts.experts = expert_count;
        experts.chosen = chosen_experts(text, "num_experts_per_tok", expert_count);
        inner = text.size("shared_expert_intermediate_size");
    } else {
        inner = text.size("intermediate_size");
    }
    const int layers = layer_count(text, "num_hidden_layers");
    std::vector<Block> blocks;
    for (const bool full : read_full(text, layers)) {
        add_layer(
            blocks, full ? "layer, full attention" : "layer, linear attention", [&](Block& block) {
                const int start =
                    add_norm(block, "mixer norm", hidden, Sublayer::attention, {from_stream});
                const int mixed =
                    full ? add_attention(block, attention, start) : add_delta(block, delta, start);
                const int input = add_feed_forward_norm(block, hidden, mixed);
                if (sparse) {
                    add_experts(block, experts, input);
                    add_shared_expert(block, hidden, inner, true, input);
                } else {
                    add_gated_feed_forward(block, hidden, inner, false, input);
                }
            });
    }
    return decoder_tower(frame, std::move(blocks));
}

std::vector<std::string> qwen3_5_notes(Config& text) {
    const Exact modules = text.count_or("mtp_num_hidden_layers", 0);
    if (modules.is_zero()) return {};
    return {
        fmt::format("'mtp_num_hidden_layers' names {} for multi-token prediction, whose "
                    "description is not published with the model; it is not counted",
                    modules.text())};
}

Model read_qwen3_5_text(Config& config) {
    Model model;
    model.type = config.text("model_type");
    model.towers.push_back(read_qwen3_5_decoder(config, false));
    model.notes = qwen3_5_notes(config);
    return model;
}

}  // namespace flopledger
