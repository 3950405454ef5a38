// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_changes.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "core/base/figure_text.hpp"
#include "core/base/number_text.hpp"
#include "core/report/compliance/report_comparison.hpp"

namespace flopledger {

namespace {

// Something that a report says of an activity, a base or a threshold.
struct Statement {
    std::string about;
    std::string what;
    std::string text;
    std::string place;
    std::string exact = {};  // of a figure, in full

    friend auto operator<=>(const Statement&, const Statement&) = default;
};

const std::vector<Node>& items_of(const Node& node, std::string_view key) {
    static const std::vector<Node> none;
    const Node* list = node.find(key);
    return list == nullptr ? none : list->items;
}

// The blocks of all sections with an id.
std::vector<const Node*> blocks_of(const Node& report, std::string_view id) {
    std::vector<const Node*> blocks;
    for (const Node& section : items_of(report, "sections")) {
        for (const Node& block : items_of(section, "blocks")) {
            const Node* named = block.find("id");
            if (named != nullptr && named->text == id) blocks.push_back(&block);
        }
    }
    return blocks;
}

std::string text_in(const Node& node, std::string_view key) {
    const Node* value = node.find(key);
    return value == nullptr || value->kind == Node::Kind::null ? "" : said_of(*value);
}

// A figure in full: its low end, its best and its high end.
std::string exact_in(const Node& step) {
    const Node* exact = step.find("exact");
    if (exact == nullptr) return "";
    return fmt::format("{} .. {} .. {}", text_in(*exact, "low"), text_in(*exact, "best"),
                       text_in(*exact, "high"));
}

// A figure as people read it, with its unit.
std::string figure_in(const Node& step) {
    const Node* exact = step.find("exact");
    if (exact == nullptr) return "";
    std::array<Exact, 3> ends;
    std::size_t at = 0;
    for (const char* end : {"low", "best", "high"}) {
        const auto parsed = parse_exact(text_in(*exact, end));
        const Exact* value = std::get_if<Exact>(&parsed);
        if (value == nullptr) return said_of(*exact);
        ends[at++] = *value;
    }
    const std::string unit = text_in(step, "unit");
    return input_figure(Range{ends[0], ends[1], ends[2]}) + (unit.empty() ? "" : " " + unit);
}

// What a figure was reached from that the ledger states: leaves with their line.
void add_stated(const Node& step, const std::string& about, std::vector<Statement>& list) {
    const std::string place = text_in(step, "place");
    const bool is_leaf = items_of(step, "inputs").empty() && text_in(step, "formula").empty();
    if (is_leaf && !place.empty() && text_in(step, "see").empty()) {
        list.push_back({about, text_in(step, "label"), figure_in(step), place, exact_in(step)});
    }
    for (const Node& input : items_of(step, "inputs")) add_stated(input, about, list);
}

// Cells of a table whose rows are about what a column names.
void add_cells(const Node& report, std::string_view table, std::string_view about,
               const std::vector<std::string_view>& columns, std::vector<Statement>& list) {
    for (const Node* row : rows_of(report, table)) {
        for (const std::string_view column : columns) {
            list.push_back({text_in(*row, about), std::string(column), text_in(*row, column), ""});
        }
    }
}

std::vector<Statement> statements(const Node& report) {
    std::vector<Statement> list;
    for (const Node* block : blocks_of(report, "model")) {
        for (const Node& field : items_of(*block, "fields")) {
            const std::vector<Node>& values = items_of(field, "values");
            if (!values.empty()) list.push_back({"", text_in(field, "id"), said_of(values[0]), ""});
        }
    }
    for (const Node* row : rows_of(report, "facts")) {
        list.push_back({"", text_in(*row, "fact"), text_in(*row, "value"), text_in(*row, "place")});
    }
    add_cells(report, "built-on", "name", {"relation", "provider", "flop"}, list);
    add_cells(report, "activities", "name", {"kind"}, list);
    add_cells(report, "resources", "name", {"period", "chips"}, list);
    std::map<std::string, std::string> activities;  // by the label of the figure that unfolds one
    for (const Node* row : rows_of(report, "activities")) {
        const std::string name = text_in(*row, "name");
        activities.emplace(fmt::format("{} ({})", name, text_in(*row, "kind")), name);
    }
    for (const Node& section : items_of(report, "sections")) {
        for (const Node& block : items_of(section, "blocks")) {
            for (const Node& figure : items_of(block, "figures")) {
                const auto known = activities.find(text_in(figure, "label"));
                if (known != activities.end()) add_stated(figure, known->second, list);
            }
        }
    }
    return list;
}

std::vector<Statement> verdicts(const Node& report) {
    std::vector<Statement> list;
    for (const std::string_view table : {"thresholds", "also"}) {
        for (const Node* row : rows_of(report, table)) {
            list.push_back(
                {text_in(*row, "title"), text_in(*row, "threshold"), text_in(*row, "verdict"), ""});
        }
    }
    return list;
}

// Statements by what they are about; those of one name in order. One line of a ledger that several
// methods use states its figure once.
using Key = std::tuple<std::string, std::string, int>;

std::map<Key, const Statement*> by_key(const std::vector<Statement>& list) {
    std::map<Key, const Statement*> keyed;
    std::map<std::pair<std::string, std::string>, int> times;
    std::set<Statement> known;
    for (const Statement& one : list) {
        if (!one.place.empty() && !known.insert(one).second) continue;
        keyed.emplace(Key{one.about, one.what, times[{one.about, one.what}]++}, &one);
    }
    return keyed;
}

std::vector<WordedChange> changes(const std::vector<Statement>& before,
                                  const std::vector<Statement>& after) {
    const auto was = by_key(before);
    const auto is = by_key(after);
    std::vector<WordedChange> list;
    for (const auto& [key, one] : was) {
        const auto now = is.find(key);
        if (now == is.end()) {
            list.push_back({one->about, one->what, one->text, "", one->place});
            continue;
        }
        const Statement& other = *now->second;
        const bool alike = one->text == other.text;
        if (alike && one->exact == other.exact) continue;
        list.push_back({one->about, one->what, alike ? one->exact : one->text,
                        alike ? other.exact : other.text, other.place});
    }
    for (const auto& [key, one] : is) {
        if (!was.contains(key)) list.push_back({one->about, one->what, "", one->text, one->place});
    }
    return list;
}

}  // namespace

std::vector<const Node*> rows_of(const Node& report, std::string_view table) {
    std::vector<const Node*> rows;
    for (const Node* block : blocks_of(report, table)) {
        for (const Node& row : items_of(*block, "rows")) rows.push_back(&row);
    }
    return rows;
}

std::vector<WordedChange> changed_verdicts(const Node& recorded, const Node& remade) {
    return changes(verdicts(recorded), verdicts(remade));
}

std::vector<WordedChange> changed_statements(const Node& recorded, const Node& remade) {
    return changes(statements(recorded), statements(remade));
}

}  // namespace flopledger
