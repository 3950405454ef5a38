// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/rate_reader.hpp"

#include <utility>

#include "core/base/embedded.hpp"
#include "core/read/data/data_file.hpp"
#include "core/read/keys/citation_reader.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

std::shared_ptr<const Rate> read_rate(std::shared_ptr<const Source> source,
                                      Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    const auto document = parse_yaml(std::move(source), diagnostics);
    if (!document) return nullptr;
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a file of a rate");
    Rate rate;
    rate.file = document->source->name;
    mapping.version("rate");
    rate.id = read_id(mapping);
    rate.title = mapping.text("title", Presence::required).value_or("");
    rate.per_year = {
        mapping.measure("per_year", Presence::required, Dimension::ratio, "").value_or(point(1))};
    rate.interval = mapping.text("interval", Presence::required).value_or("");
    rate.as_of = mapping.date("as_of", Presence::required).value_or(Date{});
    rate.confidence = mapping.word<Verification>("confidence", Presence::required)
                          .value_or(Verification::unverified);
    for (const Node* node : mapping.list("sources", Presence::required)) {
        rate.sources.push_back(read_citation(reading, *node));
    }
    rate.notes = mapping.text_or_empty("notes");
    mapping.finish();
    return diagnostics.list.size() == before ? std::make_shared<const Rate>(std::move(rate))
                                             : nullptr;
}

std::shared_ptr<const Rate> built_in_rate(std::string_view id, Diagnostics& diagnostics) {
    for (const EmbeddedFile& file : embedded_rates()) {
        if (id_of_path(file.path) != id) continue;
        return read_rate(
            std::make_shared<const Source>(Source{std::string(file.path), std::string(file.text)}),
            diagnostics);
    }
    return nullptr;
}

}  // namespace flopledger
