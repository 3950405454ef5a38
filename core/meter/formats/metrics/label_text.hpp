// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "core/base/ascii.hpp"
#include "core/meter/formats/metrics/series.hpp"

namespace flopledger {

// Whether a byte may stand in the name of a series.
constexpr bool is_name_byte(char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '_' || byte == ':' || byte == '.';
}

// The place behind the closing brace of labels that begin with an opening one, or nullptr where the
// line ends before. Braces in quotes are part of a value.
const char* end_of_labels(const char* begin, const char* end);

// Labels read from `{name="value", ...}`. Texts are those of the labels or stand in `unescaped`.
struct LabelText {
    SeriesLabels labels;
    std::string_view metric;  // a name in quotes that stands for no label
    bool has_metric = false;  // whether the name is among the labels, in either way
    std::deque<std::string> unescaped;
};

// Reads labels with both braces; false if they are not in their form.
bool parse_labels(std::string_view text, LabelText& into);

}  // namespace flopledger
