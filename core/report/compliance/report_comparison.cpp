// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_comparison.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

// An object of a report that is a figure: it has its value in full.
bool is_figure(const Node& node) {
    return node.kind == Node::Kind::mapping && node.find("exact") != nullptr &&
           node.find("unit") != nullptr;
}

// A row that names a file with its fingerprint.
bool is_input(const Node& node) {
    return node.kind == Node::Kind::mapping && node.find("kind") != nullptr &&
           node.find("file") != nullptr && node.find("sha256") != nullptr;
}

// By what the items of a list are told apart: their id, or their first text.
std::string name_of(const Node& node) {
    if (node.kind != Node::Kind::mapping) return "";
    for (const char* key : {"id", "label"}) {
        const Node* value = node.find(key);
        if (value != nullptr && value->kind == Node::Kind::scalar) return value->text;
    }
    if (is_figure(node)) return "";  // a value of a field: its text is what may differ
    if (is_input(node)) return node.find("kind")->text + " " + node.find("file")->text;
    for (const NodeField& field : node.fields) {
        if (field.value.kind == Node::Kind::scalar && field.value.quoted) return field.value.text;
    }
    return "";
}

// Positions by name; nothing where names repeat or are missing, and then places decide.
std::optional<std::map<std::string, std::size_t>> places_by_name(const std::vector<Node>& items) {
    std::map<std::string, std::size_t> places;
    for (std::size_t index = 0; index < items.size(); ++index) {
        std::string name = name_of(items[index]);
        if (name.empty() || !places.emplace(std::move(name), index).second) return std::nullopt;
    }
    return places;
}

// What a value says, in short.
std::string short_text(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return "nothing";
        case Node::Kind::scalar:
            return node.text;
        case Node::Kind::sequence:
            return fmt::format("a list of {}", node.items.size());
        case Node::Kind::mapping:
            break;
    }
    if (const Node* text = node.find("text"); text && text->kind == Node::Kind::scalar) {
        return text->text;
    }
    const std::string name = name_of(node);
    return name.empty() ? "an object" : name;
}

bool is_plain_key(const std::string& key) {
    return !key.empty() &&
           key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos;
}

// Paths where two reports may differ without saying another thing.
bool may_differ(const std::string& path) {
    return path == ".tool" || path == ".call.ledger" || path == ".call.chip_folders" ||
           path == ".call.threshold_folders" || path == ".call.standard_folders" ||
           path == ".call.allowed_folders";
}

// Walks both reports side by side.
class Comparer {
  public:
    ReportComparison comparison;

    void compare(const Node& was, const Node& is, const std::string& path,
                 const std::string& what) {
        if (may_differ(path)) return;
        if (is_figure(was) && is_figure(is)) return compare_figures(was, is, path, what);
        if (is_input(was)) ++comparison.inputs;
        if (was.kind != is.kind) return add(DifferenceKind::other, was, is, path, what);
        switch (was.kind) {
            case Node::Kind::null:
                return;
            case Node::Kind::scalar:
                if (was.text != is.text || was.quoted != is.quoted) {
                    add(DifferenceKind::other, was, is, path, what);
                }
                return;
            case Node::Kind::sequence:
                return compare_lists(was, is, path, what);
            case Node::Kind::mapping:
                return compare_fields(was, is, path, what);
        }
    }

  private:
    void add(DifferenceKind kind, const Node& was, const Node& is, const std::string& path,
             const std::string& what) {
        comparison.differences.push_back({kind, path, what, short_text(was), short_text(is)});
    }

    // A figure is one thing: its rounded text, or where that is the same its best value in full.
    void compare_figures(const Node& was, const Node& is, const std::string& path,
                         const std::string& what) {
        ++comparison.figures;
        const std::string before = exact_of(was);
        const std::string after = exact_of(is);
        if (before != after) {
            const bool alike = text_of(was) == text_of(is);
            comparison.differences.push_back({DifferenceKind::figure, path, what,
                                              alike ? before : text_of(was),
                                              alike ? after : text_of(is)});
        }
        for (const NodeField& field : was.fields) {
            const std::string& key = field.key.text;
            const bool told = key == "value" || key == "exact" || key == "text";
            if (told && before != after) continue;
            compare_key(field, is, path, what);
        }
        compare_new_keys(was, is, path, what);
    }

    static std::string text_of(const Node& figure) {
        const Node* text = figure.find("text");
        return text == nullptr ? exact_of(figure) : text->text;
    }

    static std::string exact_of(const Node& figure) {
        const Node& exact = *figure.find("exact");
        std::string text;
        for (const NodeField& field : exact.fields) {
            if (!text.empty() && text.ends_with(field.value.text)) continue;
            text += (text.empty() ? "" : " .. ") + field.value.text;
        }
        return text;
    }

    void compare_key(const NodeField& field, const Node& is, const std::string& path,
                     const std::string& what) {
        const std::string& key = field.key.text;
        const std::string below =
            is_plain_key(key) ? path + "." + key : fmt::format("{}[\"{}\"]", path, key);
        const Node* other = is.find(key);
        if (other == nullptr) {
            if (!may_differ(below)) missing(below, what, short_text(field.value), "");
            return;
        }
        compare(field.value, *other, below, what);
    }

    void compare_fields(const Node& was, const Node& is, const std::string& path,
                        const std::string& what) {
        const bool input = is_input(was) && is_input(is);
        for (const NodeField& field : was.fields) {
            const Node* other = is.find(field.key.text);
            if (input && field.key.text == "sha256" && other != nullptr) {
                if (field.value.text != other->text) {
                    add(DifferenceKind::input, field.value, *other, path + ".sha256", what);
                }
                continue;
            }
            compare_key(field, is, path, what);
        }
        compare_new_keys(was, is, path, what);
    }

    void compare_new_keys(const Node& was, const Node& is, const std::string& path,
                          const std::string& what) {
        for (const NodeField& field : is.fields) {
            const bool known = was.find(field.key.text) != nullptr;
            if (known || may_differ(path + "." + field.key.text)) continue;
            missing(path + "." + field.key.text, what, "", short_text(field.value));
        }
    }

    void missing(const std::string& path, const std::string& what, std::string was,
                 std::string is) {
        comparison.differences.push_back(
            {DifferenceKind::other, path, what, std::move(was), std::move(is)});
    }

    void compare_lists(const Node& was, const Node& is, const std::string& path,
                       const std::string& what) {
        const auto before = places_by_name(was.items);
        const auto after = places_by_name(is.items);
        const bool by_name = before && after;
        for (std::size_t index = 0; index < was.items.size(); ++index) {
            const std::string name = name_of(was.items[index]);
            std::size_t place = index;
            if (by_name) {
                const auto found = after->find(name);
                place = found == after->end() ? is.items.size() : found->second;
            }
            const std::string below = fmt::format("{}[{}]", path, index);
            const std::string& about = name.empty() ? what : name;
            if (place >= is.items.size()) {
                missing(below, about, short_text(was.items[index]), "");
            } else {
                compare(was.items[index], is.items[place], below, about);
            }
        }
        for (std::size_t index = 0; index < is.items.size(); ++index) {
            const std::string name = name_of(is.items[index]);
            const bool known =
                by_name ? before->find(name) != before->end() : index < was.items.size();
            if (!known) missing(path + "[]", name, "", short_text(is.items[index]));
        }
    }
};

}  // namespace

ReportComparison compare_reports(const Node& recorded, const Node& remade) {
    Comparer comparer;
    comparer.compare(recorded, remade, "", "");
    return std::move(comparer.comparison);
}

std::string_view word(DifferenceKind kind) {
    constexpr auto table = std::to_array<std::string_view>({"input", "figure", "other"});
    return word_at(table, kind);
}

}  // namespace flopledger
