// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/joined.hpp"
#include "core/base/measure.hpp"
#include "core/base/number_names.hpp"
#include "core/base/number_text.hpp"
#include "core/base/value_names.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

std::string_view kind_name(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return "nothing";
        case Node::Kind::scalar:
            return node.quoted ? "a text in quotes" : "a single value";
        case Node::Kind::sequence:
            return "a list";
        case Node::Kind::mapping:
            return "a mapping";
    }
    return "";
}

void report_type(const Reading& reading, const Node& node, std::string_view key,
                 std::string_view wanted, std::string hint = {}) {
    reading.report(name::wrong_type, node,
                   fmt::format("'{}' takes {}, not {}", key, wanted, kind_name(node)),
                   std::move(hint));
}

bool is_plain(const Node& node) { return node.kind == Node::Kind::scalar && !node.quoted; }

// The text of a value that is not in quotes, because quotes make a text of it.
std::optional<std::string_view> plain(const Reading& reading, const Node& node,
                                      std::string_view key, std::string_view wanted) {
    if (is_plain(node)) {
        return node.text;
    }
    const bool in_quotes = node.kind == Node::Kind::scalar;
    report_type(reading, node, key, wanted, in_quotes ? "take the quotes off" : "");
    return std::nullopt;
}

Name name_of(MeasureFault::Kind kind) {
    switch (kind) {
        case MeasureFault::Kind::not_a_number:
            return name::not_a_number;
        case MeasureFault::Kind::too_long:
            return name::number_too_long;
        case MeasureFault::Kind::out_of_bounds:
            return name::number_out_of_bounds;
        case MeasureFault::Kind::negative:
            return name::negative_number;
        case MeasureFault::Kind::upside_down:
            return name::range_upside_down;
        case MeasureFault::Kind::unknown_unit:
            return name::unknown_unit;
        case MeasureFault::Kind::wrong_unit:
            return name::wrong_unit;
    }
    return name::not_a_number;
}

Name name_of(NumberFault fault) {
    switch (fault) {
        case NumberFault::too_many_digits:
            return name::number_too_long;
        case NumberFault::exponent_out_of_bounds:
            return name::number_out_of_bounds;
        case NumberFault::not_a_number:
        case NumberFault::division_by_zero:
            break;
    }
    return name::not_a_number;
}

// Reports a number that YAML's versions read differently: `010`, `0x10`, `12:30`.
bool report_ambiguity(const Reading& reading, const Node& node, std::string_view key) {
    const std::string ambiguity = ambiguity_of(node);
    if (!ambiguity.empty()) {
        reading.report(name::ambiguous_scalar, node, fmt::format("'{}': {}", key, shown(ambiguity)),
                       "write a decimal number without leading zeros");
    }
    return !ambiguity.empty();
}

}  // namespace

void Reading::report(Name name, const Node& node, std::string message, std::string hint) const {
    report_at(diagnostics, name, source, node, std::move(message), std::move(hint));
}

Place Reading::place(const Node& node) const { return place_of(source, node); }

bool keeps_sums_short(const Reading& reading, const Node& node, std::string_view key,
                      const Exact& number) {
    if (reading.fractions == nullptr || reading.fractions->take(number)) return true;
    reading.report(
        name::number_too_long, node,
        fmt::format("'{}': with this the numbers that are added up share no denominator of "
                    "{} digits or fewer",
                    key, CommonDenominator::most_digits),
        "write it with fewer digits, as 1.21, or as a range around it: 0.31..0.32");
    return false;
}

std::optional<std::string> read_text(const Reading& reading, const Node& node,
                                     std::string_view key) {
    if (node.kind != Node::Kind::scalar) {
        report_type(reading, node, key, "a text");
        return std::nullopt;
    }
    if (node.text.find_first_not_of(" \t\n") == std::string::npos) {
        reading.report(name::empty_text, node, fmt::format("'{}' is empty", key),
                       "give it a text, or leave the key out if it is not needed");
        return std::nullopt;
    }
    if (node.text.size() > longest_text) {
        reading.report(name::text_too_long, node,
                       fmt::format("'{}' has {} bytes, and a text has {} at the most", key,
                                   node.text.size(), longest_text),
                       "shorten it; what takes more belongs in a file of its own");
        return std::nullopt;
    }
    return node.text;
}

std::optional<bool> read_truth(const Reading& reading, const Node& node, std::string_view key) {
    const auto text = plain(reading, node, key, "true or false");
    if (!text) {
        return std::nullopt;
    }
    if (*text == "true" || *text == "false") {
        return *text == "true";
    }
    const std::string ambiguity = ambiguity_of(node);
    reading.report(ambiguity.empty() ? name::wrong_type : name::ambiguous_scalar, node,
                   fmt::format("'{}' takes true or false, not '{}'{}{}", key, shown(*text),
                               ambiguity.empty() ? "" : ": ", shown(ambiguity)),
                   "write true or false, in small letters");
    return std::nullopt;
}

std::optional<Exact> read_exact(const Reading& reading, const Node& node, std::string_view key) {
    const auto text = plain(reading, node, key, "a number");
    if (!text || report_ambiguity(reading, node, key)) {
        return std::nullopt;
    }
    const auto number = parse_exact(*text);
    if (const auto* fault = std::get_if<NumberFault>(&number)) {
        reading.report(name_of(*fault), node,
                       fmt::format("'{}': {}: {}", key, describe(*fault), shown(*text)),
                       "write it as 15.6e12, 1_000 or 2/3");
        return std::nullopt;
    }
    const Exact& value = std::get<Exact>(number);
    if (value.is_negative()) {
        reading.report(name::negative_number, node,
                       fmt::format("'{}': {} is negative", key, shown(*text)),
                       "no figure here can be below zero");
        return std::nullopt;
    }
    if (!keeps_sums_short(reading, node, key, value)) return std::nullopt;
    return value;
}

std::optional<Exact> read_whole(const Reading& reading, const Node& node, std::string_view key,
                                const Exact& highest) {
    const auto value = read_exact(reading, node, key);
    if (!value) {
        return std::nullopt;
    }
    if (!value->is_whole() || *value < 1 || highest < *value) {
        reading.report(name::number_out_of_bounds, node,
                       fmt::format("'{}' takes a whole number from 1 to {}, not {}", key,
                                   highest.text(), shown(node.text)));
        return std::nullopt;
    }
    return value;
}

std::optional<Range> read_scalar_measure(const Reading& reading, const Node& node,
                                         std::string_view key, Dimension dimension,
                                         std::string_view default_unit) {
    const auto text = plain(reading, node, key, "a number or a range");
    if (!text || report_ambiguity(reading, node, key)) {
        return std::nullopt;
    }
    auto measure = parse_measure(*text, dimension, default_unit);
    if (auto* fault = std::get_if<MeasureFault>(&measure)) {
        reading.report(name_of(fault->kind), node,
                       fmt::format("'{}': {}", key, shown(fault->message)), std::move(fault->hint));
        return std::nullopt;
    }
    const Range& range = std::get<Range>(measure);
    for (const Exact* end : {&range.low, &range.best, &range.high}) {
        if (!keeps_sums_short(reading, node, key, *end)) return std::nullopt;
    }
    return range;
}

std::optional<Date> read_date(const Reading& reading, const Node& node, std::string_view key) {
    const auto text = plain(reading, node, key, "a date");
    const auto date = text ? parse_date(*text) : std::nullopt;
    if (text && !date) {
        reading.report(name::bad_date, node,
                       fmt::format("'{}': '{}' is not a day of the calendar", key, shown(*text)),
                       "write it as 2026-11-21");
    }
    return date;
}

std::optional<Period> read_period(const Reading& reading, const Node& node, std::string_view key,
                                  LastDay last) {
    const auto text = plain(reading, node, key, "a period");
    const auto period = text ? parse_period(*text, last) : std::nullopt;
    if (text && !period) {
        const std::string_view end = last == LastDay::included
                                         ? "both days included, the later one last"
                                         : "up to, not including, the second day";
        reading.report(name::bad_period, node,
                       fmt::format("'{}': '{}' is not a stretch of days", key, shown(*text)),
                       fmt::format("write it as 2024-01-15..2024-06-30, {}", end));
    }
    return period;
}

std::optional<std::size_t> read_word(const Reading& reading, const Node& node, std::string_view key,
                                     const std::vector<std::string_view>& words) {
    if (node.kind != Node::Kind::scalar) {
        report_type(reading, node, key, "a single word", "one of: " + joined(words));
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), std::string_view(node.text));
    if (found == words.end()) {
        reading.report(name::unknown_word, node,
                       fmt::format("'{}' does not know '{}'", key, shown(node.text)),
                       suggestion(node.text, words, "one of"));
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
}

const std::vector<Node>* read_list(const Reading& reading, const Node& node, std::string_view key) {
    if (node.kind != Node::Kind::sequence) {
        report_type(reading, node, key, "a list", "write it as [first, second] or with dashes");
        return nullptr;
    }
    return &node.items;
}

std::vector<std::string> read_texts(const Reading& reading, const Node& node,
                                    std::string_view key) {
    std::vector<std::string> texts;
    if (const auto* items = read_list(reading, node, key)) {
        for (const Node& item : *items) {
            if (auto text = read_text(reading, item, key)) {
                texts.push_back(std::move(*text));
            }
        }
    }
    return texts;
}

std::vector<const Node*> one_or_several(const Node& node) {
    if (node.kind != Node::Kind::sequence) {
        return {&node};
    }
    std::vector<const Node*> nodes;
    for (const Node& item : node.items) {
        nodes.push_back(&item);
    }
    return nodes;
}

std::string shown(std::string_view text) {
    constexpr std::size_t longest = 80;
    if (text.size() <= longest) {
        return std::string(text);
    }
    std::size_t end = longest;
    // A character of UTF-8 is not cut in two: its later bytes are 10xxxxxx.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end)) + "...";
}

}  // namespace flopledger
