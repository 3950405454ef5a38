// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace flopledger {

namespace {

constexpr int most_layers = 10'000;

Block outside(std::string name, Part part) {
    Block block;
    block.name = std::move(name);
    block.is_layer = false;
    add(block, std::move(part));
    return block;
}

}  // namespace

int layer_count(Config& config, std::string_view key) {
    const Exact count = config.size(key);
    if (most_layers < count) {
        config.out_of_bounds(
            key, fmt::format("'{}' takes a whole number from 1 to {}", key, most_layers),
            "correct the configuration, or state parameters in the ledger");
        return 1;
    }
    return static_cast<int>(count.to_int64());
}

void require(Config& config, std::string_view key) {
    if (!config.has(key) || config.is_null(key)) config.size(key);
}

Exact key_value_heads(Config& config, const Exact& heads, const Exact& absent) {
    constexpr std::string_view key = "num_key_value_heads";
    const Exact count = config.size_or(key, config.has(key) ? heads : absent);
    if (config.ok() && !(heads / count).is_whole()) {
        config.out_of_bounds(
            key, fmt::format("{} query heads cannot share {} key-value heads evenly", heads.text(),
                             count.text()));
    }
    return count;
}

Exact head_size(Config& config, const Exact& hidden, const Exact& heads) {
    const std::optional<Exact> written = config.optional_size("head_dim");
    if (written) return *written;
    if (config.ok() && !(hidden / heads).is_whole()) {
        config.out_of_bounds("num_attention_heads",
                             fmt::format("a hidden size of {} cannot be shared evenly by {} heads",
                                         hidden.text(), heads.text()),
                             "write head_dim where a head has a size of its own");
    }
    return hidden / heads;
}

Exact chosen_experts(Config& config, std::string_view key, const Exact& experts) {
    const Exact chosen = config.size(key);
    if (config.ok() && experts < chosen) {
        config.out_of_bounds(key, fmt::format("{} experts for a token, but there are {}",
                                              chosen.text(), experts.text()));
    }
    return chosen;
}

std::vector<std::string> layer_words(Config& config, std::string_view key, int layers,
                                     const std::vector<std::string_view>& known) {
    std::vector<std::string> list = config.texts(key);
    if (list.empty() || !config.ok()) return {};
    if (list.size() != static_cast<std::size_t>(layers)) {
        config.conflict(
            key, fmt::format("'{}' names {} layers, but there are {}", key, list.size(), layers));
        return {};
    }
    for (const std::string& text : list) {
        if (std::find(known.begin(), known.end(), text) != known.end()) continue;
        report_unsupported(config, key, fmt::format("layers of the kind '{}'", shown(text)));
        return {};
    }
    return list;
}

std::vector<bool> listed_layers(Config& config, std::string_view key, int layers) {
    std::vector<bool> listed(static_cast<std::size_t>(layers), false);
    for (const Exact& number : config.numbers(key)) {
        if (number < Exact(layers)) listed[static_cast<std::size_t>(number.to_int64())] = true;
    }
    return listed;
}

void report_unsupported(Config& config, std::string_view key, std::string_view what) {
    config.unsupported(key, fmt::format("'{}' asks for {}, not counted", key, what),
                       "state parameters or FLOP per token in the ledger instead");
}

int add_norm(Block& block, std::string name, const Exact& parameters, Sublayer sublayer,
             std::vector<int> reads) {
    Part norm = scale(std::move(name), parameters, sublayer);
    norm.reads = std::move(reads);
    return add(block, std::move(norm));
}

int add_attention_half(Block& block, const AttentionShape& shape, const Exact& norm) {
    const int input = add_norm(block, "attention norm", norm, Sublayer::attention, {from_stream});
    return add_attention(block, shape, input);
}

int add_feed_forward_norm(Block& block, const Exact& norm, int mixed) {
    return add_norm(block, "feed-forward norm", norm, Sublayer::feed_forward, {from_stream, mixed});
}

void add_shared_expert(Block& block, const Exact& hidden, const Exact& inner, bool gate,
                       int input) {
    const auto half = Sublayer::feed_forward;
    std::vector<int> reads{
        add(block, linear("shared expert: gate", hidden, inner, false, half, {input})),
        add(block, linear("shared expert: up", hidden, inner, false, half, {input}))};
    if (gate) {
        reads.push_back(
            add(block, linear("shared expert: weight", hidden, 1, false, half, {input})));
    }
    add(block, linear("shared expert: down", inner, hidden, false, half, std::move(reads)));
}

DecoderFrame read_frame(Config& config, bool tied_if_absent) {
    DecoderFrame frame;
    frame.hidden = config.size("hidden_size");
    frame.vocabulary = config.size("vocab_size");
    frame.final_norm = frame.hidden;
    frame.tied = config.flag_or("tie_word_embeddings", tied_if_absent);
    return frame;
}

Tower decoder_tower(const DecoderFrame& frame, std::vector<Block> layers) {
    Tower tower;
    tower.role = TowerRole::decoder;
    tower.name = "decoder";
    tower.reads_towers = true;
    tower.blocks.push_back(
        outside("embedding", lookup("embedding", frame.vocabulary, frame.hidden)));
    for (Block& layer : layers) tower.blocks.push_back(std::move(layer));
    tower.blocks.push_back(
        outside("final norm", scale("final norm", frame.final_norm, Sublayer::other)));
    tower.blocks.push_back(outside(
        "output head", output_head(frame.hidden, frame.vocabulary, frame.tied, frame.head_bias)));
    return tower;
}

Model decoder_model(Config& config, const DecoderFrame& frame, std::vector<Block> layers) {
    Model model;
    model.type = config.text("model_type");
    model.towers.push_back(decoder_tower(frame, std::move(layers)));
    return model;
}

Tower prediction_tower(const DecoderFrame& frame, const Exact& modules, Block layer) {
    Tower tower;
    tower.role = TowerRole::multi_token_prediction;
    tower.name = "multi-token prediction";
    tower.reads_towers = true;
    Block joined;
    joined.name = "projection";
    joined.is_layer = false;
    const int stream =
        add_norm(joined, "stream norm", frame.hidden, Sublayer::other, {from_stream});
    const int next =
        add_norm(joined, "embedding norm", frame.hidden, Sublayer::other, {from_stream});
    add(joined, linear("projection", 2 * frame.hidden, frame.hidden, false, Sublayer::other,
                       {stream, next}));
    tower.blocks = {
        std::move(joined), std::move(layer),
        outside("final norm", scale("final norm", frame.final_norm, Sublayer::other)),
        outside("output head", output_head(frame.hidden, frame.vocabulary, true, false))};
    for (Block& block : tower.blocks) block.count = modules;
    return tower;
}

}  // namespace flopledger
