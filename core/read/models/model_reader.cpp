// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/model_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/file_names.hpp"
#include "core/base/joined.hpp"
#include "core/facts/models/model_finding_names.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/read/models/bricks/families.hpp"
#include "core/read/models/bricks/model_head.hpp"
#include "core/read/models/bricks/model_names.hpp"
#include "core/read/models/unread_keys.hpp"
#include "core/text/files/sha256.hpp"
#include "core/text/trees/json.hpp"
#include "core/text/words/near_words.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

std::array<std::span<const Family>, 7> all_families() {
    return {llama_families(),       classic_families(), mixture_families(),   latent_families(),
            state_space_families(), encoder_families(), multimodal_families()};
}

const Family* family_of(std::string_view type) {
    for (const std::span<const Family> families : all_families()) {
        for (const Family& family : families) {
            if (family.model_type == type) return &family;
        }
    }
    return nullptr;
}

void report_unknown(Config& config, const std::string& type) {
    constexpr std::size_t most_near = 3;
    std::string near;
    for (const std::string_view word : near_words(type, known_model_types(), most_near)) {
        near += fmt::format("{}{}", near.empty() ? "did you mean " : ", ", word);
    }
    config.unsupported(
        "model_type", fmt::format("models of type '{}' are not counted", safe_text(type)),
        fmt::format("{}{}give the model as `model: {{parameters: ..., active_parameters: "
                    "...}}` in the ledger",
                    near, near.empty() ? "" : "? Or "));
}

void find_keys(Model& model, UnreadKeys keys) {
    const auto told = [](const std::vector<std::string>& list) {
        constexpr std::size_t most = 10;
        std::vector<std::string> words;
        for (const std::string& key : list) {
            if (words.size() < most) words.push_back("'" + shown(safe_text(key)) + "'");
        }
        std::string text = joined(words);
        if (list.size() > most) text += fmt::format(" and {} more", list.size() - most);
        return text;
    };
    if (!keys.ignored.empty()) {
        model.findings.push_back(
            {name::keys_ignored,
             fmt::format("counted as if the configuration did not say {}", told(keys.ignored))});
    }
    if (!keys.not_there.empty()) {
        model.findings.push_back(
            {name::keys_not_there, fmt::format("to be ignored, and not in the configuration: {}",
                                               joined(keys.not_there))});
    }
    if (!keys.unknown.empty()) {
        model.findings.push_back(
            {name::keys_unknown,
             fmt::format("not read, and not known to be without effect: {}", told(keys.unknown))});
    }
    model.ignored_keys = std::move(keys.ignored);
}

// A model whose family is known, as the class that is named. After a fault it is not used.
Model read_class(Config& config, const Family& family, const ModelChoices& choices) {
    const auto chosen = choose_class(config, family.model_type, choices.class_name);
    if (!chosen) return {};
    config.set_class(chosen->name);
    Model model = family.read(config);
    put_head(config, model, chosen->head);
    model.class_name = chosen->name;
    model.findings = chosen->findings;
    if (config.ok()) {
        find_keys(model, judge_unread_keys(config, family.model_type, choices.ignore_keys));
    }
    return model;
}

}  // namespace

std::vector<std::string_view> known_model_types() {
    std::vector<std::string_view> types;
    for (const std::span<const Family> families : all_families()) {
        for (const Family& family : families) types.push_back(family.model_type);
    }
    std::sort(types.begin(), types.end());
    return types;
}

std::shared_ptr<const Model> read_model(std::shared_ptr<const Source> source,
                                        const ModelChoices& choices, Diagnostics& diagnostics) {
    // Faults of this file alone decide whether there is a model.
    Diagnostics own;
    std::shared_ptr<const Model> result;
    constexpr TextKind kind{"model configuration", "model_type",
                            [](std::string_view) { return true; }, name::missing_key,
                            "take the config.json of the model as it was published"};
    if (const auto document = parse_as(kind, parse_json, std::move(source), own)) {
        const Reading reading{*document->source, own};
        Config config(reading, document->root);
        const std::string type = config.text("model_type");
        const Family* family = family_of(type);
        if (document->root.kind == Node::Kind::mapping && type.empty()) {
            config.report(name::missing_key, "model_type", "the configuration lacks 'model_type'",
                          "take the config.json of the model as it was published");
        } else if (family == nullptr && !own.has_errors()) {
            report_unknown(config, type);
        } else if (family != nullptr) {
            Model model = read_class(config, *family, choices);
            model.file = document->source->name;
            if (!own.has_errors()) result = std::make_shared<const Model>(std::move(model));
        }
    }
    for (Diagnostic& diagnostic : own.list) diagnostics.add(std::move(diagnostic));
    return result;
}

ModelStore::ModelStore(FileReader& files, bool hashes) : files_(files), hashes_(hashes) {}

std::shared_ptr<const Model> ModelStore::read(const std::string& path, const ModelChoices& choices,
                                              const Reference& reference) {
    const std::string file = resolved_path(reference, path);
    if (report_barred(files_, file, reference)) return nullptr;
    const auto key = std::make_pair(files_.canonical(file), choices);
    const auto known = models_.find(key);
    if (known != models_.end()) {
        if (known->second == nullptr) {
            reference.reading.report(name::file_unreadable, reference.node,
                                     fmt::format("'{}' has errors, told before", safe_text(path)));
        }
        return known->second;
    }
    Diagnostics& diagnostics = reference.reading.diagnostics;
    auto source = read_source(files_, file, largest_model_bytes, reference, diagnostics);
    const std::string digest = source != nullptr && hashes_ ? sha256(source->text) : "";
    auto model = source != nullptr ? read_model(std::move(source), choices, diagnostics) : nullptr;
    if (model != nullptr && hashes_) {
        Model hashed = *model;
        hashed.sha256 = digest;
        model = std::make_shared<const Model>(std::move(hashed));
    }
    models_.emplace(key, model);
    return model;
}

}  // namespace flopledger
