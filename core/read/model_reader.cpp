// SPDX-License-Identifier: Apache-2.0
#include "core/read/model_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "core/read/models/config.hpp"
#include "core/read/models/families.hpp"
#include "core/text/json.hpp"
#include "core/text/near_words.hpp"

namespace flopledger {

namespace {

constexpr std::string_view inline_hint =
    "give `model: {parameters: ..., active_parameters: ...}` in the ledger instead";

std::array<std::span<const Family>, 7> all_families() {
    return {llama_families(),       classic_families(), mixture_families(),   latent_families(),
            state_space_families(), encoder_families(), multimodal_families()};
}

const Family* find_family(std::string_view type) {
    for (const std::span<const Family> families : all_families()) {
        for (const Family& family : families) {
            if (family.model_type == type) return &family;
        }
    }
    return nullptr;
}

std::string near_types(std::string_view type) {
    constexpr std::size_t most = 3;
    const auto near = near_words(type, model_types(), most);
    return near.empty()
               ? std::string(inline_hint)
               : fmt::format("did you mean one of {}? Otherwise {}", joined(near), inline_hint);
}

// The model of a parsed configuration; `found` is of this file alone.
std::shared_ptr<const Model> read_root(const Document& document, Diagnostics& found) {
    const Reading reading{*document.source, found};
    Config config(reading, document.root);
    if (!config.ok()) return nullptr;
    if (!config.has("model_type")) {
        config.report("missing-key", "model_type", "the configuration lacks 'model_type'",
                      "take the config.json of the model as it was published");
        return nullptr;
    }
    const std::string type = config.text("model_type");
    if (!config.ok()) return nullptr;
    const Family* family = find_family(type);
    if (family == nullptr) {
        config.report("unsupported-model", "model_type",
                      fmt::format("models of type '{}' are not counted", shown(type)),
                      near_types(type));
        return nullptr;
    }
    Model model = family->read(config);
    if (!config.ok()) return nullptr;
    model.file = document.source->name;
    return std::make_shared<const Model>(std::move(model));
}

}  // namespace

std::vector<std::string_view> model_types() {
    std::vector<std::string_view> types;
    for (const std::span<const Family> families : all_families()) {
        for (const Family& family : families) types.push_back(family.model_type);
    }
    return types;
}

std::shared_ptr<const Model> read_model(std::shared_ptr<const Source> source,
                                        Diagnostics& diagnostics) {
    // Whether a configuration can be believed depends on its own faults, not on those before it.
    Diagnostics found;
    std::shared_ptr<const Model> model;
    if (const auto document = parse_json(std::move(source), found); document) {
        model = found.has_errors() ? nullptr : read_root(*document, found);
    }
    for (Diagnostic& diagnostic : found.list) diagnostics.add(std::move(diagnostic));
    return model;
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
