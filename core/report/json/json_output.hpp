// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flopledger {

// Defined below.
struct JsonField;

// A JSON value to be written; objects keep the order their keys are added in. One kind of value is
// filled, the others are empty.
struct Json {
    using Array = std::vector<Json>;
    using Object = std::vector<JsonField>;
    enum class Kind { null, truth, whole, number, text, array, object };

    Kind kind = Kind::null;
    bool truth = false;
    std::int64_t whole = 0;
    double number = 0;
    std::string text;
    Array items;
    Object fields;

    // The constructors are implicit, so that code reads as the document it writes.
    Json() = default;
    Json(bool value);              // NOLINT(google-explicit-constructor)
    Json(int value);               // NOLINT(google-explicit-constructor)
    Json(std::int64_t value);      // NOLINT(google-explicit-constructor)
    Json(double value);            // NOLINT(google-explicit-constructor)
    Json(const char* value);       // NOLINT(google-explicit-constructor)
    Json(std::string_view value);  // NOLINT(google-explicit-constructor)
    Json(std::string value);       // NOLINT(google-explicit-constructor)
    Json(Array value);             // NOLINT(google-explicit-constructor)
    Json(Object value);            // NOLINT(google-explicit-constructor)
};

// One key of an object with its value.
struct JsonField {
    std::string key;
    Json value;

    JsonField(std::string_view name, Json given) : key(name), value(std::move(given)) {}
};

// The document as text with two blanks a level, ending with a newline.
std::string json_text(const Json& document);

// A text, or null where it is empty.
Json text_or_null(std::string_view text);

}  // namespace flopledger
