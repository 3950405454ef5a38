// SPDX-License-Identifier: Apache-2.0
// `flopledger model CONFIG...`: parameters and FLOP of model configurations.
#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/count/models/counted_model.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/read/models/checkpoint_reader.hpp"
#include "core/read/models/model_reader.hpp"
#include "core/report/catalog/model_json.hpp"
#include "core/report/catalog/model_page.hpp"

namespace flopledger {

namespace {

// The configuration of a path: config.json where it is a folder that has one.
std::string configuration_of(FileReader& files, const std::string& path) {
    const std::string inside = path + (path.ends_with('/') ? "config.json" : "/config.json");
    return path != "-" && files.exists(inside) ? inside : path;
}

std::optional<CountedModel> count_model(Session& session, const std::string& path,
                                        Diagnostics& diagnostics) {
    const ModelOptions& options = session.line.model;
    CountedModel counted;
    counted.file = configuration_of(session.files, path);
    auto source =
        read_source(session.files, counted.file, largest_model_bytes, std::nullopt, diagnostics);
    if (source == nullptr) return std::nullopt;
    counted.model = read_model(std::move(source), options.choices, diagnostics);
    if (counted.model == nullptr) return std::nullopt;
    Diagnostics found;
    counted.breakdown = break_down(*counted.model, options.lengths, options.attention, found);
    for (const Diagnostic& diagnostic : found.list) diagnostics.add(diagnostic);
    if (found.has_errors()) return std::nullopt;
    if (const auto checkpoint = read_checkpoint(session.files, counted.file, diagnostics)) {
        counted.checkpoint =
            compare_checkpoint(*counted.model, counted.breakdown.parameters, *checkpoint);
    }
    return counted;
}

Page page_of(const std::vector<CountedModel>& models, const ModelOptions& options) {
    const bool as_table = options.configurations.size() > 1 && !options.detail;
    return as_table ? models_page(models) : model_page(models);
}

}  // namespace

int run_model(Session& session, Diagnostics& diagnostics) {
    std::vector<CountedModel> models;
    for (const std::string& path : session.line.model.configurations) {
        if (auto counted = count_model(session, path, diagnostics)) {
            models.push_back(std::move(*counted));
        }
    }
    const std::string text = session.line.common.format == Format::json
                                 ? models_json(models, diagnostics, program_version())
                                 : written(session, page_of(models, session.line.model));
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
