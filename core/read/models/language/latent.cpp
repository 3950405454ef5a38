// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/read/models/bricks/families.hpp"
#include "core/read/models/bricks/latent_attention.hpp"
#include "core/read/models/bricks/sparse_layers.hpp"

namespace flopledger {

// Decoders of DeepSeek's kind. All read hidden_size, vocab_size, tie_word_embeddings (absent:
// false) and the fields of layers and experts that sparse_layers.hpp names. first_k_dense_replace,
// where absent, is 0 for deepseek and deepseek_v2 and 3 for the later ones.

namespace {

Model latent_model(Config& config, const LatentDefaults& defaults, const Exact& dense_if_absent,
                   bool indexed) {
    const DecoderFrame frame = read_frame(config, false);
    LatentShape shape = read_latent(config, frame.hidden, defaults);
    const SparseLayers layers = read_sparse_layers(config, frame.hidden, dense_if_absent);
    std::vector<std::string> marks;
    if (indexed) {
        shape.indexer = read_indexer(config, shape);
        marks = read_shared_indexers(config, static_cast<int>(layers.sparse.size()));
    }
    const auto add_mixer = [&](Block& block, std::size_t number) {
        LatentShape own = shape;
        own.scores_positions = number >= marks.size() || marks[number].empty();
        return add_latent_attention(block, own);
    };
    Model model = sparse_model(config, frame, layers, add_mixer, marks);
    if (indexed) {
        model.notes.emplace_back(
            "attention meets the positions that the indexer chooses ('index_topk'), the indexer "
            "meets all; its teacher's distribution is not counted");
    }
    return model;
}

// deepseek (the 16B mixture of January 2024): grouped attention with num_attention_heads,
// num_key_value_heads (absent or null: as many), head_dim (absent: hidden_size / heads) and
// attention_bias (absent: false, on all four projections).
Model read_deepseek(Config& config) {
    const DecoderFrame frame = read_frame(config, false);
    AttentionShape attention;
    attention.hidden = frame.hidden;
    attention.heads = config.size("num_attention_heads");
    attention.key_value_heads = key_value_heads(config, attention.heads, attention.heads);
    attention.head_size = head_size(config, frame.hidden, attention.heads);
    attention.query_bias = config.flag_or("attention_bias", false);
    attention.output_bias = attention.query_bias;
    const auto add_mixer = [&](Block& block, std::size_t) {
        return add_attention_half(block, attention, frame.hidden);
    };
    return sparse_model(config, frame, read_sparse_layers(config, frame.hidden, 0), add_mixer);
}

// Latent attention with the fields that latent_attention.hpp names, at its defaults. An absent
// q_lora_rank is a rank of 1536 and null is none: DeepSeek-V2-Lite has null.
Model read_deepseek_v2(Config& config) { return latent_model(config, {}, 0, false); }

Model read_deepseek_v3(Config& config) { return latent_model(config, {}, 3, false); }

// With an indexer, which layers may share. The sizes of attention must be written for GLM-5: they
// are not DeepSeek's.
Model read_deepseek_v32(Config& config) { return latent_model(config, {}, 3, true); }

Model read_glm_moe_dsa(Config& config) {
    for (const std::string_view key :
         {"kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"}) {
        require(config, key);
    }
    if (!config.has("q_lora_rank")) require(config, "q_lora_rank");
    return latent_model(config, {}, 3, true);
}

// Compressed attention at two rates, grouped output projections of low rank, several residual
// streams and layers routed by a hash: neither sizes of the compressors nor a count to hold ours
// against are published with the configuration.
Model read_deepseek_v4(Config& config) {
    config.unsupported(
        "model_type",
        "how deepseek_v4 compresses keys and mixes its residual streams is not settled by "
        "its configuration, so it is not counted",
        "state parameters or FLOP per token in the ledger instead");
    return {};
}

}  // namespace

std::span<const Family> latent_families() {
    static constexpr auto families = std::to_array<Family>({
        {"deepseek", read_deepseek},
        {"deepseek_v2", read_deepseek_v2},
        {"deepseek_v3", read_deepseek_v3},
        {"kimi_k2", read_deepseek_v3},
        {"deepseek_v32", read_deepseek_v32},
        {"glm_moe_dsa", read_glm_moe_dsa},
        {"deepseek_v4", read_deepseek_v4},
    });
    return families;
}

}  // namespace flopledger
