// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/description.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace flopledger {

namespace {

// Low, best and high, each by a function or null where it is not known.
template <typename Written>
Json::Object ends_of(const Range& range, bool has_best, bool has_high, Written written) {
    return {{"low", written(range.low)},
            {"best", has_best ? written(range.best) : Json()},
            {"high", has_high ? written(range.high) : Json()}};
}

Json number(const Exact& value) { return value.nearest_double(); }

}  // namespace

Json json_of(const NumberRange& range) {
    return ends_of(range.range, range.has_best, range.has_high, number);
}

Json json_of(const ExactRange& range) {
    return ends_of(range.range, range.has_best, range.has_high,
                   [](const Exact& value) { return Json(value.text()); });
}

Json json_of(const OpenRange& range) {
    Json::Object ends =
        ends_of(range.known.range, range.known.has_best, range.known.has_high, number);
    ends.emplace_back("open", range.is_open);
    return ends;
}

Json SchemaWriter::typed(const char* type) { return Json::Object{{"type", type}}; }

Json SchemaWriter::or_null(Json inner) {
    return Json::Object{{"anyOf", Json::Array{std::move(inner), typed("null")}}};
}

Json SchemaWriter::list(Json item) {
    return Json::Object{{"type", "array"}, {"items", std::move(item)}};
}

Json SchemaWriter::keyed(Json item) {
    return Json::Object{{"type", "object"}, {"additionalProperties", std::move(item)}};
}

Json SchemaWriter::words(const std::vector<std::string_view>& list) {
    Json::Array array;
    for (const std::string_view word : list) array.emplace_back(word);
    return Json::Object{{"enum", std::move(array)}};
}

Json SchemaWriter::day() {
    return Json::Object{{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
}

Json SchemaWriter::reference(std::string_view name) {
    return Json::Object{{"$ref", fmt::format("#/$defs/{}", name)}};
}

Json SchemaWriter::told(Json type, std::string_view sentence) {
    if (!sentence.empty()) type.fields.emplace_back("description", sentence);
    return type;
}

Json SchemaWriter::range(bool is_exact, bool is_open) {
    const std::string_view name = is_open ? "open_range" : is_exact ? "exact_range" : "range";
    if (const auto place = begin(name)) {
        const char* type = is_exact ? "string" : "number";
        Json::Object ends{
            {"low", typed(type)}, {"best", or_null(typed(type))}, {"high", or_null(typed(type))}};
        Json::Array required{"low", "best", "high"};
        if (is_open) {
            ends.emplace_back("open", told(typed("boolean"), "Whether it has no upper end."));
            required.emplace_back("open");
        }
        definitions_[*place].value = Json::Object{
            {"type", "object"},
            {"description", is_exact ? "A range in full, as decimal strings: p/q in lowest terms "
                                       "where not whole; null where an end is not known."
                                     : "A range as its nearest doubles; null where an end is not "
                                       "known."},
            {"properties", std::move(ends)},
            {"required", std::move(required)}};
    }
    return reference(name);
}

std::optional<std::size_t> SchemaWriter::begin(std::string_view name) {
    const bool known = std::any_of(definitions_.begin(), definitions_.end(),
                                   [name](const JsonField& field) { return field.key == name; });
    if (known) return std::nullopt;
    definitions_.emplace_back(name, Json());
    return definitions_.size() - 1;
}

Json SchemaWriter::whole(std::string_view name, std::string_view title, Json::Object keys) {
    Json::Object document{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                          {"$id", fmt::format("urn:flopledger:output:{}:1", name)},
                          {"title", fmt::format("flopledger/{}/1", name)},
                          {"description", title}};
    for (JsonField& field : keys) document.push_back(std::move(field));
    document.emplace_back("$defs", std::move(definitions_));
    return document;
}

}  // namespace flopledger
