// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/base/number_names.hpp"
#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/ledger/inline_layers.hpp"
#include "core/read/ledger/method_readers.hpp"
#include "core/read/ledger/trainable_reader.hpp"

namespace flopledger {

namespace {

// The two figures that stand for a model, inside `model:` or right in the phase.
void read_figures(Mapping& mapping, OperationsPhase& phase) {
    phase.parameters =
        mapping.stated<Parameters>("parameters", Dimension::parameters, "parameters");
    phase.active_parameters =
        mapping.stated<Parameters>("active_parameters", Dimension::parameters, "parameters");
    require_above_zero(mapping, "parameters", phase.parameters);
    require_above_zero(mapping, "active_parameters", phase.active_parameters);
    if (!mapping.has("parameters") && !mapping.has("active_parameters")) {
        mapping.find("parameters", Presence::required);
    }
    if (phase.parameters && phase.active_parameters &&
        phase.parameters->value.value.high < phase.active_parameters->value.value.high) {
        mapping.report(name::number_out_of_bounds, "active_parameters",
                       "more parameters are active than there are",
                       "'parameters' counts all experts, 'active_parameters' those a token runs");
    }
}

// Forward operations of one example, of what is no transformer.
void read_flop_per_example(const Reading& reading, const Node& node, OperationsPhase& phase) {
    Mapping mapping(reading, node, "'flop_per_example'");
    phase.flop_per_example = mapping.stated<FlopPerExample>("flop", Dimension::flop, "FLOP");
    mapping.find("flop", Presence::required);
    phase.flop_per_example_source = mapping.text("source", Presence::required).value_or("");
    mapping.finish();
}

// A model without a file: two figures, or its layers.
void read_inline_model(const Reading& reading, const Node& node, OperationsPhase& phase) {
    Mapping mapping(reading, node, "'model'");
    if (const Node* layers = mapping.find("layers", Presence::optional)) {
        for (const std::string_view key : {"parameters", "active_parameters"}) {
            mapping.find(key, Presence::optional);
            mapping.exclude("layers", key, "the layers say the parameters themselves: keep one");
        }
        phase.model = read_inline_layers(reading, *layers);
    } else {
        read_figures(mapping, phase);
    }
    mapping.finish();
}

// Whether the model is a list of layers, faulty or not: their sizes hold for one example.
bool lists_layers(const Mapping& mapping) {
    const Node* model = mapping.node().find("model");
    return model != nullptr && model->kind == Node::Kind::mapping &&
           model->find("layers") != nullptr;
}

// What is said of the reading of a configuration; beside anything else it is told.
ModelChoices read_choices(Mapping& mapping) {
    ModelChoices choices{mapping.text_or_empty("class"),
                         mapping.texts("ignore_keys", Presence::optional)};
    const Node* model = mapping.node().find("model");
    const bool configured = model != nullptr && model->kind == Node::Kind::scalar;
    for (const std::string_view key : {"class", "ignore_keys"}) {
        if (!mapping.has(key) || configured) continue;
        mapping.report(name::conflicting_keys, key,
                       fmt::format("'{}' goes with a configuration, and 'model' names none", key),
                       "leave it out, or name a config.json");
    }
    return choices;
}

void read_model_key(Mapping& mapping, OperationsPhase& phase, Surroundings& surroundings) {
    const ModelChoices choices = read_choices(mapping);
    if (const Node* each = mapping.find("flop_per_example", Presence::optional)) {
        for (const std::string_view key : {"model", "parameters", "active_parameters"}) {
            mapping.find(key, Presence::optional);
            mapping.exclude("flop_per_example", key, "one or the other says what is multiplied");
        }
        read_flop_per_example(mapping.reading(), *each, phase);
        return;
    }
    if (!mapping.has("model") && (mapping.has("parameters") || mapping.has("active_parameters"))) {
        mapping.find("model", Presence::optional);
        read_figures(mapping, phase);
        return;
    }
    constexpr std::string_view remedy = "a configuration says its parameters itself: keep one";
    for (const std::string_view key : {"parameters", "active_parameters"}) {
        mapping.find(key, Presence::optional);
        mapping.exclude("model", key, remedy);
    }
    const Node* model = mapping.find("model", Presence::required);
    if (model == nullptr) {
        return;
    }
    if (model->kind == Node::Kind::mapping) {
        read_inline_model(mapping.reading(), *model, phase);
    } else if (const auto path = read_text(mapping.reading(), *model, "model")) {
        phase.model =
            surroundings.models.read(*path, choices, Reference{mapping.reading(), *model});
    }
}

// A plain count with its place, which may be a range.
template <typename Counted>
std::optional<Stated<Counted>> read_count(Mapping& mapping, std::string_view key) {
    auto count = mapping.stated<Counted>(key, Dimension::ratio, "");
    require_above_zero(mapping, key, count);
    return count;
}

// What a trainer's own words say of how much it was fed.
void read_trainer_words(Mapping& mapping, OperationsPhase& phase) {
    phase.total_flos = mapping.stated<Flop>("total_flos", Dimension::flop, "FLOP");
    phase.tokens_per_iteration =
        mapping.stated<Tokens>("tokens_per_iteration", Dimension::tokens, "tokens");
    phase.global_batch_size = read_count<Examples>(mapping, "global_batch_size");
    require_above_zero(mapping, "total_flos", phase.total_flos);
    require_above_zero(mapping, "tokens_per_iteration", phase.tokens_per_iteration);
    mapping.exclude("tokens_per_iteration", "global_batch_size",
                    "the batch times its length are the tokens of an iteration: keep one");
    if (phase.total_flos && phase.active_parameters && !phase.parameters) {
        mapping.find("parameters", Presence::required);
    }
    if (!phase.flop_per_example) return;
    for (const std::string_view key : {"total_flos", "tokens_per_iteration"}) {
        mapping.exclude("flop_per_example", key, "it is fed with examples, not with tokens");
    }
}

void read_tokens(Mapping& mapping, OperationsPhase& phase, bool beside_logs) {
    phase.tokens = mapping.stated<Tokens>("tokens", Dimension::tokens, "tokens");
    phase.examples = read_count<Examples>(mapping, "examples");
    phase.tokens_per_example =
        mapping.stated<TokensPerExample>("tokens_per_example", Dimension::tokens, "tokens");
    require_above_zero(mapping, "tokens_per_example", phase.tokens_per_example);
    phase.epochs = read_count<Ratio>(mapping, "epochs");
    phase.epochs_unstated = mapping.truth("epochs_unstated", Presence::optional).value_or(false);
    mapping.exclude("epochs", "epochs_unstated", "either the passes are known or they are not");
    require_above_zero(mapping, "tokens", phase.tokens);
    read_trainer_words(mapping, phase);
    const bool by_examples =
        mapping.has("examples") || mapping.has("tokens_per_example") || mapping.has("epochs");
    const bool from_logs =
        beside_logs && !by_examples && !mapping.has("tokens") && !mapping.has("total_flos");
    if (lists_layers(mapping)) {
        mapping.find("examples", from_logs ? Presence::optional : Presence::required);
        for (const std::string_view key : {"tokens", "tokens_per_example", "total_flos"}) {
            if (!mapping.has(key)) continue;
            mapping.report(name::conflicting_keys, key,
                           fmt::format("layers are fed with examples, not with '{}'", key),
                           "state `examples`, and `epochs` if there were several");
        }
        return;
    }
    mapping.exclude("tokens", "examples", "'tokens' are all tokens processed: keep one");
    mapping.exclude("tokens", "tokens_per_example", "'tokens' are all tokens processed: keep one");
    mapping.exclude("tokens", "epochs",
                    "'tokens' are all tokens processed, epochs included: multiply them in");
    for (const std::string_view key : {"tokens", "examples", "tokens_per_example", "epochs"}) {
        mapping.exclude("total_flos", key, "'total_flos' stands for the tokens: keep one");
    }
    if (mapping.has("tokens") || mapping.has("total_flos") || from_logs) {
        return;
    }
    // Examples alone are enough where the work of one follows from elsewhere.
    if ((phase.model || phase.flop_per_example) && mapping.has("examples")) {
        return;
    }
    if (!by_examples) {
        mapping.report(name::missing_key, "tokens", "'operations' lacks 'tokens'",
                       "add `tokens: ...`, or examples, tokens_per_example and epochs");
        return;
    }
    mapping.find("examples", Presence::required);
    mapping.find("tokens_per_example", Presence::required);
}

}  // namespace

std::optional<OperationsPhase> read_operations(const Reading& reading, const Node& node,
                                               Surroundings& surroundings, bool beside_logs) {
    const std::size_t before = reading.diagnostics.list.size();
    Mapping mapping(reading, node, "'operations'");
    OperationsPhase phase;
    phase.place = reading.place(node);
    if (node.kind == Node::Kind::mapping) {
        read_model_key(mapping, phase, surroundings);
        read_tokens(mapping, phase, beside_logs);
        read_run(mapping, phase);
        mapping.finish();
    }
    return reading.diagnostics.list.size() == before ? std::optional(std::move(phase))
                                                     : std::nullopt;
}

}  // namespace flopledger
