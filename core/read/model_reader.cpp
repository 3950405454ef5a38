// SPDX-License-Identifier: Apache-2.0
#include "core/read/model_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/read/mapping.hpp"
#include "core/text/json.hpp"

namespace flopledger {

namespace {

// No size of a model comes near: a bound keeps typing errors from becoming figures.
constexpr std::int64_t largest_size = 1'000'000'000;

constexpr std::string_view inline_hint =
    "types counted so far: llama, qwen2, mistral without a sliding window; for any other give "
    "`model: {parameters: ..., active_parameters: ...}` in the ledger";

// The fields of a decoder of the Llama kind, in the letters of its formulas.
struct Decoder {
    Exact hidden;        // h
    Exact layers;        // L
    Exact heads;         // a, of queries
    Exact value_heads;   // g, of keys and values
    Exact head_size;     // d
    Exact feed_forward;  // f
    Exact vocabulary;    // V
    bool tied = false;   // whether the head shares the embedding's table
    bool query_biases = false;
    bool output_bias = false;
    bool feed_forward_biases = false;
};

bool is_null(const Mapping& config, std::string_view key) {
    const Node* node = config.node().find(key);
    return node != nullptr && node->kind == Node::Kind::null;
}

std::optional<Exact> size(Mapping& config, std::string_view key) {
    const Node* node = config.find(key, Presence::required);
    return node != nullptr ? read_whole(config.reading(), *node, key, largest_size) : std::nullopt;
}

bool flag(Mapping& config, std::string_view key) {
    return !is_null(config, key) && config.truth(key, Presence::optional).value_or(false);
}

// num_key_value_heads where it is absent: one for each query head in Llama. The classes of the
// other types fill in a number of their own, so their configurations must say it; null means one
// for each query head everywhere.
std::optional<Exact> value_heads(Mapping& config, const std::string& type, const Exact& heads) {
    constexpr std::string_view key = "num_key_value_heads";
    if (is_null(config, key) || (type == "llama" && !config.has(key))) {
        return heads;
    }
    const auto value = size(config, key);
    if (value && (heads < *value || !(heads / *value).is_whole())) {
        config.report("number-out-of-bounds", key,
                      fmt::format("{} query heads cannot share {} heads of keys", heads.text(),
                                  value->text()));
        return std::nullopt;
    }
    return value;
}

std::optional<Exact> head_size(Mapping& config, const Exact& hidden, const Exact& heads) {
    if (config.has("head_dim") && !is_null(config, "head_dim")) {
        return size(config, "head_dim");
    }
    const Exact width = hidden / heads;
    if (!width.is_whole()) {
        config.report("number-out-of-bounds", "num_attention_heads",
                      fmt::format("a width of {} does not divide among {} heads", hidden.text(),
                                  heads.text()),
                      "state 'head_dim' if the heads are not a share of the width");
        return std::nullopt;
    }
    return width;
}

// Windows make the pairs of attention fewer; they are not counted yet. An absent key is the class's
// window in Mistral, and null is none.
bool has_window(Mapping& config, const std::string& type) {
    const bool windowed = (type == "mistral" && !is_null(config, "sliding_window")) ||
                          (type == "qwen2" && flag(config, "use_sliding_window"));
    if (windowed) {
        config.report("unsupported-model",
                      type == "mistral" ? "sliding_window" : "use_sliding_window",
                      "attention in a sliding window is not counted yet", std::string(inline_hint));
    }
    return windowed;
}

std::optional<Decoder> read_decoder(Mapping& config, const std::string& type) {
    const bool windowed = has_window(config, type);
    const auto hidden = size(config, "hidden_size");
    const auto layers = size(config, "num_hidden_layers");
    const auto heads = size(config, "num_attention_heads");
    const auto feed_forward = size(config, "intermediate_size");
    const auto vocabulary = size(config, "vocab_size");
    const auto groups = heads ? value_heads(config, type, *heads) : std::nullopt;
    const auto width = hidden && heads ? head_size(config, *hidden, *heads) : std::nullopt;
    const bool tied = flag(config, "tie_word_embeddings");
    const bool biases = type == "llama" && flag(config, "attention_bias");
    const bool feed_forward_biases = type == "llama" && flag(config, "mlp_bias");
    if (windowed || !hidden || !layers || !feed_forward || !vocabulary || !groups || !width) {
        return std::nullopt;
    }
    return Decoder{*hidden,
                   *layers,
                   *heads,
                   *groups,
                   *width,
                   *feed_forward,
                   *vocabulary,
                   tied,
                   biases || type == "qwen2",
                   biases,
                   feed_forward_biases};
}

// Parameters and multiply-adds of a decoder of the Llama kind. A token passes each matrix once; the
// embedding is looked up; norms and biases are added, not multiplied.
std::vector<Block> decoder_blocks(const Decoder& d) {
    const Exact table = d.vocabulary * d.hidden;
    const Exact query_width = d.heads * d.head_size;
    const Exact value_width = d.value_heads * d.head_size;
    const Exact projections =
        d.hidden * query_width + 2 * d.hidden * value_width + query_width * d.hidden;
    const Exact projection_biases = (d.query_biases ? query_width + 2 * value_width : Exact(0)) +
                                    (d.output_bias ? d.hidden : Exact(0));
    const Exact feed_forward = 3 * d.hidden * d.feed_forward;
    const Exact feed_forward_biases =
        d.feed_forward_biases ? 2 * d.feed_forward + d.hidden : Exact(0);
    return {
        {"token embedding", 1, table, 0, 0},
        {"attention projections", d.layers, projections + projection_biases, projections, 0},
        // One product of query and key and one of weight and value for each pair and query head.
        {"attention scores", d.layers, 0, 0, 2 * query_width},
        {"gated feed-forward", d.layers, feed_forward + feed_forward_biases, feed_forward, 0},
        {"layer norms", d.layers, 2 * d.hidden, 0, 0},
        {"final norm", 1, d.hidden, 0, 0},
        {"output head", 1, d.tied ? Exact(0) : table, table, 0},
    };
}

}  // namespace

std::shared_ptr<const Model> read_model(std::shared_ptr<const Source> source,
                                        Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    const auto document = parse_json(std::move(source), diagnostics);
    if (!document) {
        return nullptr;
    }
    const Reading reading{*document->source, diagnostics};
    const bool is_mapping = document->root.kind == Node::Kind::mapping;
    Mapping config(reading, document->root, "a model configuration");
    const auto type = config.text("model_type", Presence::required);
    if (!is_mapping || !type) {
        return nullptr;
    }
    if (*type != "llama" && *type != "qwen2" && *type != "mistral") {
        config.report("unsupported-model", "model_type",
                      fmt::format("models of type '{}' are not counted yet", shown(*type)),
                      std::string(inline_hint));
        return nullptr;
    }
    const auto decoder = read_decoder(config, *type);
    // A configuration holds many keys that nothing here depends on, so finish() is not asked.
    if (!decoder || diagnostics.list.size() != before) {
        return nullptr;
    }
    return std::make_shared<const Model>(
        Model{*type, document->source->name, decoder_blocks(*decoder)});
}

ModelStore::ModelStore(FileReader& files) : files_(files) {}

std::shared_ptr<const Model> ModelStore::read(const std::string& path, const Reference& reference) {
    const std::string file = resolved_path(reference, path);
    const std::string canonical = files_.canonical(file);
    const auto known = models_.find(canonical);
    if (known != models_.end()) {
        if (known->second == nullptr) {
            reference.reading.report("file-unreadable", reference.node,
                                     fmt::format("'{}' has errors, told before", shown(path)));
        }
        return known->second;
    }
    Diagnostics& diagnostics = reference.reading.diagnostics;
    auto source = read_source(files_, file, largest_model_bytes, reference, diagnostics);
    auto model = source != nullptr ? read_model(std::move(source), diagnostics) : nullptr;
    models_.emplace(canonical, model);
    return model;
}

}  // namespace flopledger
