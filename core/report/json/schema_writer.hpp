// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/enum_words.hpp"
#include "core/report/json/description.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// The JSON Schema of what is described; gathers the definitions that it refers to.
class SchemaWriter {
  public:
    // What a value of a type is in JSON; a described one is a reference to its definition.
    template <typename Value>
    Json of() {
        if constexpr (Described<Value>) {
            return defined<Value>();
        } else if constexpr (description::ReferenceOf<Value>::value) {
            return of<typename description::ReferenceOf<Value>::type>();
        } else if constexpr (description::ChoiceOf<Value>::value) {
            return any_of(static_cast<const Value*>(nullptr));
        } else if constexpr (description::MaybeOf<Value>::value) {
            return or_null(of<typename description::MaybeOf<Value>::type>());
        } else if constexpr (description::ListOf<Value>::value) {
            return list(of_item<typename description::ListOf<Value>::type>());
        } else if constexpr (description::KeyedOf<Value>::value) {
            return keyed(of<typename description::KeyedOf<Value>::type>());
        } else if constexpr (description::AlwaysOf<Value>::value) {
            return Json::Object{{"const", Value::word}};
        } else if constexpr (std::is_enum_v<Value>) {
            return words(words_of<Value>());
        } else if constexpr (description::is_range<Value>) {
            return range(std::is_same_v<Value, ExactRange>, std::is_same_v<Value, OpenRange>);
        } else if constexpr (std::is_same_v<Value, TextOrNull>) {
            return or_null(typed("string"));
        } else if constexpr (std::is_same_v<Value, Exact> || std::is_same_v<Value, CountedNumber>) {
            return typed("number");
        } else if constexpr (std::is_same_v<Value, bool>) {
            return typed("boolean");
        } else if constexpr (std::is_integral_v<Value>) {
            return typed("integer");
        } else if constexpr (std::is_same_v<Value, Date>) {
            return day();
        } else {
            return typed("string");
        }
    }

    // The schema of a whole document.
    template <typename Document>
    Json document() {
        Keys keys = head(Description<Document>::name);
        add_keys<Document>(keys, true);
        return whole(Description<Document>::name, Description<Document>::sentence, std::move(keys));
    }

  private:
    // The keys of an object, and which of them are always there.
    struct Keys {
        Json::Object properties;
        Json::Array required;
    };

    template <typename Value>
    void add_keys(Keys& into, bool required) {
        std::apply([&](const auto&... entries) { (add<Value>(into, entries, required), ...); },
                   Description<Value>::keys);
    }

    template <typename Value, typename Read>
    void add(Keys& into, const DescribedKey<Read>& key, bool required) {
        using Held = description::ReadBy<DescribedKey<Read>, Value>;
        into.properties.emplace_back(key.name, told(of<Held>(), key.sentence));
        if (required) into.required.emplace_back(key.name);
    }

    template <typename Value, typename Read>
    void add(Keys& into, const DescribedPart<Read>& /*part*/, bool required) {
        using Held = description::ReadBy<DescribedPart<Read>, Value>;
        if constexpr (description::MaybeOf<Held>::value) {
            add_keys<typename description::MaybeOf<Held>::type>(into, false);
        } else {
            add_keys<Held>(into, required);
        }
    }

    template <typename Value>
    Json defined() {
        constexpr const std::string_view& name = Description<Value>::name;
        // Its place is taken first, so that a definition may refer to itself.
        if (const auto place = begin(name)) {
            Keys keys;
            add_keys<Value>(keys, true);
            definitions_[*place].value = object(std::move(keys));
        }
        return reference(name);
    }

    // An item of a list is there, even where the list holds pointers.
    template <typename Item>
    Json of_item() {
        if constexpr (description::MaybeOf<Item>::value) {
            return of<typename description::MaybeOf<Item>::type>();
        } else {
            return of<Item>();
        }
    }

    template <typename... Choices>
    Json any_of(const std::variant<Choices...>* /*type*/) {
        return Json::Object{{"anyOf", Json::Array{of<Choices>()...}}};
    }

    Keys head(std::string_view name);
    static Json object(Keys keys);
    static Json typed(const char* type);
    static Json or_null(Json inner);
    static Json list(Json item);
    static Json keyed(Json item);
    static Json words(const std::vector<std::string_view>& list);
    static Json day();
    static Json reference(std::string_view name);
    static Json told(Json type, std::string_view sentence);
    Json range(bool is_exact, bool is_open);
    // The place of a new definition; nothing where it stands. Two of one name are a mistake: a name
    // is known by its address.
    std::optional<std::size_t> begin(const std::string_view& name);
    Json whole(std::string_view name, std::string_view sentence, Keys keys);

    Json::Object definitions_;
    std::vector<const std::string_view*> names_;
};

// The schema of a document by its description.
template <typename Document>
constexpr DocumentSchema document_schema() {
    return {Description<Document>::name,
            [] { return json_text(SchemaWriter().document<Document>()); }};
}

}  // namespace flopledger
