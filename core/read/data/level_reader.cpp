// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/level_reader.hpp"

#include <utility>

#include "core/base/embedded.hpp"
#include "core/read/data/data_file.hpp"
#include "core/read/keys/citation_reader.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

std::shared_ptr<const ComputeLevels> read_levels(std::shared_ptr<const Source> source,
                                                 Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    const auto document = parse_yaml(std::move(source), diagnostics);
    if (!document) return nullptr;
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a file of levels");
    ComputeLevels levels;
    levels.file = document->source->name;
    mapping.version("levels");
    levels.id = read_id(mapping);
    levels.title = mapping.text("title", Presence::required).value_or("");
    for (const Node* node : mapping.list("levels_of_compute", Presence::required)) {
        Mapping row(reading, *node, "a row of 'levels_of_compute'");
        const std::string name = row.text("name", Presence::required).value_or("");
        const auto amount = row.positive("amount", Presence::required);
        row.finish();
        if (amount) levels.levels.push_back({name, *amount});
    }
    levels.as_of = mapping.date("as_of", Presence::required).value_or(Date{});
    levels.confidence = mapping.word<Verification>("confidence", Presence::required)
                            .value_or(Verification::unverified);
    for (const Node* node : mapping.list("sources", Presence::required)) {
        levels.sources.push_back(read_citation(reading, *node));
    }
    levels.notes = mapping.text_or_empty("notes");
    mapping.finish();
    return diagnostics.list.size() == before
               ? std::make_shared<const ComputeLevels>(std::move(levels))
               : nullptr;
}

std::vector<std::shared_ptr<const ComputeLevels>> built_in_levels(Diagnostics& diagnostics) {
    std::vector<std::shared_ptr<const ComputeLevels>> all;
    for (const EmbeddedFile& file : embedded_levels()) {
        auto levels = read_levels(
            std::make_shared<const Source>(Source{std::string(file.path), std::string(file.text)}),
            diagnostics);
        if (levels != nullptr) all.push_back(std::move(levels));
    }
    return all;
}

}  // namespace flopledger
