// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/known_range.hpp"
#include "core/base/name.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

// One description of a result: its keys, what each says, and how it is read of a value. The JSON of
// the result and the JSON Schema of that JSON (draft 2020-12) both follow from it, so that neither
// can say what the other does not. What a key is in the schema follows from the type that it reads.

// A key of a document. `read` takes a value to what the key holds: a member or a function.
template <typename Read>
struct DescribedKey {
    std::string_view name;
    std::string_view sentence;
    Read read;
};

template <typename Read>
DescribedKey(std::string_view, std::string_view, Read) -> DescribedKey<Read>;

// All keys of something else in this place; none of them where it is an empty optional.
template <typename Read>
struct DescribedPart {
    Read read;
};

template <typename Read>
DescribedPart(Read) -> DescribedPart<Read>;

// Reads of members one behind the other, through pointers too: `path(&Verdict::threshold,
// &Threshold::id)`. The last may be a function.
template <typename First, typename... Rest>
constexpr auto path(First first, Rest... rest) {
    return [first, rest...](const auto& value) -> decltype(auto) {
        if constexpr (sizeof...(rest) == 0) {
            return std::invoke(first, value);
        } else {
            return path(rest...)(std::invoke(first, value));
        }
    };
}

// What the end of a path points to, which is there.
template <typename... Steps>
constexpr auto pointed(Steps... steps) {
    return [steps...](const auto& value) -> const auto& { return *path(steps...)(value); };
}

// What a path leads to, as one of the kinds of values below: `as<TextOrNull>(&Chip::vendor)`.
template <typename Held, typename... Steps>
constexpr auto as(Steps... steps) {
    return [steps...](const auto& value) { return Held{path(steps...)(value)}; };
}

// Specialised for each struct that is printed: `keys`, a tuple of the above in the order of the
// document, and `name`, that of its definition in the schema (what is only a part of others needs
// none). A type is described in one place, once for all documents. A whole document is named like
// its command and has a `sentence` on what it tells.
template <typename Value>
struct Description;

// Whether a type is described.
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
struct NumberRange : KnownRange {};

// The same in full, as decimal strings.
struct ExactRange : KnownRange {};

// A sum as its nearest doubles, with whether it is open upwards.
struct OpenRange : KnownRange {};

// A number in full, as a decimal string.
struct ExactNumber {
    Exact number;
};

// A count, written whole where it has no more than 18 digits.
struct CountedNumber {
    Exact number;
};

// A text that is always the same.
template <std::size_t size>
struct FixedText {
    char letters[size] = {};

    consteval FixedText(const char (&text)[size]) {  // NOLINT(google-explicit-constructor)
        std::copy_n(text, size, letters);
    }
};
// The kind of value that is such a text.
template <FixedText text>
struct Always {
    static constexpr std::string_view word{text.letters};
};

// Values of one kind under keys that the result itself has, in its order.
template <typename Value>
struct ByKey {
    std::vector<std::pair<std::string_view, Value>> values;
};

// The JSON of these.
Json json_of(const NumberRange& range);
Json json_of(const ExactRange& range);
Json json_of(const OpenRange& range);
Json json_of(const CountedNumber& count);

namespace description {

// What is a list, and of what.
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

// What may be missing, and what it is where it is there.
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

// What has keys of its own, and what stands under them.
template <typename Value>
struct KeyedOf : std::false_type {};
template <typename Inner>
struct KeyedOf<ByKey<Inner>> : std::true_type {
    using type = Inner;
};

// What refers to something.
template <typename Value>
struct ReferenceOf : std::false_type {};
template <typename Inner>
struct ReferenceOf<std::reference_wrapper<const Inner>> : std::true_type {
    using type = Inner;
};

// What is a fixed text.
template <typename Value>
struct AlwaysOf : std::false_type {};
template <FixedText text>
struct AlwaysOf<Always<text>> : std::true_type {};

// What is one of several types.
template <typename Value>
struct ChoiceOf : std::false_type {};
template <typename... Choices>
struct ChoiceOf<std::variant<Choices...>> : std::true_type {};

// What a key or a part reads of a value.
template <typename Entry, typename Value>
using ReadBy =
    std::remove_cvref_t<std::invoke_result_t<const decltype(Entry::read)&, const Value&>>;

// Whether something is one of the ranges.
template <typename Value>
constexpr bool is_range = std::is_same_v<Value, NumberRange> || std::is_same_v<Value, ExactRange> ||
                          std::is_same_v<Value, OpenRange>;

}  // namespace description

// The JSON of a value.
template <typename Value>
Json json_of(const Value& value);

namespace description {

// Adds all keys of a value to an object.
template <typename Value>
void add_keys(Json::Object& object, const Value& value);

// Adds one key, or those of a part.
template <typename Value, typename Read>
void add(Json::Object& object, const DescribedKey<Read>& key, const Value& value) {
    object.emplace_back(key.name, json_of(std::invoke(key.read, value)));
}

// The same of a part.
template <typename Value, typename Read>
void add(Json::Object& object, const DescribedPart<Read>& part, const Value& value) {
    const auto& read = std::invoke(part.read, value);
    if constexpr (MaybeOf<ReadBy<DescribedPart<Read>, Value>>::value) {
        if (read) add_keys(object, *read);
    } else {
        add_keys(object, read);
    }
}

// In the order of the description.
template <typename Value>
void add_keys(Json::Object& object, const Value& value) {
    std::apply([&](const auto&... entries) { (add(object, entries, value), ...); },
               Description<Value>::keys);
}

}  // namespace description

// Chosen by the type alone.
template <typename Value>
Json json_of(const Value& value) {
    if constexpr (Described<Value>) {
        Json::Object object;
        description::add_keys(object, value);
        return object;
    } else if constexpr (description::ReferenceOf<Value>::value) {
        return json_of(value.get());
    } else if constexpr (description::ChoiceOf<Value>::value) {
        return std::visit([](const auto& chosen) { return json_of(chosen); }, value);
    } else if constexpr (description::MaybeOf<Value>::value) {
        return value ? json_of(*value) : Json();
    } else if constexpr (description::ListOf<Value>::value) {
        Json::Array array;
        for (const auto& item : value) array.push_back(json_of(item));
        return array;
    } else if constexpr (description::KeyedOf<Value>::value) {
        Json::Object object;
        for (const auto& [key, item] : value.values) object.emplace_back(key, json_of(item));
        return object;
    } else if constexpr (description::AlwaysOf<Value>::value) {
        return Json(Value::word);
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
        return static_cast<std::int64_t>(value);
    } else {
        return Json(value);
    }
}

// The beginning of every document: {"schema": "flopledger/NAME/1", "tool": {"name", "version"}}.
Json::Object document_head(std::string_view name, std::string_view version);

// A document as text.
template <typename Document>
std::string document_text(const Document& document, std::string_view version) {
    Json::Object object = document_head(Description<Document>::name, version);
    description::add_keys(object, document);
    return json_text(object);
}

}  // namespace flopledger
