// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/language/mixture.hpp"

namespace flopledger {

// Decoders whose layers are all alike: norm, grouped attention, norm, experts of width
// intermediate_size. Fields read by all of them: hidden_size, vocab_size, num_hidden_layers,
// num_attention_heads, intermediate_size, num_experts_per_tok, and
//   num_key_value_heads   where absent: mixtral, phimoe, minimax_m2 8, olmoe and minicpm as many as
//                         query heads; null: as many as query heads; grok-1 must have a number
//   head_dim              absent or null: hidden_size / num_attention_heads, but minimax_m2 must
//                         have a number
//   tie_word_embeddings   absent: false; grok-1 and minicpm true
//   num_local_experts     named num_experts by olmoe, grok-1 and minicpm
// and by some:
//   sliding_window        mixtral, phimoe; absent or null: none
//   attention_bias        phimoe, olmoe, minicpm, on all four projections; absent: false
//   lm_head_bias          phimoe; absent: false
//   use_qk_norm           minimax_m2; absent: true, over the whole width of query and key; no other
//                         is counted
//   qk_norm_type          minimax_m2; absent: per_layer
// A bias that steers routing (use_routing_bias) is a buffer and no parameter.

namespace {

// What sets one of these families apart from the others.
struct Traits {
    std::string_view experts_key = "num_local_experts";
    bool tied = false;                       // where the key is absent
    std::optional<Exact> key_value_heads{};  // where the key is absent; none: as query heads
    Exact norm_numbers = 1;                  // per hidden number: gain, or gain and bias
    bool norms_after = false;                // each half ends in one more norm
    bool bias = false;                       // attention_bias is read
    bool window = false;                     // sliding_window is read
    bool wide_query_norm = false;            // norms over the whole width of query and key
    bool head_bias = false;                  // lm_head_bias is read
};

AttentionShape attention_of(Config& config, const Exact& hidden, const Traits& traits) {
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = config.size("num_attention_heads");
    shape.key_value_heads =
        key_value_heads(config, shape.heads, traits.key_value_heads.value_or(shape.heads));
    shape.head_size = head_size(config, hidden, shape.heads);
    shape.query_bias = traits.bias && config.flag_or("attention_bias", false);
    shape.output_bias = shape.query_bias;
    if (traits.window) shape.window = config.optional_size("sliding_window");
    if (traits.wide_query_norm) {
        shape.query_norm = shape.heads * shape.head_size;
        shape.key_norm = shape.key_value_heads * shape.head_size;
    }
    return shape;
}

ExpertShape experts_of(Config& config, const Exact& hidden, const Traits& traits) {
    ExpertShape shape;
    shape.hidden = hidden;
    shape.inner = config.size("intermediate_size");
    shape.experts = config.size(traits.experts_key);
    shape.chosen = chosen_experts(config, "num_experts_per_tok", shape.experts);
    return shape;
}

int add_first_half(Block& block, const AttentionShape& shape, const Exact& norm,
                   const Traits& traits) {
    int mixed = add_attention_half(block, shape, norm);
    if (traits.norms_after) {
        mixed = add_norm(block, "attention output norm", norm, Sublayer::attention, {mixed});
    }
    return add_feed_forward_norm(block, norm, mixed);
}

Model read_uniform(Config& config, const Traits& traits) {
    DecoderFrame frame = read_frame(config, traits.tied);
    frame.final_norm = frame.hidden * traits.norm_numbers;
    frame.head_bias = traits.head_bias && config.flag_or("lm_head_bias", false);
    const Exact layers = config.size("num_hidden_layers");
    const AttentionShape attention = attention_of(config, frame.hidden, traits);
    const ExpertShape experts = experts_of(config, frame.hidden, traits);
    Block layer;
    layer.name = "layer";
    layer.count = layers;
    add_experts(layer, experts, add_first_half(layer, attention, frame.final_norm, traits));
    if (traits.norms_after) {
        const int last = static_cast<int>(layer.parts.size()) - 1;
        add_norm(layer, "feed-forward output norm", frame.final_norm, Sublayer::feed_forward,
                 {last});
    }
    return decoder_model(config, frame, {std::move(layer)});
}

}  // namespace

Model read_mixtral(Config& config) {
    return read_uniform(config, {.key_value_heads = 8, .window = true});
}

Model read_phimoe(Config& config) {
    return read_uniform(
        config,
        {.key_value_heads = 8, .norm_numbers = 2, .bias = true, .window = true, .head_bias = true});
}

Model read_minimax_m2(Config& config) {
    if (config.text("qk_norm_type") != "per_layer" && config.has("qk_norm_type")) {
        report_unsupported(config, "qk_norm_type", "a norm of another width");
    }
    if (!config.count_or("shared_intermediate_size", 0).is_zero()) {
        report_unsupported(config, "shared_intermediate_size", "a shared expert");
    }
    require(config, "head_dim");
    if (!config.flag_or("use_qk_norm", true)) {
        report_unsupported(config, "use_qk_norm", "attention without these norms");
    }
    Model model = read_uniform(config, {.key_value_heads = 8, .wide_query_norm = true});
    const Exact modules = config.count_or("num_mtp_modules", 0);
    if (config.flag_or("use_mtp", false) && !modules.is_zero()) {
        model.notes.push_back(
            fmt::format("'num_mtp_modules' names {} modules for multi-token prediction; of what "
                        "they consist is not published, so they are not counted",
                        modules.text()));
    }
    return model;
}

Model read_olmoe(Config& config) {
    return read_uniform(config,
                        {.experts_key = "num_experts", .bias = true, .wide_query_norm = true});
}

Model read_grok(Config& config) {
    // What is absent is told; there is one published model of this family and no default.
    require(config, "num_key_value_heads");
    return read_uniform(config, {.experts_key = "num_experts", .tied = true, .norms_after = true});
}

// Without experts this family is dense: num_experts absent, null or 0.
Model read_minicpm(Config& config) {
    const Traits traits{.experts_key = "num_experts", .tied = true, .bias = true};
    const bool dense = config.count_or("num_experts", 0).is_zero();
    if (!config.ok()) return {};
    if (!dense) return read_uniform(config, traits);
    const DecoderFrame frame = read_frame(config, traits.tied);
    Block layer;
    layer.name = "layer";
    layer.count = config.size("num_hidden_layers");
    const AttentionShape attention = attention_of(config, frame.hidden, traits);
    const int input = add_first_half(layer, attention, frame.final_norm, traits);
    add_gated_feed_forward(layer, frame.hidden, config.size("intermediate_size"), false, input);
    return decoder_model(config, frame, {std::move(layer)});
}

}  // namespace flopledger
