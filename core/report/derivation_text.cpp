// SPDX-License-Identifier: Apache-2.0
#include "core/report/derivation_text.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "core/base/figure_text.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int step = 2;             // columns a level is indented
constexpr int deepest_indent = 24;  // beyond it the page would be too narrow to read

std::string place_text(const Place& place) {
    if (place.line == 0) return place.file;
    return fmt::format("{}:{}", place.file, place.line);
}

Json place_json(const std::optional<Place>& place) {
    if (!place) return {};
    return Json::Object{{"file", place->file}, {"line", place->line}, {"column", place->column}};
}

}  // namespace

std::string value_text(const Derivation& figure_tree) {
    const Range& range = figure_tree.value;
    const std::string& unit = figure_tree.unit;
    if (unit == "B" || unit.starts_with("B/")) return prefixed(range, unit);
    // How many samples to draw is no figure to be rounded.
    const bool is_count = figure_tree.unit.starts_with("samples") && range.is_point() &&
                          range.best.is_whole() && range.best < Exact::power_of_ten(15);
    const std::string value = is_count                     ? grouped(range.best)
                              : figure_tree.unit == "FLOP" ? figure(range)
                                                           : input_figure(range);
    return figure_tree.unit.empty() ? value : value + " " + figure_tree.unit;
}

std::string DerivationWriter::text(const Derivation& tree, int depth) {
    const int indent = std::min(depth * step, deepest_indent);
    std::string head = fmt::format("{} = {}", tree.label, value_text(tree));
    if (tree.place) head += fmt::format(" [{}]", place_text(*tree.place));
    const std::string key = fmt::format("{}|{}|{}", tree.formula, tree.source, head);
    const bool repeated = !tree.inputs.empty() && !written_.insert(key).second;
    if (repeated) return indented(style_, indent, head + ", unfolded above");
    std::string page = depth == 0 ? bold_head(head) : indented(style_, indent, head);
    if (!tree.formula.empty()) page += indented(style_, indent + step, "= " + tree.formula);
    if (!tree.source.empty()) page += indented(style_, indent + step, "from " + tree.source);
    for (const Derivation& input : tree.inputs) page += text(input, depth + 1);
    return page;
}

std::string DerivationWriter::bold_head(const std::string& head) const {
    std::string page;
    for (const std::string& line : wrapped(safe_text(head), style_.width)) {
        page += inked(style_, Ink::bold, line) + "\n";
    }
    return page;
}

Json derivation_json(const Derivation& tree) {
    Json::Array inputs;
    for (const Derivation& input : tree.inputs) inputs.push_back(derivation_json(input));
    return Json::Object{{"label", tree.label},
                        {"formula", text_or_null(tree.formula)},
                        {"value", range_json(tree.value)},
                        {"exact", exact_json(tree.value)},
                        {"unit", text_or_null(tree.unit)},
                        {"source", text_or_null(tree.source)},
                        {"place", place_json(tree.place)},
                        {"inputs", std::move(inputs)}};
}

}  // namespace flopledger
