// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/sparse_layers.hpp"

#include <algorithm>

namespace flopledger {

namespace {

// Which layers have experts.
std::vector<bool> read_kinds(Config& config, int layers, const Exact& dense_if_absent) {
    std::vector<bool> sparse(static_cast<std::size_t>(layers), false);
    const auto words = layer_words(config, "mlp_layer_types", layers, {"dense", "sparse"});
    const Exact first = config.count_or("first_k_dense_replace", dense_if_absent);
    // DeepSeek's own code puts experts into every n-th layer, transformers into all: one of them is
    // right for the model, and the configuration does not say which.
    if (config.size_or("moe_layer_freq", 1) != Exact(1)) {
        report_unsupported(config, "moe_layer_freq", "dense layers among those with experts");
    }
    for (std::size_t index = 0; index < sparse.size(); ++index) {
        const Exact number = static_cast<std::int64_t>(index);
        sparse[index] = words.empty() ? first <= number : words[index] == "sparse";
    }
    return sparse;
}

}  // namespace

SparseLayers read_sparse_layers(Config& config, const Exact& hidden, const Exact& dense_if_absent) {
    SparseLayers read;
    const int layers = layer_count(config, "num_hidden_layers");
    read.sparse.assign(static_cast<std::size_t>(layers), false);
    if (!config.has("n_routed_experts")) require(config, "n_routed_experts");
    const std::optional<Exact> experts = config.optional_size("n_routed_experts");
    if (experts) {
        read.sparse = read_kinds(config, layers, dense_if_absent);
        read.experts.hidden = hidden;
        read.experts.inner = config.size("moe_intermediate_size");
        read.experts.experts = *experts;
        read.experts.chosen = chosen_experts(config, "num_experts_per_tok", *experts);
        if (!config.has("n_shared_experts")) require(config, "n_shared_experts");
        read.shared_inner = config.count_or("n_shared_experts", 0) * read.experts.inner;
    }
    const bool dense =
        std::find(read.sparse.begin(), read.sparse.end(), false) != read.sparse.end();
    if (dense) read.dense_inner = config.size("intermediate_size");
    read.prediction_modules = config.count_or("num_nextn_predict_layers", 0);
    return read;
}

Model sparse_model(Config& config, const DecoderFrame& frame, const SparseLayers& layers,
                   const AddMixer& add_mixer, const std::vector<std::string>& marks) {
    const auto fill = [&](Block& block, bool sparse, std::size_t number) {
        const int input = add_feed_forward_norm(block, frame.hidden, add_mixer(block, number));
        if (!sparse) {
            add_gated_feed_forward(block, frame.hidden, layers.dense_inner, false, input);
            return;
        }
        add_experts(block, layers.experts, input);
        if (!layers.shared_inner.is_zero()) {
            add_shared_expert(block, frame.hidden, layers.shared_inner, false, input);
        }
    };
    std::vector<Block> blocks;
    for (std::size_t number = 0; number < layers.sparse.size(); ++number) {
        const bool sparse = layers.sparse[number];
        std::string name = sparse ? "layer, experts" : "layer, dense";
        if (number < marks.size() && !marks[number].empty()) name += ", " + marks[number];
        add_layer(blocks, name, [&](Block& block) { fill(block, sparse, number); });
    }
    if (blocks.size() == 1) blocks[0].name = "layer";
    Model model = decoder_model(config, frame, std::move(blocks));
    if (!layers.prediction_modules.is_zero()) {
        Block layer;
        layer.name = "layer";
        fill(layer, layers.sparse.back(), layers.sparse.size());
        model.towers.push_back(
            prediction_tower(frame, layers.prediction_modules, std::move(layer)));
    }
    return model;
}

}  // namespace flopledger
