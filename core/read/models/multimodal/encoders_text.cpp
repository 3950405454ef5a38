// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/read/models/multimodal/encoders.hpp"

namespace flopledger {

namespace {

// Where an encoder and a decoder read one table of tokens, the encoder stores it.
Part shared_tokens() { return lookup("tokens, as in the encoder", 0, 1); }

Model encoder_decoder(const char* type, Tower encoder, Tower decoder) {
    Model model;
    model.type = type;
    model.towers.push_back(std::move(encoder));
    model.towers.push_back(std::move(decoder));
    return model;
}

struct T5Sizes {
    Exact hidden;
    Exact heads;
    Exact head_size;
    Exact inner;
    bool gated = false;
};

Block t5_layers(const T5Sizes& sizes, bool decoder, const Exact& count) {
    TransformerLayer shape;
    shape.attention.hidden = sizes.hidden;
    shape.attention.heads = sizes.heads;
    shape.attention.key_value_heads = sizes.heads;
    shape.attention.head_size = sizes.head_size;
    shape.attention.pattern = decoder ? Pattern::causal : Pattern::bidirectional;
    shape.attention.positions = decoder ? Positions::text : Positions::source;
    if (decoder) shape.crossed = Positions::source;
    shape.inner = sizes.inner;
    shape.gated = sizes.gated;
    shape.feed_forward_bias = false;
    shape.norm = sizes.hidden;
    return transformer_layers(shape, count);
}

// What transformers writes beside feed_forward_proj, and reads instead of it.
void check_gate(Config& config, bool gated) {
    if (config.flag_or("is_gated_act", gated) == gated) return;
    config.conflict("is_gated_act", "'is_gated_act' is not what 'feed_forward_proj' says",
                    "correct the configuration: keep the one that holds");
}

// One table of position biases for all layers of a stack, and the last norm.
Block t5_end(const Exact& table, const Exact& norm) {
    return outside_layers("relative positions and norm",
                          {stored("relative positions", table), stored("norm", norm)});
}

}  // namespace

// t5: d_model, d_ff, num_heads, num_layers, vocab_size must be there; d_kv (absent: 64),
// num_decoder_layers (absent or null: as many as num_layers), feed_forward_proj (absent: relu; what
// begins with "gated-" has a gate), relative_attention_num_buckets (absent: 32),
// tie_word_embeddings (absent: true; false in the releases with a gate alone, and transformers 5
// ties others whatever they say). Heads times d_kv need not be d_model.
Model read_t5(Config& config) {
    T5Sizes sizes;
    sizes.hidden = config.size("d_model");
    sizes.heads = config.size("num_heads");
    sizes.head_size = config.size_or("d_kv", 64);
    sizes.inner = config.size("d_ff");
    sizes.gated = config.text("feed_forward_proj").rfind("gated-", 0) == 0;
    check_gate(config, sizes.gated);
    const Exact layers = config.size("num_layers");
    const Exact decoder_layers = config.size_or("num_decoder_layers", layers);
    const Exact vocabulary = config.size("vocab_size");
    const Exact biases = config.size_or("relative_attention_num_buckets", 32) * sizes.heads;
    const bool tied = config.flag_or("tie_word_embeddings", true);
    if (!tied && !sizes.gated) {
        report_uncounted(config, "tie_word_embeddings", "a T5 with a head of its own and no gate");
    }

    Tower encoder{TowerRole::encoder, "encoder", false, {}};
    encoder.blocks = {outside_layers("embedding", {lookup("tokens", vocabulary, sizes.hidden)}),
                      t5_layers(sizes, false, layers), t5_end(biases, sizes.hidden)};
    Tower decoder{TowerRole::decoder, "decoder", false, {}};
    decoder.blocks = {
        outside_layers("embedding", {shared_tokens()}), t5_layers(sizes, true, decoder_layers),
        t5_end(biases, sizes.hidden),
        outside_layers("output head", {output_head(sizes.hidden, vocabulary, tied, false)})};
    return encoder_decoder("t5", std::move(encoder), std::move(decoder));
}

namespace {

// Learned positions of BART stand two rows into their table.
Block bart_embedding(Part tokens, const Exact& positions, const Exact& hidden) {
    return outside_layers("embedding",
                          {std::move(tokens), lookup("positions", positions + 2, hidden),
                           stored("norm", 2 * hidden)});
}

Block bart_layers(Config& config, const std::string& side, const Exact& hidden) {
    const bool decoder = side == "decoder";
    const std::string heads_key = side + "_attention_heads";
    TransformerLayer shape;
    shape.attention = biased_attention(config, hidden, config.size(heads_key), heads_key);
    shape.attention.pattern = decoder ? Pattern::causal : Pattern::bidirectional;
    shape.attention.positions = decoder ? Positions::text : Positions::source;
    if (decoder) shape.crossed = Positions::source;
    shape.inner = config.size(side + "_ffn_dim");
    shape.norm = 2 * hidden;
    shape.norm_after = true;
    return transformer_layers(shape, config.size(side + "_layers"));
}

}  // namespace

// bart: d_model, vocab_size and, for each of encoder_ and decoder_, layers, attention_heads and
// ffn_dim must be there; max_position_embeddings (absent: 1024), tie_word_embeddings (absent:
// true; untied, encoder and decoder would each have a table, and no such model is known). The bias
// on the logits is a buffer.
Model read_bart(Config& config) {
    if (!config.flag_or("tie_word_embeddings", true)) {
        report_uncounted(config, "tie_word_embeddings", "BART without the tie");
    }
    const Exact hidden = config.size("d_model");
    const Exact vocabulary = config.size("vocab_size");
    const Exact positions = config.size_or("max_position_embeddings", 1024);
    Tower encoder{TowerRole::encoder, "encoder", false, {}};
    encoder.blocks = {bart_embedding(lookup("tokens", vocabulary, hidden), positions, hidden),
                      bart_layers(config, "encoder", hidden)};
    Tower decoder{TowerRole::decoder, "decoder", false, {}};
    decoder.blocks = {
        bart_embedding(shared_tokens(), positions, hidden), bart_layers(config, "decoder", hidden),
        outside_layers("output head", {output_head(hidden, vocabulary, true, false)})};
    Model model = encoder_decoder("bart", std::move(encoder), std::move(decoder));
    model.longest_text = positions;
    return model;
}

namespace {

// The head that fills in masked tokens: a transform of the width, a norm, the vocabulary.
Block masked_head(const Exact& hidden, const Exact& vocabulary, bool tied) {
    Block block = outside_layers(
        "output head", {linear("transform", hidden, hidden, true, Sublayer::other, {from_stream})});
    Part norm = stored("norm", 2 * hidden);
    norm.reads = {0};
    Part head = output_head(hidden, vocabulary, tied, true);
    head.reads = {add(block, std::move(norm))};
    if (!tied) head.parameters = head.parameters + vocabulary;
    head.active_parameters = head.parameters;
    add(block, std::move(head));
    return block;
}

// What reads the first token alone: a pooler and perhaps whether two sentences follow each other.
Block pooler(const Exact& hidden, bool next_sentence) {
    Part pooled = linear("pooler", hidden, hidden, true, Sublayer::other, {from_stream});
    pooled.positions = Positions::sequence;
    Block block = outside_layers("pooler", {std::move(pooled)});
    if (next_sentence) {
        Part next = linear("next sentence", hidden, 2, true, Sublayer::other, {0});
        next.positions = Positions::sequence;
        add(block, std::move(next));
    }
    return block;
}

}  // namespace

// bert: hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, vocab_size must be
// there; max_position_embeddings (absent: 512), type_vocab_size (absent: 2), tie_word_embeddings
// (absent: true; a head of its own brings a second bias), is_decoder and add_cross_attention
// (absent: false; neither is counted). BertForPreTraining has a pooler and a head for the next
// sentence too, BertModel a pooler and no head.
Model read_bert(Config& config) {
    for (const char* key : {"is_decoder", "add_cross_attention"}) {
        if (config.flag_or(key, false)) report_uncounted(config, key, "BERT as a decoder");
    }
    const Exact hidden = config.size("hidden_size");
    const Exact vocabulary = config.size("vocab_size");
    const Exact positions = config.size_or("max_position_embeddings", 512);
    TransformerLayer shape;
    shape.attention =
        biased_attention(config, hidden, config.size("num_attention_heads"), "num_attention_heads");
    shape.inner = config.size("intermediate_size");
    shape.norm = 2 * hidden;
    shape.norm_after = true;
    Tower tower{TowerRole::encoder, "encoder", false, {}};
    tower.blocks = {
        outside_layers(
            "embedding",
            {lookup("tokens", vocabulary, hidden), lookup("positions", positions, hidden),
             lookup("token types", config.size_or("type_vocab_size", 2), hidden),
             stored("norm", 2 * hidden)}),
        transformer_layers(shape, config.size("num_hidden_layers"))};
    const auto is = [&](std::string_view name) { return config.class_name() == name; };
    if (!is("BertModel")) {
        tower.blocks.push_back(
            masked_head(hidden, vocabulary, config.flag_or("tie_word_embeddings", true)));
    }
    if (is("BertModel") || is("BertForPreTraining")) {
        tower.blocks.push_back(pooler(hidden, is("BertForPreTraining")));
    }
    Model model;
    model.type = "bert";
    model.longest_text = positions;
    model.towers.push_back(std::move(tower));
    return model;
}

}  // namespace flopledger
