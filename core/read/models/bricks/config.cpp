// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/base/value_names.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/models/bricks/model_names.hpp"
#include "core/read/models/bricks/other_names.hpp"

namespace flopledger {

namespace {

// No size of a model comes near: a bound keeps typing errors from becoming figures.
const Exact& largest_size() {
    static const Exact largest = 1'000'000'000;
    return largest;
}

std::string type_of(const Node& mapping, std::string otherwise) {
    const Node* type = mapping.find("model_type");
    return type != nullptr && !type->text.empty() ? type->text : std::move(otherwise);
}

bool says_nothing(const Node* node) { return node == nullptr || node->kind == Node::Kind::null; }

}  // namespace

bool says_the_same(const Node& left, const Node& right) {
    return left.kind == right.kind && left.text == right.text && left.quoted == right.quoted &&
           std::equal(left.items.begin(), left.items.end(), right.items.begin(), right.items.end(),
                      says_the_same);
}

Config::Config(const Reading& reading, const Node& node)
    : reading_(reading),
      node_(node),
      type_(type_of(node, "")),
      state_(std::make_shared<ConfigState>()) {
    check_mapping();
}

Config::Config(const Config& outer, const Node& node, std::string path)
    : reading_(outer.reading_),
      node_(node),
      path_(std::move(path)),
      type_(type_of(node, outer.type_)),
      state_(outer.state_) {
    check_mapping();
}

void Config::check_mapping() {
    state_->asked[&node_];
    if (node_.kind == Node::Kind::mapping) return;
    absence_told_ = true;
    reading_.report(name::wrong_type, node_,
                    path_.empty() ? "a configuration is a JSON object"
                                  : fmt::format("'{}' is not a JSON object", path_));
}

std::string Config::shown_key(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

const Node* Config::find(std::string_view key) const {
    std::set<std::string, std::less<>>& asked = state_->asked[&node_];
    const bool first_time = asked.emplace(key).second;
    const Node* found = node_.find(key);
    for (const std::string_view other : other_names(type_, key)) {
        const Node* node = node_.find(other);
        if (node == nullptr) continue;
        asked.emplace(other);
        if (says_nothing(found)) {
            found = node;
        } else if (first_time && !says_nothing(node) && !says_the_same(*found, *node)) {
            reading_.report(name::conflicting_keys, *node,
                            fmt::format("'{}' and '{}' are two names of one figure, and differ",
                                        shown_key(key), shown_key(other)),
                            "correct the configuration: keep the one that holds");
        }
    }
    return found;
}

bool Config::has(std::string_view key) const { return find(key) != nullptr; }

bool Config::is_null(std::string_view key) const {
    const Node* node = find(key);
    return node != nullptr && node->kind == Node::Kind::null;
}

bool Config::ok() const { return !reading_.diagnostics.has_errors(); }

void Config::report(Name name, std::string_view key, std::string message, std::string hint) {
    const Node* node = find(key);
    reading_.report(name, node != nullptr ? *node : node_, std::move(message), std::move(hint));
}

void Config::report_at(const Node& node, Name name, std::string message, std::string hint) {
    reading_.report(name, node, std::move(message), std::move(hint));
}

void Config::conflict(std::string_view key, std::string message, std::string hint) {
    report(name::conflicting_keys, key, std::move(message), std::move(hint));
}

void Config::out_of_bounds(std::string_view key, std::string message, std::string hint) {
    report(name::number_out_of_bounds, key, std::move(message), std::move(hint));
}

void Config::unsupported(std::string_view key, std::string message, std::string hint) {
    report(name::unsupported_model, key, std::move(message), std::move(hint));
}

Exact Config::read_size(std::string_view key, const Node& node, const Exact& lowest) {
    // A number in quotes is a text: what else in the file was written by hand cannot be known.
    const bool number = node.kind == Node::Kind::scalar && !node.quoted;
    if (!number || node.text == "true" || node.text == "false") {
        reading_.report(name::wrong_type, node,
                        fmt::format("'{}' takes a whole number", shown_key(key)),
                        "write the number without quotes");
        return 1;
    }
    const auto value = read_exact(reading_, node, key);
    if (!value) return 1;
    if (!value->is_whole() || *value < lowest || largest_size() < *value) {
        reading_.report(
            name::number_out_of_bounds, node,
            fmt::format("'{}' takes a whole number from {} to 1e9", shown_key(key), lowest.text()),
            "correct the configuration, or state parameters in the ledger");
        return 1;
    }
    return *value;
}

Exact Config::size(std::string_view key) {
    const Node* node = find(key);
    if (node == nullptr || node->kind == Node::Kind::null) {
        if (absence_told_) return 1;
        reading_.report(name::missing_key, node != nullptr ? *node : node_,
                        fmt::format("the configuration lacks '{}'", shown_key(key)),
                        "take the config.json of the model as it was published");
        return 1;
    }
    return read_size(key, *node, 1);
}

Exact Config::size_or(std::string_view key, const Exact& absent) {
    return optional_size(key).value_or(absent);
}

std::optional<Exact> Config::optional_size(std::string_view key) {
    const Node* node = find(key);
    if (node == nullptr || node->kind == Node::Kind::null) return std::nullopt;
    return read_size(key, *node, 1);
}

Exact Config::count_or(std::string_view key, const Exact& absent) {
    const Node* node = find(key);
    if (node == nullptr || node->kind == Node::Kind::null) return absent;
    return read_size(key, *node, 0);
}

Exact Config::factor(std::string_view key) {
    const Node* node = find(key);
    if (node == nullptr || node->kind != Node::Kind::scalar || node->quoted) {
        report(name::missing_key, key,
               fmt::format("'{}' takes a number above zero", shown_key(key)));
        return 1;
    }
    const auto value = read_exact(reading_, *node, key);
    if (!value) return 1;
    if (value->is_zero() || value->is_negative() || largest_size() < *value) {
        report(name::number_out_of_bounds, key,
               fmt::format("'{}' takes a number above zero, up to 1e9", shown_key(key)));
        return 1;
    }
    return *value;
}

bool Config::flag_or(std::string_view key, bool absent) {
    const Node* node = find(key);
    if (node == nullptr) return absent;
    if (node->kind == Node::Kind::null) return false;
    return read_truth(reading_, *node, key).value_or(false);
}

std::string Config::text(std::string_view key) {
    const Node* node = find(key);
    if (node == nullptr || node->kind == Node::Kind::null) return {};
    return read_text(reading_, *node, key).value_or("");
}

// The items of a list; none where it is absent, null, or told to be no list.
const std::vector<Node>& Config::items(std::string_view key) {
    static const std::vector<Node> none;
    const Node* node = find(key);
    if (node == nullptr || node->kind == Node::Kind::null) return none;
    if (node->kind != Node::Kind::sequence) {
        reading_.report(name::wrong_type, *node, fmt::format("'{}' takes a list", shown_key(key)));
        return none;
    }
    return node->items;
}

std::vector<std::string> Config::texts(std::string_view key) {
    std::vector<std::string> list;
    for (const Node& item : items(key)) {
        list.push_back(read_text(reading_, item, key).value_or(""));
    }
    return list;
}

std::vector<Exact> Config::numbers(std::string_view key) {
    std::vector<Exact> list;
    for (const Node& item : items(key)) {
        list.push_back(read_size(key, item, 0));
    }
    return list;
}

std::vector<Config> Config::mappings(std::string_view key) {
    std::vector<Config> list;
    for (const Node& item : items(key)) {
        list.push_back(Config(*this, item, fmt::format("{}[{}]", shown_key(key), list.size())));
    }
    return list;
}

Config Config::inside(std::string_view key) {
    const Node* node = find(key);
    if (node == nullptr || node->kind == Node::Kind::null) {
        reading_.report(name::missing_key, node_,
                        fmt::format("the configuration lacks '{}'", shown_key(key)));
        static const Node empty = [] {
            Node mapping;
            mapping.kind = Node::Kind::mapping;
            return mapping;
        }();
        Config nothing(*this, empty, shown_key(key));
        nothing.absence_told_ = true;
        return nothing;
    }
    return Config(*this, *node, shown_key(key));
}

}  // namespace flopledger
