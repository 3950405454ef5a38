// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "core/read/models/multimodal/encoders.hpp"

namespace flopledger {

namespace {

TransformerLayer whisper_layer(Config& config, const std::string& side, const Exact& hidden) {
    const std::string heads_key = side + "_attention_heads";
    TransformerLayer shape;
    shape.attention = biased_attention(config, hidden, config.size(heads_key), heads_key);
    shape.attention.key_bias = false;
    shape.inner = config.size(side + "_ffn_dim");
    shape.norm = 2 * hidden;
    return shape;
}

// Two convolutions three frames wide; the second steps over two, so the first makes twice as many
// frames as the layers run on.
Block convolutions(const Exact& bins, const Exact& hidden, const Exact& frames) {
    Part first = first_product("convolution 1", 3 * bins, hidden, true, Positions::frames);
    first.positions_factor = 2;
    Part second = linear("convolution 2", 3 * hidden, hidden, true, Sublayer::other, {0});
    second.positions = Positions::frames;
    Part sines = stored("positions of sines", frames * hidden);
    sines.fixed = true;
    return outside_layers("convolutions", {std::move(first), std::move(second), std::move(sines)});
}

}  // namespace

// whisper: d_model, vocab_size and, for each of encoder_ and decoder_, layers, attention_heads and
// ffn_dim must be there; num_mel_bins (absent: 80), max_source_positions (absent: 1500), which is
// how many frames the encoder always runs on, max_target_positions (absent: 448),
// tie_word_embeddings (absent: true). The table of sines is stored and never trained.
Model read_whisper(Config& config) {
    const Exact hidden = config.size("d_model");
    const Exact vocabulary = config.size("vocab_size");
    const Exact frames = config.size_or("max_source_positions", 1500);
    TransformerLayer listening = whisper_layer(config, "encoder", hidden);
    listening.attention.positions = Positions::frames;
    listening.attention.chunk = frames;
    TransformerLayer writing = whisper_layer(config, "decoder", hidden);
    writing.attention.pattern = Pattern::causal;
    writing.crossed = Positions::frames;
    Model model;
    model.type = "whisper";
    model.fixed_frames = frames;
    const Exact longest = config.size_or("max_target_positions", 448);
    model.longest_text = longest;
    Tower encoder{TowerRole::audio, "audio tower", false, {}};
    encoder.blocks = {convolutions(config.size_or("num_mel_bins", 80), hidden, frames),
                      transformer_layers(listening, config.size("encoder_layers")),
                      outside_layers("norm", {stored("norm", 2 * hidden)})};
    Tower decoder{TowerRole::decoder, "decoder", false, {}};
    decoder.blocks = {
        outside_layers("embedding", {lookup("tokens", vocabulary, hidden),
                                     lookup("positions", longest, hidden)}),
        transformer_layers(writing, config.size("decoder_layers")),
        outside_layers(
            "output head",
            {stored("norm", 2 * hidden),
             output_head(hidden, vocabulary, config.flag_or("tie_word_embeddings", true), false)})};
    model.towers.push_back(std::move(encoder));
    model.towers.push_back(std::move(decoder));
    return model;
}

}  // namespace flopledger
