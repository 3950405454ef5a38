// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/read/keys/key_names.hpp"
#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/bricks/state_space_parts.hpp"
#include "core/read/models/language/state_space.hpp"

namespace flopledger {

namespace {

// Whether a layer, from 0, is one of those that stand `offset` after every `period`.
bool falls_on(int index, const Exact& period, const Exact& offset) {
    return offset <= Exact(index) && ((Exact(index) - offset) / period).is_whole();
}

AttentionShape read_attention(Config& config, const Exact& hidden) {
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = config.size("num_attention_heads");
    shape.key_value_heads = key_value_heads(config, shape.heads, 8);
    return shape;
}

}  // namespace

// jamba: hidden_size, vocab_size, num_hidden_layers, num_attention_heads, intermediate_size (of a
// dense layer and of an expert), and
//   num_key_value_heads     absent: 8; null: as many as query heads
//   attn_layer_period       absent: 8; attn_layer_offset absent: 4
//   expert_layer_period     absent: 2; expert_layer_offset absent: 1
//   num_experts             absent: 16; with one expert a layer is dense
//   num_experts_per_tok     read where there are several
//   mamba_d_state           absent: 16
//   mamba_d_conv            absent: 4
//   mamba_expand            absent: 2
//   mamba_dt_rank           absent, null or "auto": hidden_size / 16, rounded up
//   mamba_proj_bias         absent: false
//   mamba_conv_bias         absent: true
//   sliding_window          absent or null: none
//   tie_word_embeddings     absent: false
// A head's size is hidden_size / num_attention_heads.
Model read_jamba(Config& config) {
    const DecoderFrame frame = read_frame(config, false);
    const Exact& hidden = frame.hidden;
    AttentionShape attention = read_attention(config, hidden);
    attention.head_size = head_size(config, hidden, attention.heads);
    attention.window = config.optional_size("sliding_window");
    MambaShape mamba;
    mamba.hidden = hidden;
    mamba.inner = config.size_or("mamba_expand", 2) * hidden;
    mamba.state = config.size_or("mamba_d_state", 16);
    mamba.kernel = config.size_or("mamba_d_conv", 4);
    mamba.step_rank = read_step_rank(config, "mamba_dt_rank", hidden);
    mamba.bias = config.flag_or("mamba_proj_bias", false);
    mamba.convolution_bias = config.flag_or("mamba_conv_bias", true);
    mamba.inner_norms = true;
    ExpertShape experts;
    experts.hidden = hidden;
    experts.inner = config.size("intermediate_size");
    experts.experts = config.size_or("num_experts", 16);
    const bool several = Exact(1) < experts.experts;
    if (several) experts.chosen = chosen_experts(config, "num_experts_per_tok", experts.experts);
    const Exact attention_period = config.size_or("attn_layer_period", 8);
    const Exact attention_offset = config.count_or("attn_layer_offset", 4);
    const Exact expert_period = config.size_or("expert_layer_period", 2);
    const Exact expert_offset = config.count_or("expert_layer_offset", 1);

    const int layers = layer_count(config, "num_hidden_layers");
    std::vector<Block> blocks;
    for (int index = 0; index < layers; ++index) {
        const bool attends = falls_on(index, attention_period, attention_offset);
        const bool sparse = several && falls_on(index, expert_period, expert_offset);
        const std::string name = fmt::format("layer, {}, {}", attends ? "attention" : "state space",
                                             sparse ? "experts" : "dense");
        add_layer(blocks, name, [&](Block& block) {
            const int start =
                add_norm(block, "mixer norm", hidden, Sublayer::attention, {from_stream});
            const int mixed =
                attends ? add_attention(block, attention, start) : add_mamba(block, mamba, start);
            const int input = add_feed_forward_norm(block, hidden, mixed);
            if (sparse) {
                add_experts(block, experts, input);
            } else {
                add_gated_feed_forward(block, hidden, experts.inner, false, input);
            }
        });
    }
    return decoder_model(config, frame, std::move(blocks));
}

namespace {

// What nemotron_h may be made of, each sublayer a layer of its own.
struct NemotronShapes {
    Exact hidden;
    Exact dense_inner;  // read where a layer is dense
    bool dense_bias = false;
    AttentionShape attention;
    Mamba2Shape mamba;
    ExpertShape experts;
    Exact shared_inner;
};

// One letter for each layer: M state space, * attention, - feed-forward, E experts.
std::string read_pattern(Config& config, int layers) {
    std::string pattern = config.text("hybrid_override_pattern");
    if (!config.ok()) return {};
    if (pattern.find_first_not_of("M*-E") != std::string::npos) {
        report_unsupported(config, "hybrid_override_pattern", "layers other than M, *, - and E");
        return {};
    }
    if (pattern.empty()) {
        config.report(name::missing_key, "hybrid_override_pattern",
                      "the configuration lacks 'hybrid_override_pattern', which says what each "
                      "layer is",
                      "take the config.json of the model as it was published");
    } else if (pattern.size() != static_cast<std::size_t>(layers)) {
        config.conflict(
            "hybrid_override_pattern",
            fmt::format("the pattern names {} layers, but there are {}", pattern.size(), layers));
    }
    return pattern;
}

NemotronShapes read_shapes(Config& config, const Exact& hidden, const std::string& pattern) {
    NemotronShapes shapes;
    shapes.hidden = hidden;
    const auto has = [&](char letter) { return pattern.find(letter) != std::string::npos; };
    if (has('-')) {
        shapes.dense_inner = config.size("intermediate_size");
        shapes.dense_bias = config.flag_or("mlp_bias", false);
    }
    if (has('*')) {
        shapes.attention = read_attention(config, hidden);
        const bool older = !config.has("head_dim") && config.has("attention_head_dim");
        shapes.attention.head_size = config.size(older ? "attention_head_dim" : "head_dim");
        shapes.attention.query_bias = config.flag_or("attention_bias", false);
        shapes.attention.output_bias = shapes.attention.query_bias;
        shapes.attention.window = config.optional_size("sliding_window");
    }
    if (has('M')) {
        shapes.mamba = {.hidden = hidden,
                        .heads = config.size("mamba_num_heads"),
                        .head_size = config.size("mamba_head_dim"),
                        .groups = config.size_or("n_groups", 8),
                        .state = config.size("ssm_state_size"),
                        .kernel = config.size_or("conv_kernel", 4),
                        .bias = config.flag_or("use_bias", false),
                        .convolution_bias = config.flag_or("use_conv_bias", true)};
    }
    if (has('E')) {
        shapes.experts.hidden = hidden;
        shapes.experts.inner = config.size("moe_intermediate_size");
        shapes.experts.experts = config.size("n_routed_experts");
        shapes.experts.chosen =
            chosen_experts(config, "num_experts_per_tok", shapes.experts.experts);
        shapes.experts.gated = false;
        if (config.flag_or("mlp_bias", false)) {
            report_unsupported(config, "mlp_bias", "biases of experts");
        }
        if (!config.count_or("n_shared_experts", 1).is_zero()) {
            shapes.shared_inner = config.size("moe_shared_expert_intermediate_size");
        }
    }
    return shapes;
}

void add_sublayer(Block& block, const NemotronShapes& shapes, char letter) {
    const bool mixes = letter == 'M' || letter == '*';
    const auto half = mixes ? Sublayer::attention : Sublayer::feed_forward;
    const Exact& hidden = shapes.hidden;
    const int input = add_norm(block, "norm", hidden, half, {from_stream});
    if (letter == 'M') {
        add_mamba2(block, shapes.mamba, input);
    } else if (letter == '*') {
        add_attention(block, shapes.attention, input);
    } else if (letter == '-') {
        add_feed_forward(block, hidden, shapes.dense_inner, shapes.dense_bias, input);
    } else {
        add_experts(block, shapes.experts, input);
        if (shapes.shared_inner.is_zero()) return;
        const int up = add(
            block, linear("shared expert: up", hidden, shapes.shared_inner, false, half, {input}));
        add(block, linear("shared expert: down", shapes.shared_inner, hidden, false, half, {up}));
    }
}

std::string_view sublayer_name(char letter) {
    if (letter == 'M') return "layer, state space";
    if (letter == '*') return "layer, attention";
    return letter == '-' ? "layer, feed-forward" : "layer, experts";
}

}  // namespace

// nemotron_h: hidden_size, vocab_size, num_hidden_layers, hybrid_override_pattern, and as the
// pattern asks:
//   M   mamba_num_heads, mamba_head_dim (together the inner width; expand is not read),
//       ssm_state_size, n_groups (absent: 8), conv_kernel (absent: 4), use_bias (absent: false),
//       use_conv_bias (absent: true)
//   *   num_attention_heads, num_key_value_heads (absent: 8; null: as many), head_dim or, where
//       that is absent, attention_head_dim; attention_bias (absent: false); sliding_window (absent
//       or null: none)
//   -   intermediate_size, mlp_bias (absent: false); not gated
//   E   n_routed_experts, num_experts_per_tok, moe_intermediate_size; n_shared_experts (absent: 1),
//       of one width together, moe_shared_expert_intermediate_size; not gated, no biases
// A head that is tied, biases beside experts, experts in a latent space (moe_latent_size) and
// modules for multi-token prediction are not counted and told.
Model read_nemotron_h(Config& config) {
    if (config.flag_or("tie_word_embeddings", false)) {
        report_unsupported(config, "tie_word_embeddings", "a head that is the embedding");
    }
    const DecoderFrame frame = read_frame(config, false);
    if (config.has("moe_latent_size") && !config.is_null("moe_latent_size")) {
        report_unsupported(config, "moe_latent_size", "experts in a latent space");
    }
    if (!config.count_or("num_nextn_predict_layers", 0).is_zero()) {
        report_unsupported(config, "num_nextn_predict_layers", "multi-token prediction");
    }
    const std::string pattern = read_pattern(config, layer_count(config, "num_hidden_layers"));
    const NemotronShapes shapes = read_shapes(config, frame.hidden, pattern);
    std::vector<Block> blocks;
    for (const char letter : pattern) {
        add_layer(blocks, std::string(sublayer_name(letter)),
                  [&](Block& block) { add_sublayer(block, shapes, letter); });
    }
    return decoder_model(config, frame, std::move(blocks));
}

}  // namespace flopledger
