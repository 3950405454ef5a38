// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "core/base/ascii.hpp"
#include "core/base/word_list.hpp"
#include "core/read/models/bricks/activations.hpp"
#include "core/read/models/bricks/key_tables.hpp"

namespace flopledger {

namespace {

// A test holds this against what families ask for.
constexpr std::string_view keys_read =
    "_remove_final_layer_norm _sliding_window_pattern activation activation_function "
    "add_bias_linear add_cross_attention add_final_layer_norm add_qkv_bias alibi attention_bias "
    "attention_chunk_size attention_head_dim attention_k_eq_v attn_layer_offset "
    "attn_layer_period attn_output_gate attn_type audio_config bias block_configs conv_kernel "
    "d_ff d_kv d_model decoder_attention_heads decoder_ffn_dim decoder_layers "
    "decoder_sparse_step deepstack_visual_indexes depth do_layer_norm_before embed_dim "
    "enable_bias enable_moe_block encoder_attention_heads encoder_ffn_dim encoder_layers expand "
    "expansion_ratio expert_layer_offset expert_layer_period feed_forward_proj ffn_dim "
    "ffn_hidden_size ffn_mult first_k_dense_replace full_attention_interval "
    "fullatt_block_indexes global_head_dim head_dim hidden_act hidden_activation hidden_size "
    "hidden_size_per_layer_input hybrid_override_pattern image_size in_channels in_chans "
    "index_head_dim index_n_heads index_skip_topk_offset index_topk index_topk_freq "
    "index_topk_pattern indexer_types interleave_moe_layer_step intermediate_size "
    "intermediate_size_mlp is_decoder is_encoder_decoder is_gated_act kv_channels kv_lora_rank "
    "kv_n_heads layer_norm_elementwise_affine layer_types linear_conv_kernel_dim "
    "linear_key_head_dim linear_num_key_heads linear_num_value_heads linear_value_head_dim "
    "lm_head_bias mamba_conv_bias mamba_d_conv mamba_d_state mamba_dt_rank mamba_expand "
    "mamba_head_dim mamba_num_heads mamba_proj_bias max_position_embeddings "
    "max_source_positions max_target_positions max_window_layers mlp_bias mlp_layer_types "
    "mlp_only_layers mlp_ratio mlp_type mm_tokens_per_image moe_intermediate_size "
    "moe_latent_size moe_layer_freq moe_layers moe_num_experts moe_num_shared_experts "
    "moe_shared_expert_intermediate_size moe_top_k mtp_num_hidden_layers "
    "multi_modal_projector_bias multi_query multi_query_attention multi_query_group_num "
    "multimodal_projector_bias n_embd n_groups n_head n_heads n_heads_in_group n_inner n_layer "
    "n_layers n_positions n_routed_experts n_shared_experts new_decoder_architecture no_bias "
    "no_op no_rope_layers norm_type num_attention_heads num_channels num_decoder_layers "
    "num_experts num_experts_per_tok num_global_key_value_heads num_heads num_hidden_layers "
    "num_key_value_heads num_kv_heads num_kv_shared_layers num_layers num_ln_in_parallel_attn "
    "num_local_experts num_mel_bins num_mtp_modules num_nextn_predict_layers "
    "num_position_embeddings num_shared_experts num_sink_tokens out_hidden_size "
    "padded_vocab_size parallel_attn patch_size per_layer_config pixel_shuffle_ratio "
    "pooling_kernel_size position_embedding_size position_encoding_2d post_layer_norm "
    "pre_seq_len projection_dim projector_input_dim projector_output_dim q_lora_rank "
    "qk_layernorm qk_ln qk_nope_head_dim qk_norm_type qk_rope_head_dim qkv_bias "
    "relative_attention_num_buckets replace_with_linear rmsnorm shared_expert_intermediate_size "
    "shared_intermediate_size sliding_window sliding_window_pattern sparsify spatial_merge_size "
    "ssm_state_size state_size temporal_patch_size tie_word_embeddings time_step_rank "
    "top_k_experts type_vocab_size use_bias use_bidirectional_attention use_conv_bias use_mtp "
    "use_parallel_residual use_qk_norm use_qkv_bias use_sliding_window v_head_dim "
    "vision_feature_layer vision_feature_select_strategy vision_output_dim vision_use_head "
    "vocab_size window_length window_size word_embed_proj_dim";

// What keys of an architecture are called.
constexpr std::string_view words_of_architecture =
    "layer expert head dim size window rank index mtp nextn moe loop depth repeat "
    "recurrent block mult mlp ffn topk top_k prefix_lm";

}  // namespace

std::vector<std::string_view> architecture_keys() { return words_in(keys_read); }

bool is_architecture_key(std::string_view key) {
    if (names_activation(key) || has_word(keys_read, key)) return true;
    const std::string lower = lower_case(key);
    const std::vector<std::string_view> words = words_in(words_of_architecture);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return lower.find(word) != std::string::npos;
    });
}

}  // namespace flopledger
