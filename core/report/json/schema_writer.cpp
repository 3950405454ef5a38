// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/schema_writer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>

namespace flopledger {

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
    static constexpr std::string_view names[] = {"range", "exact_range", "open_range"};
    const std::string_view& name = names[is_open ? 2 : is_exact ? 1 : 0];
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

std::optional<std::size_t> SchemaWriter::begin(const std::string_view& name) {
    if (std::find(names_.begin(), names_.end(), &name) != names_.end()) return std::nullopt;
    assert(std::none_of(names_.begin(), names_.end(),
                        [&name](const std::string_view* known) { return *known == name; }));
    names_.push_back(&name);
    definitions_.emplace_back(name, Json());
    return definitions_.size() - 1;
}

SchemaWriter::Keys SchemaWriter::head(std::string_view name) {
    Json tool =
        object({{{"name", Json::Object{{"const", "flopledger"}}}, {"version", typed("string")}},
                {"name", "version"}});
    return {{{"schema", Json::Object{{"const", fmt::format("flopledger/{}/1", name)},
                                     {"description", "Which document this is."}}},
             {"tool", told(std::move(tool), "The program that wrote it.")}},
            {"schema", "tool"}};
}

Json SchemaWriter::object(Keys keys) {
    return Json::Object{{"type", "object"},
                        {"properties", std::move(keys.properties)},
                        {"required", std::move(keys.required)}};
}

Json SchemaWriter::whole(std::string_view name, std::string_view sentence, Keys keys) {
    Json::Object document{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                          {"$id", fmt::format("urn:flopledger:output:{}:1", name)},
                          {"title", fmt::format("flopledger/{}/1", name)},
                          {"description", fmt::format("{} Keys are only ever added.", sentence)}};
    Json described = object(std::move(keys));
    for (JsonField& field : described.fields) document.push_back(std::move(field));
    document.emplace_back("$defs", std::move(definitions_));
    return document;
}

}  // namespace flopledger
