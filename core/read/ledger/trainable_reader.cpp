// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/trainable_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/facts/models/trained_parts.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/read/models/bricks/model_names.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// More positions in one example than any model reads.
constexpr std::int64_t longest_example = 1'000'000'000;

constexpr std::string_view words_hint =
    "towers: decoder, encoder, vision-tower, audio-tower, projector; kinds of parts: embedding, "
    "output-head, norms, attention, feed-forward, router; or a part: query, key, value, output, "
    "gate, up, down";

// The letters that papers use for the projections of attention.
std::string part_name(const std::string& text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> letters{
        {{"q", "query"}, {"k", "key"}, {"v", "value"}, {"o", "output"}}};
    for (const auto& [letter, name] : letters) {
        if (text == letter) return std::string(name);
    }
    return text;
}

std::vector<std::string> read_parts(Mapping& mapping, std::string_view key, Presence presence) {
    std::vector<std::string> parts;
    for (const std::string& text : mapping.texts(key, presence)) parts.push_back(part_name(text));
    return parts;
}

std::optional<Stated<Exact>> read_length(Mapping& mapping, std::string_view key) {
    const Node* node = mapping.find(key, Presence::optional);
    if (node == nullptr) return std::nullopt;
    const auto value = read_whole(mapping.reading(), *node, key, longest_example);
    return value ? std::optional(Stated<Exact>{*value, mapping.reading().place(*node)})
                 : std::nullopt;
}

std::optional<Lora> read_lora(const Reading& reading, const Node& node) {
    Mapping mapping(reading, node, "'lora'");
    const Node* rank = mapping.find("rank", Presence::required);
    const auto size =
        rank != nullptr ? read_whole(reading, *rank, "rank", 1'000'000) : std::nullopt;
    Lora lora;
    lora.rank = size.value_or(1);
    lora.on = read_parts(mapping, "on", Presence::required);
    mapping.finish();
    return lora;
}

void read_trainable(const Reading& reading, const Node& node, Trainable& trainable) {
    Mapping mapping(reading, node, "'trainable'");
    trainable.only = read_parts(mapping, "only", Presence::optional);
    trainable.frozen = read_parts(mapping, "frozen", Presence::optional);
    if (const auto layers = read_length(mapping, "frozen_layers")) {
        trainable.frozen_layers = layers->value;
    }
    if (const Node* lora = mapping.find("lora", Presence::optional)) {
        trainable.lora = read_lora(reading, *lora);
    }
    for (const std::string_view key : {"only", "frozen", "frozen_layers"}) {
        mapping.exclude("lora", key, "with adapters everything else is frozen");
    }
    mapping.finish();
}

// Positions of a tower whose sizes follow the image are stated or not at all: one without the other
// would count a part of the work as nothing.
void require_both(Mapping& mapping, const OperationsPhase& phase) {
    const bool fixed = phase.model->fixed_patches.has_value();
    if (!fixed && mapping.has("images")) {
        mapping.report(name::conflicting_keys, "images",
                       "the images of this model have no one size",
                       "state patches and image_tokens of all images together");
    }
    if (fixed || mapping.has("patches") == mapping.has("image_tokens")) return;
    const std::string_view stated = mapping.has("patches") ? "patches" : "image_tokens";
    mapping.report(name::missing_key, stated, "patches and image_tokens go together",
                   "state both: positions of the vision tower, and what it hands on");
}

// A vision tower of one image size runs whole images.
void require_whole_images(Mapping& mapping, const OperationsPhase& phase) {
    const auto& fixed = phase.model->fixed_patches;
    const auto& patches = phase.lengths.patches;
    if (fixed && patches && !(patches->value / *fixed).is_whole()) {
        mapping.report(name::number_out_of_bounds, "patches",
                       fmt::format("an image of this model has {} positions", fixed->text()),
                       "state images instead");
    }
}

// Layers that a ledger lists have all their sizes in the list.
void refuse_lengths(const Mapping& mapping) {
    constexpr std::array<std::string_view, 7> lengths{
        "sequence_length", "source_length",         "images", "patches", "image_tokens",
        "frames",          "multi_token_prediction"};
    for (const std::string_view key : lengths) {
        if (!mapping.has(key)) continue;
        mapping.report(name::conflicting_keys, key,
                       fmt::format("'{}' goes with a configuration, not with layers", key),
                       "the layers say their sizes for one example");
    }
}

// Modules for further tokens that were trained and that the model does not have: they are not
// described, or their family is counted without them.
void require_modules(const Mapping& mapping, const OperationsPhase& phase) {
    const auto predicts = [](const Tower& tower) {
        return tower.role == TowerRole::multi_token_prediction;
    };
    const std::vector<Tower>& towers = phase.model->towers;
    if (!phase.multi_token_prediction.value_or(false) ||
        std::any_of(towers.begin(), towers.end(), predicts)) {
        return;
    }
    mapping.report(name::unsupported_model, "multi_token_prediction",
                   fmt::format("{} is counted without modules that predict further tokens: their "
                               "training would be left out",
                               phase.model->class_name),
                   "state parameters or flop_per_example, modules included, instead of the "
                   "configuration");
}

void check_against_model(Mapping& mapping, const OperationsPhase& phase) {
    if (phase.model->file.empty()) {
        refuse_lengths(mapping);
    } else {
        require_both(mapping, phase);
        require_whole_images(mapping, phase);
        require_modules(mapping, phase);
    }
    for (const std::string& name : unmatched_words(*phase.model, phase.trainable)) {
        mapping.report(
            name::unknown_part, "trainable",
            fmt::format("no part of {} is called '{}'", phase.model->type, safe_text(name)),
            std::string(words_hint));
    }
}

}  // namespace

void read_run(Mapping& mapping, OperationsPhase& phase) {
    StatedLengths& lengths = phase.lengths;
    lengths.text = read_length(mapping, "sequence_length");
    lengths.source = read_length(mapping, "source_length");
    lengths.images = read_length(mapping, "images");
    lengths.patches = read_length(mapping, "patches");
    lengths.image_tokens = read_length(mapping, "image_tokens");
    lengths.frames = read_length(mapping, "frames");
    phase.attention = mapping.word<AttentionConvention>("attention", Presence::optional)
                          .value_or(AttentionConvention::causal);
    phase.multi_token_prediction = mapping.truth("multi_token_prediction", Presence::optional);
    if (const Node* trainable = mapping.find("trainable", Presence::optional)) {
        read_trainable(mapping.reading(), *trainable, phase.trainable);
    }
    if (phase.model) {
        check_against_model(mapping, phase);
        return;
    }
    // A configuration that is named and faulty has been told.
    const bool bare = phase.parameters || phase.active_parameters || phase.flop_per_example;
    constexpr std::array<std::string_view, 7> configured{
        "source_length", "images", "patches", "image_tokens", "frames", "attention", "trainable"};
    for (const std::string_view key : configured) {
        if (mapping.has(key) && bare) {
            mapping.report(name::conflicting_keys, key,
                           fmt::format("'{}' goes with a configuration", key),
                           "name a config.json as `model`");
        }
    }
}

}  // namespace flopledger
