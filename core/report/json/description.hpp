// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/enum_words.hpp"
#include "core/base/name.hpp"
#include "core/base/range.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

// One description of a result: its keys, what each says, and how it is read of a value. The JSON of
// the result and the JSON Schema of that JSON (draft 2020-12) both follow from it, so that neither
// can say what the other does not. What a key is in the schema follows from the type that it reads.

// A key of a document. `read` takes a value to what the key holds.
template <typename Read>
struct DescribedKey {
    std::string_view name;
    std::string_view sentence;
    Read read;
};

template <typename Read>
DescribedKey(std::string_view, std::string_view, Read) -> DescribedKey<Read>;

// Specialised for each struct that is printed, with
//     static constexpr std::string_view name;   // of its definition in the schema
//     static constexpr auto keys = std::tuple{DescribedKey{...}, ...};   // as they are printed
template <typename Value>
struct Description;

template <typename Value>
concept Described = requires {
    Description<Value>::keys;
};

// What keys may hold besides numbers, texts, truths, days, words of enumerations and lists:

// A text, or null where it is empty.
struct TextOrNull {
    std::string_view text;
};

// A range as its nearest doubles, with nothing for ends that are not known.
struct NumberRange {
    Range range;
    bool has_best = true;
    bool has_high = true;
};

// The same in full, as decimal strings.
struct ExactRange {
    Range range;
    bool has_best = true;
    bool has_high = true;
};

// A sum as its nearest doubles, with whether it is open upwards.
struct OpenRange {
    NumberRange known;
    bool is_open = false;
};

// A number in full, as a decimal string.
struct ExactNumber {
    Exact number;
};

// A figure of FLOP whose best is not known where it is a pure upper bound.
inline NumberRange number_range(const Range& flop) {
    return {.range = flop, .has_best = !flop.is_bound()};
}
inline ExactRange exact_range(const Range& flop) {
    return {.range = flop, .has_best = !flop.is_bound()};
}

// A sum that may be open upwards: then best and high are not known.
inline OpenRange open_range(const Range& sum, bool is_open, bool best_known) {
    return {{.range = sum, .has_best = best_known && !is_open, .has_high = !is_open}, is_open};
}
inline ExactRange exact_open_range(const Range& sum, bool is_open, bool best_known) {
    return {.range = sum, .has_best = best_known && !is_open, .has_high = !is_open};
}

// Values of one kind under keys that the result itself has.
template <typename Value>
struct ByKey {
    std::vector<std::pair<std::string, const Value*>> values;
};

Json json_of(const NumberRange& range);
Json json_of(const ExactRange& range);
Json json_of(const OpenRange& range);

namespace description {

template <typename Value>
struct ListOf : std::false_type {};
template <typename Item>
struct ListOf<std::vector<Item>> : std::true_type {
    using type = Item;
};
template <typename Item>
struct ListOf<std::span<Item>> : std::true_type {
    using type = std::remove_const_t<Item>;
};

template <typename Value>
struct MaybeOf : std::false_type {};
template <typename Inner>
struct MaybeOf<std::optional<Inner>> : std::true_type {
    using type = Inner;
};
template <typename Inner>
struct MaybeOf<const Inner*> : std::true_type {
    using type = Inner;
};
template <typename Inner>
struct MaybeOf<std::shared_ptr<const Inner>> : std::true_type {
    using type = Inner;
};

template <typename Value>
struct KeyedOf : std::false_type {};
template <typename Inner>
struct KeyedOf<ByKey<Inner>> : std::true_type {
    using type = Inner;
};

template <typename Value>
constexpr bool is_range = std::is_same_v<Value, NumberRange> || std::is_same_v<Value, ExactRange> ||
                          std::is_same_v<Value, OpenRange>;

}  // namespace description

// The JSON of a value.
template <typename Value>
Json json_of(const Value& value) {
    if constexpr (std::is_same_v<Value, Json>) {
        return value;
    } else if constexpr (Described<Value>) {
        Json::Object object;
        std::apply(
            [&](const auto&... keys) {
                (object.emplace_back(keys.name, json_of(keys.read(value))), ...);
            },
            Description<Value>::keys);
        return object;
    } else if constexpr (description::MaybeOf<Value>::value) {
        return value ? json_of(*value) : Json();
    } else if constexpr (description::ListOf<Value>::value) {
        Json::Array array;
        for (const auto& item : value) array.push_back(json_of(item));
        return array;
    } else if constexpr (description::KeyedOf<Value>::value) {
        Json::Object object;
        for (const auto& [key, item] : value.values) object.emplace_back(key, json_of(*item));
        return object;
    } else if constexpr (std::is_enum_v<Value>) {
        return Json(word(value));
    } else if constexpr (std::is_same_v<Value, TextOrNull>) {
        return text_or_null(value.text);
    } else if constexpr (std::is_same_v<Value, Exact>) {
        return value.nearest_double();
    } else if constexpr (std::is_same_v<Value, ExactNumber>) {
        return value.number.text();
    } else if constexpr (std::is_same_v<Value, Date>) {
        return to_text(value);
    } else if constexpr (std::is_same_v<Value, Name>) {
        return value.text;
    } else if constexpr (std::is_integral_v<Value> && !std::is_same_v<Value, bool>) {
        return static_cast<int>(value);
    } else {
        return Json(value);
    }
}

// Gathers the definitions that a schema refers to.
class SchemaWriter {
  public:
    // What a value of a type is in JSON; a described one is a reference to its definition.
    template <typename Value>
    Json of() {
        if constexpr (std::is_same_v<Value, Json>) {
            return Json::Object{};
        } else if constexpr (Described<Value>) {
            return defined<Value>();
        } else if constexpr (description::MaybeOf<Value>::value) {
            return or_null(of<typename description::MaybeOf<Value>::type>());
        } else if constexpr (description::ListOf<Value>::value) {
            using Item = typename description::ListOf<Value>::type;
            return list(of<std::remove_cv_t<std::remove_pointer_t<Item>>>());
        } else if constexpr (description::KeyedOf<Value>::value) {
            return keyed(of<typename description::KeyedOf<Value>::type>());
        } else if constexpr (std::is_enum_v<Value>) {
            return words(words_of<Value>());
        } else if constexpr (description::is_range<Value>) {
            return range(std::is_same_v<Value, ExactRange>, std::is_same_v<Value, OpenRange>);
        } else if constexpr (std::is_same_v<Value, TextOrNull>) {
            return or_null(typed("string"));
        } else if constexpr (std::is_same_v<Value, Exact> || std::is_same_v<Value, double>) {
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

    // The schema of a document of a type, with its title.
    template <typename Document>
    Json document(std::string_view name, std::string_view title) {
        Json::Object keys = object<Document>();
        return whole(name, title, std::move(keys));
    }

  private:
    template <typename Value>
    Json::Object object() {
        Json::Object properties;
        Json::Array required;
        std::apply(
            [&](const auto&... keys) {
                ((properties.emplace_back(keys.name, told(of<std::remove_cvref_t<decltype(keys.read(
                                                              std::declval<const Value&>()))>>(),
                                                          keys.sentence)),
                  required.emplace_back(keys.name)),
                 ...);
            },
            Description<Value>::keys);
        return {{"type", "object"},
                {"properties", std::move(properties)},
                {"required", std::move(required)}};
    }

    template <typename Value>
    Json defined() {
        constexpr std::string_view name = Description<Value>::name;
        // Its place is taken first, so that a definition may refer to itself.
        if (const auto place = begin(name)) definitions_[*place].value = object<Value>();
        return reference(name);
    }

    static Json typed(const char* type);
    static Json or_null(Json inner);
    static Json list(Json item);
    static Json keyed(Json item);
    static Json words(const std::vector<std::string_view>& list);
    static Json day();
    static Json reference(std::string_view name);
    static Json told(Json type, std::string_view sentence);
    Json range(bool is_exact, bool is_open);
    std::optional<std::size_t> begin(std::string_view name);
    Json whole(std::string_view name, std::string_view title, Json::Object keys);

    Json::Object definitions_;
};

}  // namespace flopledger
