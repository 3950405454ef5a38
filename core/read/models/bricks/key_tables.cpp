// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/key_tables.hpp"

#include <array>

#include "core/base/word_list.hpp"
#include "core/read/models/bricks/activations.hpp"

namespace flopledger {

namespace {

// Keys that change nothing: in models of some types, or of all; whatever they say, or where they
// say this. A name may begin or end with *.
struct Harmless {
    std::string_view types;
    std::string_view keys;
    std::string_view value;
    std::string_view reason;
};

constexpr std::string_view drops = "zeros some numbers in training; all products run";
constexpr std::string_view constant = "a constant that scales, bounds or steadies numbers";
constexpr std::string_view starts = "how weights are drawn before training";
constexpr std::string_view tokens = "numbers of tokens in the vocabulary";
constexpr std::string_view turns = "how positions turn queries and keys; nothing is stored";
constexpr std::string_view generates = "how text is sampled from the model";
constexpr std::string_view routes = "how experts are chosen or balanced, not how many";
constexpr std::string_view runs = "how the code runs and keeps numbers";
constexpr std::string_view file = "about the file, its labels or the software";
constexpr std::string_view longest = "a longest text; positions of this type store nothing";
constexpr std::string_view pooled = "of a pooler or summary that the counted classes lack";
constexpr std::string_view dense = "read where a layer is dense";
constexpr std::string_view attends = "read where a layer attends";
constexpr std::string_view chosen = "read where there are experts to choose among";
constexpr std::string_view latent = "latent attention has sizes of its own";
constexpr std::string_view further = "of modules for further tokens, which a note tells";
constexpr std::string_view inner = "the class inside does not read it";

constexpr auto harmless = std::to_array<Harmless>({
    // of all types
    {"",
     "*dropout *dropout_prob *dropout_rate *_pdrop *_drop *layerdrop mask_feature_length "
     "mask_time_*",
     "", drops},
    {"",
     "*_eps *epsilon attention_multiplier attn_output_multiplier embedding_multiplier "
     "residual_multiplier embedding_multiplier_scale output_multiplier_scale *softcapping "
     "*_logit_softcap logit_scale logit_scale_init_value logits_scaling scale_attn_weights "
     "scale_attention_softmax_in_fp32 scale_attn_by_inverse_layer_idx scale_decoder_outputs "
     "scale_depth scale_emb scale_embedding scale_base *_clamp clip_qkv swiglu_limit "
     "query_pre_attn_scalar attn_temperature_tuning attn_scale floor_scale "
     "apply_query_key_layer_scaling rescale_prenorm_residual time_step_limit",
     "", constant},
    {"",
     "initializer_range initializer_factor init_config init_device init_std init_method "
     "time_step_init_scheme time_step_min time_step_max time_step_floor time_step_scale",
     "", starts},
    {"",
     "*_token_id *_token_ids *_tokens_ids *_token_index suppress_tokens "
     "begin_suppress_tokens forced_decoder_ids predict_special_tokens n_special",
     "", tokens},
    {"",
     "rope_theta rope_scaling rope_parameters rope_local_base_freq rope_interleave rope_type "
     "rope_ratio rotary rotary_base rotary_dim rotary_emb_base rotary_pct "
     "partial_rotary_factor indexer_rope_interleave original_rope "
     "original_max_position_embeddings initial_context_length "
     "relative_attention_max_distance interpolate_factor alibi_bias_max offset_alibi "
     "tokens_per_second",
     "", turns},
    {"",
     "do_sample early_stopping *length_penalty max_length min_length num_beams "
     "num_beam_groups diversity_penalty num_return_sequences *no_repeat_ngram_size "
     "repetition_penalty temperature top_p typical_p remove_invalid_values "
     "force_bos_token_to_be_generated default_output_length task_specific_params "
     "median_filter_width",
     "", generates},
    // Elsewhere the same word says how many experts run.
    {"", "top_k", "50", "what software writes that samples by default"},
    {"llama", "top_k", "1", "the likeliest token is taken when text is sampled"},
    {"",
     "aux_loss* *aux_loss_coef moe_loss_weight *jitter_noise norm_topk_prob n_group "
     "topk_group topk_method scoring_func seq_aux routed_scaling_factor use_routing_bias "
     "moe_router_dtype moe_normalize_expert_weights",
     "", routes},
    {"",
     "_attn_implementation* attn_implementation attn_impl dtype torch_dtype kv_cache_dtype "
     "mamba_ssm_dtype mamba_ssm_cache_dtype *_in_fp32 use_cache "
     "cache_implementation use_associative_scan use_mamba_kernels use_mambapy pretraining_tp "
     "ep_size bias_dropout_fusion skip_bias_add reorder_and_upcast_attn slow_but_exact "
     "num_logits_to_keep gradient_checkpointing prefill_chunk_size chunk_size_feed_forward "
     "runner_max_sequence_length",
     "", runs},
    {"", "quantization_config compression_config for_llm_compressor", "",
     "the format that weights are stored in"},
    {"",
     "_name_or_path _from_model_config _num_labels _provenance architectures auto_map "
     "id2label label2id num_labels problem_type finetuning_task ignore_index model_type "
     "output_past prefix return_dict output_attentions output_hidden_states "
     "output_router_logits output_scores output_gate_type tokenizer_* transformers_version "
     "transformers.js_config",
     "", file},
    {"",
     "max_position_embeddings n_positions n_ctx max_seq_len max_sequence_length "
     "model_max_length seq_length context_window_size image_seq_length video_seq_length",
     "", longest},
    {"", "summary_activation summary_proj_to_labels summary_type summary_use_proj", "", pooled},
    {"", "is_decoder", "", "a decoder is one in any case"},
    {"", "position_embedding_type", "absolute", "what the type has"},
    {"", "cross_attention_hidden_size", "", "goes with add_cross_attention"},
    {"", "max_window_layers", "", "goes with the window that sliding_window says"},
    {"", "layer_types", "full_attention", "every layer attends to everything"},
    // of single families
    {"bart", "normalize_* add_final_layer_norm add_bias_logits", "", inner},
    {"bart", "classif_*", "", pooled},
    {"bart t5 whisper", "is_encoder_decoder", "true", "it is one"},
    {"bert", "directionality", "", inner},
    {"bert",
     "pooler_fc_size pooler_num_attention_heads pooler_num_fc_layers pooler_size_per_head "
     "pooler_type",
     "", pooled},
    {"bert", "tie_word_embeddings", "", "read where there is a head"},
    {"bloom chatglm falcon", "apply_residual_connection_post_layernorm", "",
     "where a residual begins"},
    {"clip llava", "projection_dim", "", "that of the outer mapping is read"},
    {"clip dbrx", "tie_word_embeddings", "", "a leftover of the mapping's class"},
    {"deepseek_v2 deepseek_v3 deepseek_v32 glm_moe_dsa kimi_k2", "num_key_value_heads", "",
     "keys and values are expanded for all heads"},
    {"deepseek_v2 deepseek_v3 deepseek_v32 glm_moe_dsa kimi_k2", "head_dim qk_head_dim", "",
     latent},
    {"deepseek deepseek_v2 deepseek_v3 deepseek_v32 glm_moe_dsa kimi_k2 glm4_moe glm4v_moe",
     "intermediate_size", "", dense},
    {"deepseek_v4", "expert_dtype", "", runs},
    {"deepseek_v32 glm_moe_dsa", "layer_types", "deepseek_sparse_attention",
     "every layer has the attention that is counted"},
    {"falcon", "alibi", "", "positions as a bias on scores"},
    {"falcon", "multi_query", "", "the new architecture says num_kv_heads"},
    {"falcon", "num_ln_in_parallel_attn", "", "read where halves run side by side"},
    {"gemma4", "moe_intermediate_size num_experts top_k_experts", "", chosen},
    {"gemma4", "num_global_key_value_heads", "", "read where one product makes keys and values"},
    {"gemma4", "global_head_dim", "", "the vision tower has no such layers"},
    {"gemma4", "vocab_size_per_layer_input", "", "goes with hidden_size_per_layer_input"},
    {"gemma4", "use_double_wide_mlp", "", "of layers that share keys and values"},
    {"gemma4", "use_clipped_linears standardize", "", constant},
    {"gemma4", "vision_soft_tokens_per_image", "", "lengths are stated when counting"},
    {"glm_moe_dsa", "index_share_for_mtp_iteration", "", "a module keeps an indexer"},
    {"gpt_bigcode", "num_key_value_heads", "", "multi_query says it"},
    {"gpt_oss", "experts_per_token", "", "num_experts_per_tok is read"},
    {"gpt_neox llama mistral phi", "type_vocab_size", "", "there are no token types"},
    {"jamba", "num_experts_per_tok", "", chosen},
    {"llama mistral qwen2 qwen3", "activation", "swiglu", "the gated halves that it always has"},
    {"llama", "attention_chunk_size", "", "attends to everything all the same"},
    {"llama4 llama4_text", "interleave_moe_layer_step", "", "read where moe_layers is absent"},
    {"llama4 llama4_text", "intermediate_size_mlp", "", dense},
    {"llama4 llama4_text", "no_rope_layer_interval", "4", "what an absent list stands for"},
    {"llama4 llama4_text", "use_qk_norm", "", "these norms store and multiply nothing"},
    {"llama4", "vision_feature_select_strategy", "default", "what is counted"},
    {"llava", "vocab_size", "", "that of text_config is read"},
    {"mamba2", "rms_norm", "true", "what is counted"},
    {"mamba2 nemotron_h", "chunk_size", "",
     "a scan is counted as a recurrence, whatever its chunks"},
    {"mamba2 nemotron_h", "time_step_rank", "", "this mixer has no such projection"},
    {"mamba falcon_mamba", "expand", "", "intermediate_size says the width"},
    {"minicpm", "dim_model_base", "", constant},
    {"minimax_m2", "mtp_transformer_layers num_mtp_modules", "", further},
    {"minimax_m2", "attn_type_list", "1", "every layer attends to everything"},
    {"mistral", "attention_sink_size", "", runs},
    {"mpt", "learned_pos_emb", "", "positions are a bias on scores"},
    {"mpt", "embedding_fraction", "", starts},
    {"mpt", "norm_type", "low_precision_layernorm", runs},
    {"nemotron_h", "attention_head_dim", "", "read where head_dim is absent"},
    {"nemotron_h", "attention_bias head_dim num_attention_heads num_key_value_heads sliding_window",
     "", attends},
    {"nemotron_h", "expand", "", "heads and their size say the width"},
    {"nemotron_h", "intermediate_size mlp_bias", "", dense},
    {"qwen2 qwen2_vl qwen2_5_vl", "attention_bias", "true", "query, key and value have biases"},
    {"qwen2 qwen2_moe qwen3 qwen3_moe", "dual_chunk_attention_config", "",
     "positions of long texts when the model is used"},
    {"qwen2_moe qwen3_moe qwen3_vl_moe", "sliding_window", "",
     "read where use_sliding_window is true"},
    {"qwen2_moe qwen3_moe qwen3_vl_moe qwen3_5_moe qwen3_5_moe_text", "intermediate_size", "",
     dense},
    {"qwen3_moe qwen3_vl_moe", "shared_expert_intermediate_size", "", "there is no shared expert"},
    {"qwen3 qwen3_moe qwen3_vl qwen3_vl_moe", "use_qk_norm", "true", "it always has these norms"},
    {"qwen3_5 qwen3_5_moe qwen3_5_text qwen3_5_moe_text", "mtp_*", "", further},
    {"qwen2_vl qwen2_5_vl", "spatial_patch_size", "", "patch_size is read"},
    {"vit", "encoder_stride pooler_act pooler_output_size", "", pooled},
    {"whisper", "classifier_proj_size", "", pooled},
});

bool fits(std::string_view pattern, std::string_view key) {
    const bool open_front = pattern.starts_with('*');
    const bool open_back = pattern.ends_with('*');
    if (open_front) pattern.remove_prefix(1);
    if (open_back) pattern.remove_suffix(1);
    if (open_front && open_back) return key.find(pattern) != std::string_view::npos;
    if (open_front) return key.ends_with(pattern);
    return open_back ? key.starts_with(pattern) : key == pattern;
}

}  // namespace

std::string_view reason_without_effect(std::string_view type, std::string_view key,
                                       std::string_view value) {
    if (names_activation(key) && is_pointwise(value)) return "works on each number by itself";
    for (const Harmless& row : harmless) {
        const bool of_type = row.types.empty() || has_word(row.types, type);
        const bool says = row.value.empty() || row.value == value;
        if (!of_type || !says) continue;
        for (const std::string_view pattern : words_in(row.keys)) {
            if (fits(pattern, key)) return row.reason;
        }
    }
    return "";
}

}  // namespace flopledger
