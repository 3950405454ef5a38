// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/common_denominator.hpp"
#include "core/base/date.hpp"
#include "core/base/diagnostic.hpp"
#include "core/base/dimension.hpp"
#include "core/base/range.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// What every reader needs: the text that is read, and where its faults go.
struct Reading {
    const Source& source;
    Diagnostics& diagnostics;
    CommonDenominator* fractions = nullptr;  // of all numbers that may be added up, where asked for

    // Adds an error at a value.
    void report(Name name, const Node& node, std::string message, std::string hint = {}) const;

    // Where a value stands.
    Place place(const Node& node) const;
};

// The readers below take the value of a key, named for messages. Where the value is not what the
// key takes they report one error and return nothing.

// Names, paths, patterns and notes are printed many times over, and none of the field has more
// bytes: longer ones are refused.
inline constexpr std::size_t longest_text = 4096;

// Whether sums that hold a number keep short denominators; where not it is told.
bool keeps_sums_short(const Reading& reading, const Node& node, std::string_view key,
                      const Exact& number);

// A text that is not empty and not too long.
std::optional<std::string> read_text(const Reading& reading, const Node& node,
                                     std::string_view key);

// `true` or `false`. YAML's other spellings are the error `ambiguous-scalar`.
std::optional<bool> read_truth(const Reading& reading, const Node& node, std::string_view key);

// A number without a unit.
std::optional<Exact> read_exact(const Reading& reading, const Node& node, std::string_view key);

// A whole number, 1 at least and `highest` at the most.
std::optional<Exact> read_whole(const Reading& reading, const Node& node, std::string_view key,
                                const Exact& highest);

// A figure with uncertainty and unit in base units, written as one word. Without a unit it is in
// the default one.
std::optional<Range> read_scalar_measure(const Reading& reading, const Node& node,
                                         std::string_view key, Dimension dimension,
                                         std::string_view default_unit);

// A day: `2026-11-21`.
std::optional<Date> read_date(const Reading& reading, const Node& node, std::string_view key);

// A stretch of days: `2024-01-15..2024-06-30`.
std::optional<Period> read_period(const Reading& reading, const Node& node, std::string_view key,
                                  LastDay last);

// One of some words, as its index.
std::optional<std::size_t> read_word(const Reading& reading, const Node& node, std::string_view key,
                                     const std::vector<std::string_view>& words);

// The items of a list; nothing where the value is no list.
const std::vector<Node>* read_list(const Reading& reading, const Node& node, std::string_view key);

// A list of texts. Faulty ones are told and left out.
std::vector<std::string> read_texts(const Reading& reading, const Node& node, std::string_view key);

// The items of a list, or the value itself where there is one only.
std::vector<const Node*> one_or_several(const Node& node);

// A text cut to a length that a message can bear.
std::string shown(std::string_view text);

}  // namespace flopledger
