// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/preset_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/embedded.hpp"
#include "core/base/number_names.hpp"
#include "core/read/data/data_file.hpp"
#include "core/read/data/data_names.hpp"
#include "core/read/keys/citation_reader.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

std::vector<std::string_view> input_keys() {
    std::vector<std::string_view> keys;
    for (const PodInputDescription& input : pod_inputs()) keys.push_back(input.key);
    return keys;
}

void read_value(const Reading& reading, const Node& node, Preset& preset) {
    Mapping row(reading, node, "a row of 'values'");
    const Node* name = row.find("input", Presence::required);
    const auto index =
        name == nullptr ? std::nullopt : read_word(reading, *name, "input", input_keys());
    const std::string source = row.text("source", Presence::required).value_or("");
    row.find("value", Presence::required);
    row.finish();
    if (!index) return;
    const PodInputDescription& input = pod_inputs()[*index];
    const auto value =
        row.measure("value", Presence::required, input.dimension, input.default_unit);
    if (!value) return;
    if (const std::string fault = input_fault(input, *value); !fault.empty()) {
        row.report(name::number_out_of_bounds, "value", fault);
        return;
    }
    const bool twice =
        std::any_of(preset.values.begin(), preset.values.end(),
                    [&](const PresetValue& earlier) { return earlier.input == input.input; });
    if (twice) row.report(name::bad_data_file, "input", "this input has a value already");
    preset.values.push_back({input.input, *value, source});
}

void read_quality(const Reading& reading, const Node& node, Preset& preset) {
    Mapping row(reading, node, "a row of 'compression_quality'");
    const auto compression = row.positive("compression", Presence::required);
    const auto share = row.measure("share", Presence::required, Dimension::ratio, "");
    row.finish();
    if (!compression || !share) return;
    const bool ordered = preset.quality.empty() || preset.quality.back().compression < *compression;
    if (!ordered || *compression < 1) {
        row.report(name::bad_data_file, "compression", "order the rows by compression, from 1 on");
        return;
    }
    preset.quality.push_back({*compression, Ratio{*share}});
}

}  // namespace

std::string input_fault(const PodInputDescription& input, const Range& value) {
    if (value.low.is_zero()) return "it must be above zero";
    // Six inputs multiply: products of figures within these bounds stay numbers in JSON, too.
    if (Exact::power_of_ten(30) < value.high) return "it is 1e30 at the most";
    if (value.low < Exact::power_of_ten(-15)) return "it is 1e-15 at the least";
    if (input.is_share && value.high > 1)
        return "a share is 1 at the most; 40 percent is 40% or 0.4";
    if (input.is_whole && !(value.is_point() && value.best.is_whole())) {
        return "it takes a whole number";
    }
    if (value.low < input.lowest) return fmt::format("it is {} at the least", input.lowest.text());
    return "";
}

std::shared_ptr<const Preset> read_preset(std::shared_ptr<const Source> source,
                                          Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    const auto document = parse_yaml(std::move(source), diagnostics);
    if (!document) return nullptr;
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a file of a preset");
    Preset preset;
    preset.file = document->source->name;
    mapping.version("preset");
    preset.id = read_id(mapping);
    preset.title = mapping.text("title", Presence::required).value_or("");
    preset.mark =
        mapping.word<PresetMark>("mark", Presence::required).value_or(PresetMark::published);
    preset.is_method = mapping.truth("method", Presence::optional).value_or(false);
    preset.chip = mapping.text_or_empty("chip");
    preset.precision = mapping.word<Precision>("precision", Presence::optional);
    for (const Node* node : mapping.list("values", Presence::required)) {
        read_value(reading, *node, preset);
    }
    for (const Node* node : mapping.list("compression_quality", Presence::optional)) {
        read_quality(reading, *node, preset);
    }
    preset.result = mapping.text_or_empty("result");
    preset.as_of = mapping.date("as_of", Presence::required).value_or(Date{});
    preset.confidence = mapping.word<Verification>("confidence", Presence::required)
                            .value_or(Verification::unverified);
    for (const Node* node : mapping.list("sources", Presence::required)) {
        preset.sources.push_back(read_citation(reading, *node));
    }
    preset.notes = mapping.text_or_empty("notes");
    mapping.finish();
    return diagnostics.list.size() == before ? std::make_shared<const Preset>(std::move(preset))
                                             : nullptr;
}

std::vector<std::shared_ptr<const Preset>> built_in_presets(Diagnostics& diagnostics) {
    std::vector<std::shared_ptr<const Preset>> presets;
    for (const EmbeddedFile& file : embedded_presets()) {
        auto preset = read_preset(
            std::make_shared<const Source>(Source{std::string(file.path), std::string(file.text)}),
            diagnostics);
        if (preset != nullptr) presets.push_back(std::move(preset));
    }
    return presets;
}

}  // namespace flopledger
