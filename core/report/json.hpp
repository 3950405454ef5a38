// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/range.hpp"

namespace flopledger {

// A JSON value to be written; objects keep the order their keys are added in.
struct Json {
    using Array = std::vector<Json>;
    using Object = std::vector<std::pair<std::string, Json>>;

    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value;

    Json() : value(nullptr) {}
    // Implicit, so that an object reads as the document it becomes.
    Json(std::nullptr_t) : value(nullptr) {}                           // NOLINT
    Json(bool truth) : value(truth) {}                                 // NOLINT
    Json(int whole) : value(std::int64_t{whole}) {}                    // NOLINT
    Json(double number) : value(number) {}                             // NOLINT
    Json(const char* text) : value(std::string(text)) {}               // NOLINT
    Json(std::string_view text) : value(std::string(text)) {}          // NOLINT
    Json(std::string text) : value(std::move(text)) {}                 // NOLINT
    Json(Array items) : value(std::move(items)) {}                     // NOLINT
    Json(Object fields) : value(std::move(fields)) {}                  // NOLINT
};

// The document as text with two blanks a level, ending with a newline.
std::string json_text(const Json& document);

// The nearest doubles: {"low", "best", "high"}.
Json range_json(const Range& range);

// The same three in full, as decimal strings: `p/q` in lowest terms where not whole.
Json exact_json(const Range& range);

// An array of texts.
Json texts_json(const std::vector<std::string>& texts);

// A text, or null where it is empty.
Json text_or_null(const std::string& text);

}  // namespace flopledger
