// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/decoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/read/models/bricks/activations.hpp"

namespace flopledger {

namespace {

std::string_view truth(bool value) { return value ? "true" : "false"; }

int add_layer_feed_forward(Block& block, const LayerShape& shape, int input) {
    const Exact& hidden = shape.attention.hidden;
    if (shape.gated) {
        return add_gated_feed_forward(block, hidden, shape.inner, shape.feed_forward_bias, input);
    }
    return add_feed_forward(block, hidden, shape.inner, shape.feed_forward_bias, input);
}

}  // namespace

Exact divided_head_size(Config& config, const Exact& hidden, const Exact& heads,
                        std::string_view heads_key) {
    const Exact size = hidden / heads;
    if (size.is_whole()) return size;
    if (hidden == 1 && !config.ok()) return 1;  // what stands for a size that is missing
    config.conflict(
        heads_key,
        fmt::format("{} heads do not divide a hidden size of {}", heads.text(), hidden.text()),
        "state the size of a head, or correct the configuration");
    return 1;
}

void check_key_value_heads(Config& config, const DecoderSizes& sizes, std::string_view key) {
    if ((sizes.heads / sizes.key_value_heads).is_whole()) return;
    config.conflict(key,
                    fmt::format("{} key-value heads do not divide {} heads",
                                sizes.key_value_heads.text(), sizes.heads.text()),
                    "correct the configuration: each key-value head serves equally many heads");
}

void check_activation(Config& config, std::string_view key) {
    const std::string name = config.text(key);
    if (name.empty() || is_pointwise(name)) return;
    config.unsupported(
        key,
        fmt::format("the activation '{}' is not known, and may change the widths of the "
                    "feed-forward",
                    name),
        "state parameters in the ledger instead of this configuration");
}

void check_flag(Config& config, std::string_view key, bool counted) {
    if (config.flag_or(key, counted) == counted) return;
    config.unsupported(
        key, fmt::format("models of this type are counted with '{}' {} only", key, truth(counted)),
        "state parameters in the ledger instead of this configuration");
}

DecoderSizes read_decoder_sizes(Config& config, const DecoderDefaults& defaults) {
    const auto size = [&](std::string_view key, const std::optional<Exact>& absent) {
        return absent && !config.has(key) ? *absent : config.size(key);
    };
    DecoderSizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.layers = config.size("num_hidden_layers");
    sizes.heads = size("num_attention_heads", defaults.heads);
    sizes.inner = config.size("intermediate_size");
    sizes.vocabulary = size("vocab_size", defaults.vocabulary);
    sizes.tied = config.flag_or("tie_word_embeddings", defaults.tied);
    sizes.key_value_heads = config.has("num_key_value_heads")
                                ? config.size_or("num_key_value_heads", sizes.heads)
                                : defaults.key_value_heads.value_or(sizes.heads);
    check_key_value_heads(config, sizes, "num_key_value_heads");
    const bool stated = config.has("head_dim") && !config.is_null("head_dim");
    if (stated || defaults.head_size) {
        sizes.head_size = size("head_dim", defaults.head_size);
    } else {
        sizes.head_size =
            divided_head_size(config, sizes.hidden, sizes.heads, "num_attention_heads");
    }
    return sizes;
}

AttentionShape attention_of(const DecoderSizes& sizes) {
    AttentionShape shape;
    shape.hidden = sizes.hidden;
    shape.heads = sizes.heads;
    shape.key_value_heads = sizes.key_value_heads;
    shape.head_size = sizes.head_size;
    return shape;
}

int add_norm(Block& block, std::string name, const Exact& parameters, Sublayer sublayer,
             int input) {
    Part norm = scale(std::move(name), parameters, sublayer);
    norm.reads = {input};
    return add(block, std::move(norm));
}

Block layers_of(const LayerShape& shape, const Exact& count) {
    Block block;
    block.name = "layer";
    block.count = count;
    const auto norm = [&](const char* name, Sublayer sublayer, int input) {
        return add_norm(block, name, shape.norm, sublayer, input);
    };
    const NormPlace place = shape.norms;
    const bool first = place != NormPlace::after;
    const bool behind = place == NormPlace::after || place == NormPlace::around;
    const auto attention = Sublayer::attention;
    const auto feed_forward = Sublayer::feed_forward;
    const int normed = first ? norm("attention norm", attention, from_stream) : from_stream;
    int attended = add_attention(block, shape.attention, normed);
    if (behind) attended = norm("norm behind attention", attention, attended);
    // What attention makes needs a gradient wherever the stream it read does, so that the second
    // half need not name the stream as well.
    int input = attended;
    if (place == NormPlace::shared) input = normed;
    if (place == NormPlace::beside) input = from_stream;
    if (first && place != NormPlace::shared) {
        input = norm("feed-forward norm", feed_forward, input);
    }
    const int made = add_layer_feed_forward(block, shape, input);
    if (behind) norm("norm behind feed-forward", feed_forward, made);
    return block;
}

std::vector<Block> windowed_layers(LayerShape shape, const std::vector<WindowedLayers>& groups) {
    std::vector<Block> blocks;
    for (const WindowedLayers& group : groups) {
        if (group.count.is_zero()) continue;
        shape.attention.window = group.window;
        blocks.push_back(layers_of(shape, group.count));
        if (group.window) blocks.back().name = "layer, window " + group.window->text();
    }
    return blocks;
}

std::vector<WindowedLayers> read_layer_types(Config& config, const Exact& layers,
                                             const std::optional<Exact>& window) {
    std::vector<WindowedLayers> groups;
    const std::vector<std::string> types = config.texts("layer_types");
    if (layers != Exact(static_cast<std::int64_t>(types.size()))) {
        config.conflict(
            "layer_types",
            fmt::format("'layer_types' names {} layers of {}", types.size(), layers.text()),
            "correct the configuration: one word for each layer");
    }
    for (const std::string& type : types) {
        const bool sliding = type == "sliding_attention";
        if (!sliding && type != "full_attention") {
            config.unsupported("layer_types",
                               fmt::format("'{}' is no type of layer that this model has", type));
            return groups;
        }
        if (sliding && !window) {
            config.conflict("layer_types",
                            "a layer is 'sliding_attention', but no window is stated",
                            "state 'sliding_window'");
            return groups;
        }
        const auto group = std::find_if(
            groups.begin(), groups.end(),
            [&](const WindowedLayers& earlier) { return earlier.window.has_value() == sliding; });
        if (group == groups.end()) {
            groups.push_back({sliding ? window : std::nullopt, 1});
        } else {
            group->count = group->count + 1;
        }
    }
    return groups;
}

DecoderEnds ends_of(const DecoderSizes& sizes, const Exact& final_norm) {
    return {{lookup("token embedding", sizes.vocabulary, sizes.hidden)},
            final_norm,
            {output_head(sizes.hidden, sizes.vocabulary, sizes.tied, false)}};
}

Tower decoder_tower(DecoderEnds ends, std::vector<Block> layers) {
    const auto outside = [](const char* name, std::vector<Part> parts) {
        Block block;
        block.name = name;
        block.is_layer = false;
        block.parts = std::move(parts);
        return block;
    };
    Tower tower;
    tower.name = "decoder";
    tower.blocks.push_back(outside("embedding", std::move(ends.embedding)));
    for (Block& block : layers) tower.blocks.push_back(std::move(block));
    if (!ends.final_norm.is_zero()) {
        tower.blocks.push_back(
            outside("final norm", {scale("final norm", ends.final_norm, Sublayer::other)}));
    }
    tower.blocks.push_back(outside("output head", std::move(ends.head)));
    return tower;
}

Model decoder_model(Config& config, Tower tower) {
    Model model;
    model.type = config.text("model_type");
    model.towers.push_back(std::move(tower));
    return model;
}

Tower prediction_tower(const DecoderSizes& sizes, Block layer) {
    const Exact modules = layer.count;
    const auto outside = [&](const char* name) {
        Block block;
        block.name = name;
        block.count = modules;
        block.is_layer = false;
        return block;
    };
    Block joining = outside("joining");
    const auto other = Sublayer::other;
    const int token = add_norm(joining, "token norm", sizes.hidden, other, from_stream);
    const int stream = add_norm(joining, "stream norm", sizes.hidden, other, from_stream);
    add(joining, linear("joining", 2 * sizes.hidden, sizes.hidden, false, other, {token, stream}));
    Block norm = outside("final norm");
    add(norm, scale("final norm", sizes.hidden, other));
    Block head = outside("output head");
    add(head, output_head(sizes.hidden, sizes.vocabulary, true, false));
    Tower tower;
    tower.role = TowerRole::multi_token_prediction;
    tower.name = "multi-token prediction";
    tower.reads_towers = true;
    tower.blocks = {std::move(joining), std::move(layer), std::move(norm), std::move(head)};
    return tower;
}

}  // namespace flopledger
