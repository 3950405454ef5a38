// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/latent_attention.hpp"

#include <utility>

#include "core/read/models/bricks/layers.hpp"

namespace flopledger {

namespace {

constexpr auto half = Sublayer::attention;

// Scores of the indexer over all earlier positions. Its inputs are cut off from the gradient, since
// it learns from its own loss; so its projections need gradients of their weights alone. Summing
// heads by their weights is the second product. What ranks the positions is no matrix product.
void add_indexer(Block& block, const LatentShape& shape) {
    const IndexerShape& indexer = *shape.indexer;
    const int query =
        add(block, linear("indexer: query", *shape.query_rank, indexer.heads * indexer.head_size,
                          false, half, {from_data}));
    const int key = add(
        block, linear("indexer: key", shape.hidden, indexer.head_size, false, half, {from_data}));
    block.parts[static_cast<std::size_t>(key)].kept = indexer.head_size;
    const int normed = add_norm(block, "indexer: key norm", 2 * indexer.head_size, half, {key});
    const int weights = add(
        block, linear("indexer: weights", shape.hidden, indexer.heads, false, half, {from_data}));
    Part scores;
    scores.name = "indexer: scores";
    scores.kind = PartKind::scores;
    scores.sublayer = half;
    scores.reads = {query, normed, weights};
    scores.score_multiply_adds = indexer.heads * indexer.head_size;
    scores.value_multiply_adds = indexer.heads;
    add(block, std::move(scores));
}

// Gives the index of the query.
int add_query(Block& block, const LatentShape& shape, int input) {
    const Exact width = shape.heads * (shape.plain_size + shape.rotary_size);
    if (!shape.query_rank) {
        return add(block, linear("query", shape.hidden, width, false, half, {input}));
    }
    const int down = add(
        block, linear("query down", shape.hidden, *shape.query_rank, shape.bias, half, {input}));
    const int normed = add_norm(block, "query latent norm", *shape.query_rank, half, {down});
    return add(block, linear("query up", *shape.query_rank, width, false, half, {normed}));
}

}  // namespace

LatentShape read_latent(Config& config, const Exact& hidden, const LatentDefaults& defaults) {
    LatentShape shape;
    shape.hidden = hidden;
    shape.heads = config.size("num_attention_heads");
    shape.query_rank = defaults.query_rank;
    if (config.has("q_lora_rank")) shape.query_rank = config.optional_size("q_lora_rank");
    shape.key_value_rank = config.size_or("kv_lora_rank", defaults.key_value_rank);
    shape.plain_size = config.size_or("qk_nope_head_dim", defaults.plain_size);
    shape.rotary_size = config.size_or("qk_rope_head_dim", defaults.rotary_size);
    shape.value_size = config.size_or("v_head_dim", defaults.value_size);
    shape.bias = config.flag_or("attention_bias", false);
    return shape;
}

IndexerShape read_indexer(Config& config, const LatentShape& shape) {
    if (!shape.query_rank) {
        report_unsupported(config, "q_lora_rank", "an indexer without a query's latent vector");
    }
    return {config.size("index_n_heads"), config.size("index_head_dim"), config.size("index_topk")};
}

std::vector<std::string> read_shared_indexers(Config& config, int layers) {
    std::vector<std::string> kinds =
        layer_words(config, "indexer_types", layers, {"full", "shared"});
    std::string key = "indexer_types";
    const std::string pattern = config.text("index_topk_pattern");
    const Exact period = larger(config.count_or("index_topk_freq", 1), 1);
    const Exact offset = config.count_or("index_skip_topk_offset", 2);
    if (kinds.empty() && !pattern.empty()) {
        key = "index_topk_pattern";
        const bool fits = pattern.size() == static_cast<std::size_t>(layers) &&
                          pattern.find_first_not_of("FS") == std::string::npos;
        if (!fits) config.conflict(key, "the pattern takes F or S for each layer");
        for (const char letter : pattern) kinds.emplace_back(letter == 'S' ? "shared" : "full");
    } else if (kinds.empty()) {
        key = "index_topk_freq";
        for (int number = 0; number < layers; ++number) {
            const Exact behind = larger(Exact(number) - offset + 1, 0);
            kinds.emplace_back((behind / period).is_whole() ? "full" : "shared");
        }
    }
    if (config.ok() && kinds.front() == "shared") {
        config.conflict(key, "the first layer shares an indexer, and there is none before it");
    }
    for (std::string& kind : kinds) kind = kind == "shared" ? "shared indexer" : "";
    return kinds;
}

int add_latent_attention(Block& block, const LatentShape& shape) {
    const Exact score_width = shape.heads * (shape.plain_size + shape.rotary_size);
    const Exact value_width = shape.heads * shape.value_size;
    const int input = add_norm(block, "attention norm", shape.hidden, half, {from_stream});
    const int query = add_query(block, shape, input);
    const int down =
        add(block, linear("key and value down", shape.hidden,
                          shape.key_value_rank + shape.rotary_size, shape.bias, half, {input}));
    // The latent and the turned part of the key are all that decoding keeps (section 2.1.2).
    block.parts[static_cast<std::size_t>(down)].kept = shape.key_value_rank + shape.rotary_size;
    const int normed =
        add_norm(block, "key and value latent norm", shape.key_value_rank, half, {down});
    const int up = add(
        block, linear("key and value up", shape.key_value_rank,
                      shape.heads * (shape.plain_size + shape.value_size), false, half, {normed}));
    // Without a rank the indexer has been refused; the rest is read for further faults.
    if (shape.indexer && shape.query_rank && shape.scores_positions) add_indexer(block, shape);
    Part scores;
    scores.name = "scores";
    scores.kind = PartKind::scores;
    scores.sublayer = half;
    scores.reads = {query, up, up};
    scores.score_multiply_adds = score_width;
    scores.value_multiply_adds = value_width;
    if (shape.indexer) scores.window = shape.indexer->chosen;
    const int attended = add(block, std::move(scores));
    return add(block, linear("output", value_width, shape.hidden, shape.bias, half, {attended}));
}

}  // namespace flopledger
