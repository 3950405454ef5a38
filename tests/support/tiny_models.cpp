// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_models.hpp"

#include <utility>

#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

namespace {

Model tiny(std::vector<Tower> towers) {
    Model model;
    model.type = "tiny";
    model.towers = std::move(towers);
    return model;
}

constexpr auto attention_half = Sublayer::attention;
constexpr auto feed_forward_half = Sublayer::feed_forward;

int norm(Block& block, const Exact& parameters, Sublayer half, std::vector<int> reads) {
    Part part = scale("norm", parameters, half);
    part.reads = std::move(reads);
    return add(block, std::move(part));
}

// What stands outside of the layers: one part, or the norm and the head.
Block outside(std::string name, std::vector<Part> parts) {
    return {std::move(name), 1, false, std::move(parts)};
}

Block head(const Exact& width, const Exact& words, bool tied, const Exact& norm_parameters) {
    return outside("head", {scale("norm", norm_parameters, Sublayer::other),
                            output_head(width, words, tied, false)});
}

Model one_tower(Tower tower) { return tiny({std::move(tower)}); }

Tower decoder(std::vector<Block> blocks) {
    return {TowerRole::decoder, "decoder", false, std::move(blocks)};
}

// A layer of biased attention and plain feed-forward four times as wide, as GPT-2 and ViT have.
Block biased_layer(const Exact& count, const Exact& hidden, const Exact& heads, Pattern pattern,
                   Positions positions) {
    Block block{"layer", count, true, {}};
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = heads;
    shape.key_value_heads = heads;
    shape.head_size = hidden / heads;
    shape.query_bias = true;
    shape.output_bias = true;
    shape.pattern = pattern;
    const int attended =
        add_attention(block, shape, norm(block, 2 * hidden, attention_half, {from_stream}));
    const int normed = norm(block, 2 * hidden, feed_forward_half, {from_stream, attended});
    add_feed_forward(block, hidden, 4 * hidden, true, normed);
    place_at(block, positions);
    return block;
}

AttentionShape grouped(const Exact& hidden, const Exact& heads, const Exact& key_value_heads,
                       const Exact& head_size) {
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = heads;
    shape.key_value_heads = key_value_heads;
    shape.head_size = head_size;
    return shape;
}

// The attention half of a layer and the norm after it; gives what the other half reads.
int unbiased_half(Block& block, const AttentionShape& shape) {
    const int attended =
        add_attention(block, shape, norm(block, shape.hidden, attention_half, {from_stream}));
    return norm(block, shape.hidden, feed_forward_half, {from_stream, attended});
}

Block llama_layer(const Exact& count, const AttentionShape& shape, const Exact& inner) {
    Block block{"layer", count, true, {}};
    add_gated_feed_forward(block, shape.hidden, inner, false, unbiased_half(block, shape));
    return block;
}

Tower llama_tower(const AttentionShape& shape) {
    return decoder({outside("embedding", {lookup("tokens", 112, 48)}), llama_layer(3, shape, 80),
                    head(48, 112, false, 48)});
}

// A layer of T5: attention, over an encoder's output too where it is a decoder's, feed-forward.
Block t5_layer(bool gated, bool crossing) {
    Block block{"layer", 2, true, {}};
    AttentionShape shape = grouped(32, 2, 2, 12);
    shape.positions = crossing ? Positions::text : Positions::source;
    shape.pattern = crossing ? Pattern::causal : Pattern::bidirectional;
    std::vector<int> stream{from_stream};
    stream.push_back(add_attention(block, shape, norm(block, 32, attention_half, stream)));
    if (crossing) {
        shape.crossed = Positions::source;
        stream.push_back(add_attention(block, shape, norm(block, 32, attention_half, stream)));
    }
    const int normed = norm(block, 32, feed_forward_half, stream);
    const std::size_t before = block.parts.size();
    if (gated) {
        add_gated_feed_forward(block, 32, 64, false, normed);
    } else {
        add_feed_forward(block, 32, 64, false, normed);
    }
    for (std::size_t index = before; index < block.parts.size(); ++index) {
        block.parts[index].positions = shape.positions;
    }
    return block;
}

// A convolution over pixels or sound: no gradient is needed below it.
Part first_convolution(const Exact& inputs, const Exact& outputs, Positions positions) {
    Part part = linear("convolution", inputs, outputs, true, Sublayer::other, {from_data});
    part.positions = positions;
    return part;
}

// 16 patches of 4 x 4 pixels in 3 colours; the layers run on a class token too.
Tower vision_tower() {
    Part patches = first_convolution(48, 24, Positions::patches);
    patches.positions_factor = Exact::ratio(16, 17);
    return {TowerRole::vision,
            "vision",
            false,
            {outside("embedding", {patches, scale("class", 24, Sublayer::other),
                                   scale("positions", 17 * 24, Sublayer::other)}),
             biased_layer(2, 24, 3, Pattern::bidirectional, Positions::patches)}};
}

}  // namespace

Model tiny_gpt2(bool tied) {
    return one_tower(decoder(
        {outside("embedding", {lookup("tokens", 96, 32), lookup("positions", 16, 32)}),
         biased_layer(2, 32, 4, Pattern::causal, Positions::text), head(32, 96, tied, 64)}));
}

Model tiny_llama() { return one_tower(llama_tower(grouped(48, 6, 2, 8))); }

Model tiny_llama_with_window() {
    AttentionShape shape = grouped(48, 6, 2, 8);
    shape.window = 4;
    return one_tower(llama_tower(shape));
}

Model tiny_llama_with_module() {
    Model model = tiny_llama();
    Block joint = outside("joint", {scale("norm of stream", 48, Sublayer::other),
                                    scale("norm of embedding", 48, Sublayer::other)});
    add(joint, linear("projection", 96, 48, false, Sublayer::other, {0, 1}));
    model.towers.push_back(
        {TowerRole::multi_token_prediction,
         "module",
         true,
         {joint, llama_layer(1, grouped(48, 6, 2, 8), 80), head(48, 112, true, 48)}});
    return model;
}

Model tiny_gemma() {
    return one_tower(decoder({outside("embedding", {lookup("tokens", 64, 40)}),
                              llama_layer(1, grouped(40, 4, 1, 16), 96), head(40, 64, false, 40)}));
}

Model tiny_mixture() {
    Block block{"layer", 1, true, {}};
    const int normed = unbiased_half(block, grouped(48, 6, 2, 8));
    ExpertShape experts;
    experts.hidden = 48;
    experts.inner = 24;
    experts.experts = 8;
    experts.chosen = 3;
    add_experts(block, experts, normed);
    add_gated_feed_forward(block, 48, 40, false, normed);
    return one_tower(decoder(
        {outside("embedding", {lookup("tokens", 112, 48)}), block, head(48, 112, false, 48)}));
}

Model tiny_latent() {
    Block block{"layer", 1, true, {}};
    const auto project = [&](const char* name, Exact inputs, Exact outputs, int read) {
        return add(block, linear(name, inputs, outputs, false, attention_half, {read}));
    };
    const int input = norm(block, 64, attention_half, {from_stream});
    const int query_down = project("query: down", 64, 24, input);
    const int query =
        project("query: up", 24, 4 * 16, norm(block, 24, attention_half, {query_down}));
    const int latent = project("key and value: down", 64, 20 + 4, input);
    const int expanded =
        project("key and value: up", 20, 4 * 22, norm(block, 20, attention_half, {latent}));
    Part scores;
    scores.name = "scores";
    scores.kind = PartKind::scores;
    scores.sublayer = attention_half;
    scores.reads = {query, expanded, expanded};
    scores.score_multiply_adds = 4 * 16;
    scores.value_multiply_adds = 4 * 10;
    const int attended = project("output", 4 * 10, 64, add(block, scores));
    add_gated_feed_forward(block, 64, 96, false,
                           norm(block, 64, feed_forward_half, {from_stream, attended}));
    return one_tower(decoder(
        {outside("embedding", {lookup("tokens", 80, 64)}), block, head(64, 80, false, 64)}));
}

Model tiny_vision() {
    Tower tower = vision_tower();
    Part classifier = linear("classifier", 24, 10, true, Sublayer::other, {from_stream});
    classifier.positions = Positions::sequence;
    tower.blocks.push_back(outside("classifier", {scale("norm", 48, Sublayer::other), classifier}));
    return one_tower(tower);
}

Model tiny_t5(bool gated, bool tied) {
    const Tower encoder{TowerRole::encoder,
                        "encoder",
                        false,
                        {outside("embedding", {lookup("tokens", 88, 32)}), t5_layer(gated, false),
                         outside("norm", {scale("norm", 32, Sublayer::other)})}};
    return tiny({encoder, decoder({outside("embedding", {lookup("tokens", 0, 32)}),
                                   t5_layer(gated, true), head(32, 88, tied, 32)})});
}

Model tiny_whisper() {
    Block convolutions = outside("convolutions", {first_convolution(24, 24, Positions::frames)});
    convolutions.parts[0].positions_factor = 2;
    add(convolutions, linear("convolution", 72, 24, true, Sublayer::other, {0}));
    convolutions.parts[1].positions = Positions::frames;
    return one_tower(
        {TowerRole::audio,
         "encoder",
         false,
         {convolutions, biased_layer(1, 24, 3, Pattern::bidirectional, Positions::frames),
          outside("norm", {scale("norm", 48, Sublayer::other)})}});
}

Model tiny_vision_language() {
    Tower vision = vision_tower();
    // The tower was built with a classifier that does not run.
    vision.blocks.push_back(outside("classifier", {scale("norm", 48, Sublayer::other),
                                                   scale("classifier", 250, Sublayer::other)}));
    Block projector =
        outside("projector", {linear("projector", 24, 48, true, Sublayer::other, {from_stream})});
    add(projector, linear("projector", 48, 48, true, Sublayer::other, {0}));
    place_at(projector, Positions::image_tokens);
    Tower language = llama_tower(grouped(48, 6, 2, 8));
    language.reads_towers = true;
    return tiny({vision, {TowerRole::projector, "projector", true, {projector}}, language});
}

Model tiny_dispatch() {
    Block block{"layer", 1, true, {}};
    const int normed = unbiased_half(block, grouped(48, 6, 2, 8));
    const int router = add(block, linear("router", 48, 4, false, feed_forward_half, {normed}));
    // A mask without gradient takes tokens to 4 x 10 places, another with one brings them back.
    Part dispatch;
    dispatch.name = "dispatch";
    dispatch.kind = PartKind::scores;
    dispatch.reads = {from_data, from_data, normed};
    dispatch.value_multiply_adds = 4 * 10 * 48;
    dispatch.pattern = Pattern::cross;
    dispatch.keys = Positions::sequence;
    const int dispatched = add(block, dispatch);
    // 40 places for the 32 tokens of both sequences.
    const auto expert = [&](const char* name, Exact inputs, Exact outputs, int read) {
        Part part = expert_linear(name, inputs, outputs, false, 4, 1, {read});
        part.positions_factor = Exact::ratio(40, 32);
        return add(block, std::move(part));
    };
    const int up = expert("experts: up", 48, 64, dispatched);
    const int down = expert("experts: down", 64, 48, up);
    Part combine = dispatch;
    combine.name = "combine";
    combine.reads = {router, router, down};
    add(block, combine);
    return one_tower(decoder(
        {outside("embedding", {lookup("tokens", 112, 48)}), block, head(48, 112, false, 48)}));
}

Model tiny_mamba() {
    Block block{"layer", 1, true, {}};
    const auto project = [&](const char* name, Exact inputs, Exact outputs, bool bias, int read) {
        return add(block, linear(name, inputs, outputs, bias, Sublayer::other, {read}));
    };
    const int normed = norm(block, 32 + 32, Sublayer::other, {from_stream});
    const int input = project("input", 32, 128, false, normed);
    // 4 weights and a bias a channel; 16 positions with 3 padded make 19 outputs.
    Part convolution = linear("convolution", 4, 64, true, Sublayer::other, {input});
    convolution.positions_factor = Exact::ratio(19, 16);
    const int convolved = add(block, convolution);
    const int parameters = project("state parameters", 64, 3 + 2 * 4, false, convolved);
    const int step = project("step size", 3, 64, true, parameters);
    Part recurrence = scale("recurrence", 64 * 4 + 64, Sublayer::other);
    recurrence.reads = {step, convolved};
    project("output", 64, 32, false, add(block, recurrence));
    return one_tower(decoder(
        {outside("embedding", {lookup("tokens", 64, 32)}), block, head(32, 64, false, 32)}));
}

Model tiny_chunked_mamba() {
    Block block{"layer", 1, true, {}};
    const int normed = norm(block, 32, Sublayer::other, {from_stream});
    const int input =
        add(block, linear("input", 32, 2 * 32 + 2 * 2 * 6 + 4, false, Sublayer::other, {normed}));
    // Chunks of 8: 8 x 6 and 6 x 8 a head inside of the first factor, 8 x 8 and 6 x 8 in the other.
    Part chunks;
    chunks.name = "recurrence over chunks";
    chunks.kind = PartKind::scores;
    chunks.reads = {input, input, input};
    chunks.score_multiply_adds = 4 * (8 * 6 + 6 * 8);
    chunks.value_multiply_adds = 4 * (8 * 8 + 6 * 8);
    chunks.pattern = Pattern::cross;
    chunks.keys = Positions::sequence;
    const int scanned = add(block, chunks);
    const int gated = norm(block, 32 + 4, Sublayer::other, {scanned});
    add(block, linear("output", 32, 32, false, Sublayer::other, {gated}));
    return one_tower(decoder(
        {outside("embedding", {lookup("tokens", 64, 32)}), block, head(32, 64, false, 32)}));
}

}  // namespace flopledger
