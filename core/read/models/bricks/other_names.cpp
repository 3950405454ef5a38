// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/other_names.hpp"

#include <algorithm>
#include <array>

#include "core/base/word_list.hpp"

namespace flopledger {

namespace {

// Names of one figure, each of which may be asked for and may be written.
struct Names {
    std::string_view types;  // the model types in which they are one; empty: in all
    std::string_view names;
};

constexpr auto names_of_figures = std::to_array<Names>({
    {"", "hidden_size n_embd n_embed d_model"},
    {"", "num_hidden_layers n_layers num_layers"},
    {"", "num_attention_heads n_heads"},
    {"bloom gpt2 gpt_bigcode gptj", "num_hidden_layers n_layer"},
    {"bloom gpt2 gpt_bigcode gptj", "num_attention_heads n_head"},
    {"", "max_position_embeddings n_positions"},
    {"", "num_experts num_local_experts n_routed_experts moe_num_experts"},
    {"", "sliding_window_pattern _sliding_window_pattern"},
    {"falcon", "num_kv_heads n_head_kv"},
    {"gemma2 mistral", "sliding_window sliding_window_size"},
    {"t5", "num_attention_heads num_heads"},
    {"t5", "head_dim d_kv"},
    {"bart whisper", "encoder_layers num_hidden_layers"},
    {"bart whisper", "encoder_attention_heads num_attention_heads"},
});

}  // namespace

std::vector<std::string_view> other_names(std::string_view type, std::string_view key) {
    std::vector<std::string_view> others;
    for (const Names& row : names_of_figures) {
        if (!row.types.empty() && !has_word(row.types, type)) continue;
        if (!has_word(row.names, key)) continue;
        for (const std::string_view name : words_in(row.names)) {
            if (name != key) others.push_back(name);
        }
    }
    return others;
}

}  // namespace flopledger
