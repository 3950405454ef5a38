// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/schema.hpp"

#include <fmt/core.h>

#include "core/report/json/json_output.hpp"

namespace flopledger {

namespace {

Json::Object typed(const char* type) { return {{"type", type}}; }

Json words_json(const std::vector<std::string_view>& words) {
    Json::Array array;
    for (const std::string_view word : words) array.emplace_back(word);
    return array;
}

Json reference(std::string_view name) {
    std::string target(name);
    for (char& letter : target) letter = letter == ' ' ? '_' : letter;
    return Json::Object{{"$ref", "#/$defs/" + target}};
}

Json::Object list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Json::Object one_of(Json::Array choices) { return {{"anyOf", std::move(choices)}}; }

Json::Object mapping_with_values(Json value) {
    return {{"type", "object"}, {"additionalProperties", std::move(value)}};
}

Json::Object by_word(const FormatKey& key) {
    return {{"type", "object"},
            {"propertyNames", Json::Object{{"enum", words_json(key.words)}}},
            {"additionalProperties", reference(key.detail)}};
}

// What a key takes, without its sentence.
Json::Object type_json(const FormatKey& key) {
    switch (key.type) {
        case KeyType::version:
            return {{"const", 1}};
        case KeyType::text:
            return typed("string");
        case KeyType::texts:
            return list_of(typed("string"));
        case KeyType::truth:
            return typed("boolean");
        case KeyType::whole:
            return typed("integer");
        case KeyType::wholes:
            return list_of(typed("integer"));
        case KeyType::number:
            return one_of({typed("number"), typed("string")});
        case KeyType::measure:
            return {{"$ref", "#/$defs/measure"}};
        case KeyType::word:
            return {{"enum", words_json(key.words)}};
        case KeyType::words:
            return list_of(Json::Object{{"enum", words_json(key.words)}});
        case KeyType::word_or_words: {
            const Json::Object word{{"enum", words_json(key.words)}};
            return one_of({word, list_of(word)});
        }
        case KeyType::date:
            return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
        case KeyType::period:
            return {{"type", "string"},
                    {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}\\.\\.[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
        case KeyType::mapping:
            return {{"$ref", "#/$defs/" + std::string(key.detail)}};
        case KeyType::mappings:
            return list_of(reference(key.detail));
        case KeyType::one_or_several:
            return one_of({reference(key.detail), list_of(reference(key.detail))});
        case KeyType::text_or_mapping:
            return one_of({typed("string"), reference(key.detail)});
        case KeyType::texts_by_key:
            return mapping_with_values(typed("string"));
        case KeyType::mappings_by_word:
            return by_word(key);
        case KeyType::truth_or_word:
            return one_of({typed("boolean"), typed("string")});
    }
    return {};
}

Json key_json(const FormatKey& key) {
    Json::Object object = type_json(key);
    std::string sentence(key.sentence);
    if (key.type == KeyType::measure && !key.detail.empty()) {
        sentence += fmt::format(" In {} unless it says a unit.", key.detail);
    }
    object.emplace_back("description", sentence);
    return object;
}

Json::Object mapping_json(const FormatMapping& mapping) {
    Json::Object properties;
    Json::Array required;
    for (const FormatKey& key : mapping.keys) {
        properties.emplace_back(key.key, key_json(key));
        if (key.required) required.emplace_back(key.key);
    }
    return {{"type", "object"},
            {"description", mapping.sentence},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

// A figure: a number, a text with a range or a unit, or low, best and high.
Json measure_json() {
    const Json bound = one_of({typed("number"), typed("string")});
    Json range =
        Json::Object{{"type", "object"},
                     {"properties", Json::Object{{"low", bound}, {"best", bound}, {"high", bound}}},
                     {"required", Json::Array{"low", "high"}},
                     {"additionalProperties", false}};
    return Json::Object{
        {"description", "A figure: 0.41, 38%, 0.38..0.43, 3.8e25 +- 10%, 30.84M chip-hours."},
        {"anyOf", Json::Array{typed("number"), typed("string"), std::move(range)}}};
}

}  // namespace

std::string schema_json(const FileFormat& format) {
    Json::Object document{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"title", fmt::format("flopledger {}, version 1", format.name)},
        {"description", format.sentence},
    };
    Json::Object definitions;
    bool is_file = true;
    for (const FormatMapping& mapping : format.mappings) {
        Json::Object object = mapping_json(mapping);
        if (is_file) {
            for (JsonField& field : object) {
                if (field.key != "description") document.push_back(std::move(field));
            }
        } else {
            std::string name(mapping.name);
            for (char& letter : name) letter = letter == ' ' ? '_' : letter;
            definitions.emplace_back(name, std::move(object));
        }
        is_file = false;
    }
    definitions.emplace_back("measure", measure_json());
    document.emplace_back("$defs", std::move(definitions));
    return json_text(document);
}

}  // namespace flopledger
