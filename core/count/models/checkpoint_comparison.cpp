// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/checkpoint_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "core/count/figures/figure_names.hpp"

namespace flopledger {

namespace {

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

// Several weights in one stored number: how many cannot be told from the shape alone.
bool is_packed(const Tensor& tensor) {
    return ends_with_any(tensor.name, {".qweight", ".qzeros", ".weight_packed"});
}

// Two weights of four bits in each byte, as gpt-oss stores its experts.
bool holds_pairs(const Tensor& tensor) {
    return tensor.type == "U8" && tensor.name.ends_with("_blocks");
}

bool is_scale(const Tensor& tensor) {
    return ends_with_any(tensor.name, {"_scale_inv", "_scale", ".scale", "_scales", ".scales"});
}

bool is_buffer(const Tensor& tensor) {
    return ends_with_any(tensor.name,
                         {"inv_freq", "position_ids", ".masked_bias", "e_score_correction_bias",
                          "num_batches_tracked", "final_logits_bias"}) ||
           (ends_with_any(tensor.name, {".attn.bias", ".attention.bias"}) && tensor.type != "F32" &&
            tensor.type != "F16" && tensor.type != "BF16");
}

bool is_head(const Tensor& tensor) {
    return ends_with_any(tensor.name, {"lm_head.weight", "embed_out.weight", "output.weight"});
}

// The number in `model.layers.61.` and the like; nothing where there is none.
std::optional<Exact> layer_of(const Tensor& tensor) {
    constexpr std::string_view lead = "layers.";
    const std::size_t at = tensor.name.find(lead);
    if (at == std::string::npos) return std::nullopt;
    std::int64_t number = 0;
    const char* begin = tensor.name.data() + at + lead.size();
    const char* end = tensor.name.data() + tensor.name.size();
    if (std::from_chars(begin, end, number).ec != std::errc()) return std::nullopt;
    return number;
}

// What of a model decides how its tensors are told apart.
struct Traits {
    bool tied = false;
    bool predicts_ahead = false;  // has multi-token-prediction modules
    Exact layers;                 // of the decoder
};

Traits traits_of(const Model& model) {
    Traits traits;
    for (const Tower& tower : model.towers) {
        const bool module = tower.role == TowerRole::multi_token_prediction;
        traits.predicts_ahead = traits.predicts_ahead || module;
        for (const Block& block : tower.blocks) {
            const bool layers = tower.role == TowerRole::decoder && block.is_layer;
            if (layers) traits.layers = traits.layers + block.count;
            for (const Part& part : block.parts) {
                const bool head = part.role == PartRole::output_head && !module;
                if (head && part.parameters < part.multiply_adds) traits.tied = true;
            }
        }
    }
    return traits;
}

bool is_module(const Tensor& tensor, const Traits& traits) {
    if (tensor.name.starts_with("mtp.") || tensor.name.starts_with("model.mtp.")) return true;
    const std::optional<Exact> layer = layer_of(tensor);
    return traits.predicts_ahead && layer && !(*layer < traits.layers);
}

// What a tensor holds; `parameters` is the model itself.
enum class Kind { parameters, scales, buffers, module, module_copy, copy };
constexpr std::size_t kind_count = 6;

Kind kind_of(const Tensor& tensor, const Traits& traits, bool has_shared) {
    if (is_scale(tensor)) return Kind::scales;
    if (is_buffer(tensor)) return Kind::buffers;
    if (is_module(tensor, traits)) {
        const bool copy =
            ends_with_any(tensor.name, {"embed_tokens.weight", "shared_head.head.weight"});
        return copy ? Kind::module_copy : Kind::module;
    }
    if (traits.tied && is_head(tensor)) return Kind::copy;
    const bool shared_copy =
        ends_with_any(tensor.name, {"encoder.embed_tokens.weight", "decoder.embed_tokens.weight"});
    return has_shared && shared_copy ? Kind::copy : Kind::parameters;
}

constexpr std::array<const char*, kind_count> kind_words{
    "the model",
    "scales of quantized blocks",
    "buffers, which are not trained",
    "multi-token-prediction modules",
    "copies of embedding and head in those modules",
    "tables that share their numbers, stored once more",
};

std::string sentence(const Exact& left, const ParameterCount& count) {
    if (left == count.total) return "the tensors hold the parameters counted, to the last";
    const bool more = count.total < left;
    const Exact gap = more ? left - count.total : count.total - left;
    return fmt::format("the tensors hold {} numbers {} than the configuration says", gap.text(),
                       more ? "more" : "fewer");
}

// An index alone: bytes, and seldom a number of parameters.
Finding judge_index(const ParameterCount& count, const Checkpoint& checkpoint) {
    const Exact with_modules = count.total + count.multi_token_prediction;
    if (checkpoint.total_parameters) {
        const Exact& stated = *checkpoint.total_parameters;
        if (stated == count.total || stated == with_modules) {
            return {name::checkpoint_agrees, "the index states as many parameters as are counted"};
        }
        return {name::checkpoint_differs,
                fmt::format("the index states {} parameters, and {} are counted", stated.text(),
                            count.total.text())};
    }
    if (!checkpoint.total_bytes) {
        return {name::checkpoint_unknown, "the index names files that are not here, and no size"};
    }
    const Exact each = *checkpoint.total_bytes / count.total;
    return {name::checkpoint_unknown,
            fmt::format("the index states {} bytes, {} for each parameter counted; without the "
                        "files' headers their number is not known",
                        checkpoint.total_bytes->text(), each.fixed(3))};
}

}  // namespace

CheckpointComparison compare_checkpoint(const Model& model, const ParameterCount& count,
                                        const Checkpoint& checkpoint) {
    CheckpointComparison result{.file = checkpoint.file,
                                .files = checkpoint.files,
                                .tensors = checkpoint.tensors.size(),
                                .stored = 0,
                                .besides = {},
                                .finding = judge_index(count, checkpoint)};
    if (checkpoint.tensors.empty()) return result;
    const Traits traits = traits_of(model);
    const bool has_shared =
        std::any_of(checkpoint.tensors.begin(), checkpoint.tensors.end(),
                    [](const Tensor& tensor) { return tensor.name.ends_with("shared.weight"); });
    std::array<Exact, kind_count> sums;
    bool packed = false;
    for (const Tensor& tensor : checkpoint.tensors) {
        packed = packed || is_packed(tensor);
        const Exact numbers = holds_pairs(tensor) ? 2 * tensor.elements : tensor.elements;
        Exact& sum = sums.at(static_cast<std::size_t>(kind_of(tensor, traits, has_shared)));
        sum = sum + numbers;
        result.stored = result.stored + numbers;
    }
    for (std::size_t kind = 1; kind < kind_count; ++kind) {
        if (!sums.at(kind).is_zero())
            result.besides.push_back({kind_words.at(kind), sums.at(kind)});
    }
    const Exact& module = sums.at(static_cast<std::size_t>(Kind::module));
    const Exact& left = sums.at(static_cast<std::size_t>(Kind::parameters));
    if (packed) {
        result.finding = {
            name::checkpoint_unknown,
            "several weights are packed into one number, so shapes do not count them"};
    } else if (left != count.total) {
        result.finding = {name::checkpoint_differs, sentence(left, count)};
    } else if (!module.is_zero() && module != count.multi_token_prediction) {
        result.finding = {name::checkpoint_differs,
                          fmt::format("multi-token-prediction modules hold {} numbers, and {} are "
                                      "counted",
                                      module.text(), count.multi_token_prediction.text())};
    } else {
        result.finding = {name::checkpoint_agrees, sentence(left, count)};
    }
    return result;
}

}  // namespace flopledger
