// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/multimodal/encoders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/read/models/bricks/families.hpp"

namespace flopledger {

namespace {

constexpr std::array families{Family{"t5", read_t5},     Family{"bart", read_bart},
                              Family{"bert", read_bert}, Family{"whisper", read_whisper},
                              Family{"vit", read_vit},   Family{"clip", read_clip}};

int add_norm_of(Block& block, const char* name, const Exact& parameters, Sublayer half,
                std::vector<int> reads) {
    Part part = scale(name, parameters, half);
    part.reads = std::move(reads);
    return add(block, std::move(part));
}

// What adds up to the stream after each half, while a layer is built.
class LayerBuilder {
  public:
    LayerBuilder(const TransformerLayer& shape, Block& block) : shape_(shape), block_(block) {}

    void attend(const AttentionShape& attention, const char* norm) {
        run(norm, Sublayer::attention,
            [&](int input) { return add_attention(block_, attention, input); });
    }

    void feed_forward() {
        const Exact& hidden = shape_.attention.hidden;
        run("feed-forward norm", Sublayer::feed_forward, [&](int input) {
            return shape_.gated ? add_gated_feed_forward(block_, hidden, shape_.inner,
                                                         shape_.feed_forward_bias, input)
                                : add_feed_forward(block_, hidden, shape_.inner,
                                                   shape_.feed_forward_bias, input);
        });
    }

  private:
    template <typename Half>
    void run(const char* norm, Sublayer sublayer, const Half& half) {
        if (shape_.norm_after) {
            // The stream is one part here: the block's input or the last norm.
            stream_.push_back(half(stream_.back()));
            stream_ = {add_norm_of(block_, norm, shape_.norm, sublayer, stream_)};
        } else {
            stream_.push_back(half(add_norm_of(block_, norm, shape_.norm, sublayer, stream_)));
        }
    }

    const TransformerLayer& shape_;
    Block& block_;
    std::vector<int> stream_{from_stream};
};

}  // namespace

std::span<const Family> encoder_families() { return families; }

Block transformer_layers(const TransformerLayer& shape, const Exact& count) {
    Block block{shape.crossed ? "decoder layer" : "layer", count, true, {}};
    LayerBuilder layer(shape, block);
    layer.attend(shape.attention, "attention norm");
    if (shape.crossed) {
        AttentionShape cross = shape.attention;
        cross.crossed = shape.crossed;
        layer.attend(cross, "cross-attention norm");
    }
    layer.feed_forward();
    if (!shape.crossed) place_at(block, shape.attention.positions);
    return block;
}

AttentionShape biased_attention(Config& config, const Exact& hidden, const Exact& heads,
                                std::string_view heads_key) {
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = heads;
    shape.key_value_heads = heads;
    shape.head_size = hidden / heads;
    shape.query_bias = true;
    shape.output_bias = true;
    shape.pattern = Pattern::bidirectional;
    if (!shape.head_size.is_whole()) {
        config.out_of_bounds(heads_key,
                             fmt::format("a width of {} is not to be shared out among {} heads",
                                         hidden.text(), heads.text()),
                             "correct the configuration");
    }
    return shape;
}

Block outside_layers(std::string name, std::vector<Part> parts) {
    return {std::move(name), 1, false, std::move(parts)};
}

Part stored(std::string name, const Exact& parameters) {
    return scale(std::move(name), parameters, Sublayer::other);
}

Part first_product(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
                   Positions positions) {
    Part part = linear(std::move(name), inputs, outputs, bias, Sublayer::other, {from_data});
    part.positions = positions;
    return part;
}

Part pooled_product(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
                    Positions positions, const Exact& of) {
    Part part = linear(std::move(name), inputs, outputs, bias, Sublayer::other, {from_stream});
    part.positions = positions;
    part.positions_factor = 1 / of;
    return part;
}

void report_uncounted(Config& config, std::string_view key, std::string_view what) {
    config.unsupported(key, fmt::format("{} is not counted yet", what),
                       "state parameters or flop_per_example in the ledger instead");
}

PatchGrid read_patch_grid(Config& config, const std::optional<Exact>& absent_image,
                          const std::optional<Exact>& absent_patch) {
    const Exact image =
        absent_image ? config.size_or("image_size", *absent_image) : config.size("image_size");
    const Exact patch =
        absent_patch ? config.size_or("patch_size", *absent_patch) : config.size("patch_size");
    const Exact side = (image / patch).floor();
    if (side.is_zero()) {
        config.out_of_bounds("patch_size", "a patch is larger than the image",
                             "correct the configuration");
        return {1, 1};
    }
    return {patch * patch, side * side};
}

}  // namespace flopledger
