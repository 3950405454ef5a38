// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/base/value_names.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

Mapping::Mapping(const Reading& reading, const Node& node, std::string_view what)
    : reading_(reading), node_(node), what_(what) {
    if (node.kind != Node::Kind::mapping) {
        const bool is_empty = node.kind == Node::Kind::null;
        reading_.report(name::wrong_type, node,
                        fmt::format("{} {}", what, is_empty ? "is empty" : "takes a mapping"),
                        "write `key: value` lines, or {key: value}");
    }
}

const Node* Mapping::find(std::string_view key, Presence presence) {
    const bool first_time = std::find(known_.begin(), known_.end(), key) == known_.end();
    if (first_time) {
        known_.push_back(key);
    }
    const Node* value = node_.find(key);
    if (value == nullptr) {
        if (presence == Presence::required && node_.kind == Node::Kind::mapping) {
            reading_.report(name::missing_key, node_, fmt::format("{} lacks '{}'", what_, key),
                            fmt::format("add `{}: ...`", key));
        }
        return nullptr;
    }
    if (value->kind == Node::Kind::null) {
        if (first_time) {
            reading_.report(name::wrong_type, *value, fmt::format("'{}' has no value", key),
                            "give it a value, or leave the key out if it is not needed");
        }
        return nullptr;
    }
    return value;
}

bool Mapping::has(std::string_view key) const { return node_.find(key) != nullptr; }

std::optional<std::string> Mapping::text(std::string_view key, Presence presence) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_text(reading_, *value, key) : std::nullopt;
}

std::string Mapping::text_or_empty(std::string_view key) {
    return text(key, Presence::optional).value_or("");
}

std::vector<std::string> Mapping::texts(std::string_view key, Presence presence) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_texts(reading_, *value, key) : std::vector<std::string>();
}

std::optional<bool> Mapping::truth(std::string_view key, Presence presence) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_truth(reading_, *value, key) : std::nullopt;
}

std::optional<Exact> Mapping::exact(std::string_view key, Presence presence) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_exact(reading_, *value, key) : std::nullopt;
}

std::optional<Exact> Mapping::positive(std::string_view key, Presence presence) {
    auto value = exact(key, presence);
    if (value && value->is_zero()) {
        report(name::number_out_of_bounds, key, fmt::format("'{}' cannot be zero", key));
        value.reset();
    }
    return value;
}

std::optional<Date> Mapping::date(std::string_view key, Presence presence) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_date(reading_, *value, key) : std::nullopt;
}

std::optional<Period> Mapping::period(std::string_view key, Presence presence, LastDay last) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_period(reading_, *value, key, last) : std::nullopt;
}

std::optional<Range> Mapping::measure(std::string_view key, Presence presence, Dimension dimension,
                                      std::string_view default_unit) {
    const Node* value = find(key, presence);
    return value != nullptr ? read_measure(reading_, *value, key, dimension, default_unit)
                            : std::nullopt;
}

std::vector<const Node*> Mapping::list(std::string_view key, Presence presence) {
    const Node* value = find(key, presence);
    const bool is_list = value != nullptr && read_list(reading_, *value, key) != nullptr;
    return is_list ? one_or_several(*value) : std::vector<const Node*>();
}

Place Mapping::place_of(std::string_view key) const {
    const Node* value = node_.find(key);
    return reading_.place(value != nullptr ? *value : node_);
}

void Mapping::version(std::string_view key) {
    known_.push_back(key);
    const Node* value = node_.find(key);
    const std::string hint = fmt::format("write `{}: 1`", key);
    if (value == nullptr) {
        if (node_.kind == Node::Kind::mapping) {
            reading_.report(name::format_version, node_,
                            fmt::format("{} does not say its format version", what_), hint);
        }
        return;
    }
    if (value->kind != Node::Kind::scalar || value->quoted || value->text != "1") {
        reading_.report(name::format_version, *value,
                        fmt::format("'{}' knows format version 1 only", key), hint);
    }
}

bool Mapping::exclude(std::string_view first, std::string_view second, std::string_view remedy) {
    if (!has(first) || !has(second)) {
        return false;
    }
    report(name::conflicting_keys, second,
           fmt::format("'{}' and '{}' cannot stand together", first, second), std::string(remedy));
    return true;
}

void Mapping::report(Name name, std::string_view key, std::string message, std::string hint) const {
    const Node* value = node_.find(key);
    reading_.report(name, value != nullptr ? *value : node_, std::move(message), std::move(hint));
}

void Mapping::report_empty(std::string_view key) const {
    report(name::missing_key, key, "this list is empty", "name at least one");
}

void Mapping::finish() {
    for (const NodeField& field : node_.fields) {
        const std::string_view key = field.key.text;
        if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
            reading_.report(name::unknown_key, field.key,
                            fmt::format("{} has no key '{}'", what_, shown(key)),
                            suggestion(key, known_, "known keys"));
        }
    }
}

namespace {

// One end of a {low, best, high}: a single number.
std::optional<Exact> bound(Mapping& mapping, std::string_view key, Presence presence,
                           Dimension dimension, std::string_view default_unit) {
    const Node* node = mapping.find(key, presence);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto range = read_scalar_measure(mapping.reading(), *node, key, dimension, default_unit);
    if (range && !range->is_point()) {
        mapping.reading().report(name::not_a_number, *node,
                                 fmt::format("'{}' takes one number, not a range", key));
        return std::nullopt;
    }
    return range ? std::optional(range->best) : std::nullopt;
}

std::optional<Range> bounds_measure(const Reading& reading, const Node& node, std::string_view key,
                                    Dimension dimension, std::string_view default_unit) {
    const std::size_t before = reading.diagnostics.list.size();
    Mapping mapping(reading, node, key);
    const auto low = bound(mapping, "low", Presence::required, dimension, default_unit);
    const auto best = bound(mapping, "best", Presence::optional, dimension, default_unit);
    const auto high = bound(mapping, "high", Presence::required, dimension, default_unit);
    mapping.finish();
    if (!low || !high || reading.diagnostics.list.size() != before) {
        return std::nullopt;
    }
    const Range range = best ? Range{*low, *best, *high} : between(*low, *high);
    if (range.best < range.low || range.high < range.best) {
        reading.report(name::range_upside_down, node,
                       fmt::format("'{}': this range is upside down", key),
                       "low must not be above best, nor best above high");
        return std::nullopt;
    }
    return range;
}

}  // namespace

std::optional<Range> read_measure(const Reading& reading, const Node& node, std::string_view key,
                                  Dimension dimension, std::string_view default_unit) {
    return node.kind == Node::Kind::mapping
               ? bounds_measure(reading, node, key, dimension, default_unit)
               : read_scalar_measure(reading, node, key, dimension, default_unit);
}

}  // namespace flopledger
