// SPDX-License-Identifier: Apache-2.0
#include "core/report/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/table.hpp"
#include "core/report/totals_text.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int head_width = 10;   // columns that a piece of a standard's id may take
constexpr int label_width = 22;  // columns that the names of activities are given at least
constexpr int gap = 2;           // blanks between columns of a table
constexpr int indent = 2;        // blanks before a table

using Totals = std::vector<const Total*>;

// An id in pieces short enough to stand above a column, broken behind hyphens.
std::vector<std::string> head_lines(const std::string& id) {
    std::vector<std::string> lines{""};
    std::size_t begin = 0;
    while (begin < id.size()) {
        const std::size_t hyphen = id.find('-', begin);
        std::size_t end = hyphen == std::string::npos ? id.size() : hyphen + 1;
        end = std::min(end, begin + head_width);
        const std::string piece = id.substr(begin, end - begin);
        if (!lines.back().empty() && lines.back().size() + piece.size() > head_width) {
            lines.emplace_back();
        }
        lines.back() += piece;
        begin = end;
    }
    return lines;
}

// What stands in a cell: the figure that a standard takes, and how sure it is of that.
std::string cell_text(const Contribution& contribution) {
    if (contribution.applied == Rule::leave_out) return "-";
    const std::string mark = contribution.applied == Rule::unsettled ? "?" : "";
    const Range& flop = contribution.counted.value;
    return (flop.is_bound() ? "<= " + figure(flop.high) : figure(flop.best)) + mark;
}

// The line above the things of one kind: nothing above the ledger's own activities.
std::string head_of(const Contribution& contribution, const std::string& model) {
    if (contribution.is_base) return "models without ledger:";
    return contribution.ledger == model ? "" : fmt::format("of {}:", contribution.ledger);
}

std::string label_text(const Contribution& contribution) {
    if (contribution.activity == nullptr) {
        return fmt::format("{}, {}", contribution.name, word(contribution.bare->relation));
    }
    const Activity& activity = *contribution.activity->activity;
    std::string label = activity.name;
    if (activity.name != word(activity.kind)) label += fmt::format(", {}", word(activity.kind));
    if (activity.outcome) label += fmt::format(", {}", word(*activity.outcome));
    if (activity.is_public == true) label += ", public";
    return label;
}

constexpr std::string_view unknown_text = "unknown";

bool has_unknown(const Total& total, const std::string& name) {
    const auto& parts = total.open_parts;
    return std::any_of(parts.begin(), parts.end(),
                       [&name](const OpenPart& part) { return part.name == name; });
}

// The models of unknown compute that some total would have, in the order met.
std::vector<std::string> unknown_names(const std::vector<Total>& totals) {
    std::vector<std::string> names;
    for (const Total& total : totals) {
        for (const OpenPart& part : total.open_parts) {
            if (std::find(names.begin(), names.end(), part.name) == names.end()) {
                names.push_back(part.name);
            }
        }
    }
    return names;
}

// The columns that a standard takes in the table.
int column_width(const Total& total) {
    std::size_t width = figure(total.flop.value.high).size();
    for (const std::string& line : head_lines(total.standard->id)) {
        width = std::max(width, line.size());
    }
    for (const Contribution& contribution : total.contributions) {
        width = std::max(width, cell_text(contribution).size());
    }
    if (total.is_open()) width = std::max(width, unknown_text.size());
    return static_cast<int>(width);
}

// As many standards as fit beside one another, in order; one at least.
std::vector<Totals> blocks_of(const std::vector<Total>& totals, const Style& style) {
    std::vector<Totals> blocks;
    int room = 0;
    for (const Total& total : totals) {
        const int width = column_width(total) + gap;
        if (blocks.empty() || width > room) {
            blocks.emplace_back();
            room = style.width - indent - label_width;
        }
        blocks.back().push_back(&total);
        room -= width;
    }
    return blocks;
}

void add_heads(Table& table, const Totals& block) {
    std::size_t height = 0;
    for (const Total* total : block) {
        height = std::max(height, head_lines(total->standard->id).size());
    }
    for (std::size_t line = 0; line < height; ++line) {
        Row row{{{line + 1 == height ? "FLOP (best)" : "", Ink::faint}}, ""};
        for (const Total* total : block) {
            const std::vector<std::string> lines = head_lines(total->standard->id);
            const std::size_t blank = height - lines.size();
            row.cells.push_back({line < blank ? "" : lines[line - blank], Ink::faint});
        }
        table.rows.push_back(std::move(row));
    }
}

void add_foot(Table& table, const std::string& label, const Totals& block,
              const Exact Range::*figure_of, Ink ink) {
    Row row{{{label, ink}}, ""};
    for (const Total* total : block) {
        row.cells.push_back({figure(total->flop.value.*figure_of), ink});
    }
    table.rows.push_back(std::move(row));
}

std::string block_text(const Totals& block, const std::vector<std::string>& unknown,
                       const std::string& model, const Style& style) {
    Table table{.columns = {{.title = "", .wraps = true}}, .rows = {}, .indent = indent};
    for (std::size_t i = 0; i < block.size(); ++i) {
        table.columns.push_back({.title = "", .right = true});
    }
    add_heads(table, block);
    std::string head;
    const std::vector<Contribution>& things = block.front()->contributions;
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (std::string next = head_of(things[i], model); next != head) {
            head = std::move(next);
            table.rows.push_back({{{head, Ink::faint}}, ""});
        }
        Row row{{{label_text(things[i])}}, ""};
        for (const Total* total : block) row.cells.push_back({cell_text(total->contributions[i])});
        table.rows.push_back(std::move(row));
    }
    for (const std::string& name : unknown) {
        Row row{{{name}}, ""};
        for (const Total* total : block) {
            row.cells.push_back({has_unknown(*total, name) ? std::string(unknown_text) : "-"});
        }
        table.rows.push_back(std::move(row));
    }
    add_foot(table, "total", block, &Range::best, Ink::bold);
    add_foot(table, "at least", block, &Range::low, Ink::plain);
    add_foot(table, "at most", block, &Range::high, Ink::plain);
    return table_text(table, style);
}

std::string signed_figure(const Exact& number) {
    if (number.is_zero()) return "0";
    return number.is_negative() ? "-" + figure(Exact(0) - number) : "+" + figure(number);
}

// `-1.26e23`, with what the ends of the range move where that is something else.
std::string shift_text(const Shift& shift) {
    const std::string best = signed_figure(shift.best);
    const std::string low = signed_figure(shift.low);
    const std::string high = signed_figure(shift.high);
    if (low == best && high == best) return best;
    return fmt::format("{} (low {}, high {})", best, low, high);
}

std::string rule_text(const SourcedRule& rule) {
    const std::string_view says = rule.rule == Rule::count       ? "counts"
                                  : rule.rule == Rule::leave_out ? "left out"
                                                                 : "unsettled";
    return fmt::format("{} ({})", says, rule_source(rule));
}

std::string names_text(const RuleExchange& found) {
    std::vector<std::string> names;
    for (const Contribution* thing : found.things) names.push_back(thing->name);
    return joined(names);
}

std::string difference_text(const TotalDifference& found, const Style& style) {
    const std::string head =
        fmt::format("{} instead of {}:", found.to->standard->id, found.from->standard->id);
    if (found.rules.empty() && found.unknown.empty()) {
        return indented(style, 2, head + " no difference");
    }
    std::string text = indented(style, 2, fmt::format("{} {} FLOP", head, shift_text(found.flop)));
    for (const RuleExchange& rule : found.rules) {
        text += indented(style, 4,
                         fmt::format("{} by {}: {} -> {}", shift_text(rule.flop), rule.matter,
                                     rule_text(*rule.from), rule_text(*rule.to)));
        const bool named = rule.things.size() != 1 || rule.things.front()->name != rule.matter;
        if (named) text += indented(style, 6, "on " + names_text(rule));
    }
    for (const std::string& base : found.unknown) {
        text +=
            indented(style, 4, fmt::format("unknown by {}, which only one of them counts", base));
    }
    return text;
}

const Total& total_against(const std::vector<Total>& totals, const std::string& id) {
    const auto found = std::find_if(totals.begin(), totals.end(),
                                    [&id](const Total& total) { return total.standard->id == id; });
    return found == totals.end() ? totals.front() : *found;
}

std::string ledger_text(const LedgerResult& ledger, const std::vector<SettledRule>& settled,
                        const std::string& against, const Style& style) {
    const std::vector<Total>& totals = ledger.judgement.totals;
    std::string text = ledger_heading(*ledger.count->ledger, style) + "\n";
    text += inked(style, Ink::bold, "Standards side by side") + "\n";
    const std::vector<std::string> unknown = unknown_names(totals);
    for (const Totals& block : blocks_of(totals, style)) {
        text += block_text(block, unknown, ledger.count->ledger->model_name, style) + "\n";
    }
    text += indented(style, 2, "-: left out; ?: unsettled, in total and at most, not in at least");
    if (!unknown.empty()) text += indented(style, 2, "unknown: compute that is in no figure");
    text += settled_text(settled, style);
    if (totals.size() < 2) return text;
    const Total& first = total_against(totals, against);
    text += "\n" + inked(style, Ink::bold, "What makes the difference") + "\n";
    for (const Total& total : totals) {
        if (&total == &first) continue;
        text += difference_text(difference(first, total), style) + "\n";
    }
    text.pop_back();
    return text;
}

Json shift_json(const Shift& shift) { return range_json({shift.low, shift.best, shift.high}); }

Json shift_exact(const Shift& shift) { return exact_json({shift.low, shift.best, shift.high}); }

Json rule_json(const SourcedRule& rule) {
    return Json::Object{
        {"rule", word(rule.rule)}, {"basis", word(rule.basis)}, {"source", rule.source}};
}

Json things_json(const RuleExchange& found) {
    Json::Array things;
    for (const Contribution* thing : found.things) {
        things.push_back(Json::Object{{"name", thing->name}, {"model", thing->ledger}});
    }
    return things;
}

Json difference_json(const TotalDifference& found) {
    Json::Array rules;
    for (const RuleExchange& rule : found.rules) {
        rules.push_back(Json::Object{{"subject", word(rule.subject)},
                                     {"matter", rule.matter},
                                     {"from", rule_json(*rule.from)},
                                     {"to", rule_json(*rule.to)},
                                     {"things", things_json(rule)},
                                     {"flop", shift_json(rule.flop)},
                                     {"exact", shift_exact(rule.flop)}});
    }
    return Json::Object{
        {"from", found.from->standard->id}, {"to", found.to->standard->id},
        {"flop", shift_json(found.flop)},   {"exact", shift_exact(found.flop)},
        {"rules", std::move(rules)},        {"unknown_bases", texts_json(found.unknown)}};
}

Json entry_json(const std::vector<Total>& totals, std::size_t index) {
    const Contribution& first = totals.front().contributions[index];
    const Activity* activity = first.activity == nullptr ? nullptr : first.activity->activity;
    const bool has_outcome = activity != nullptr && activity->outcome;
    Json::Array standards;
    for (const Total& total : totals) {
        const Contribution& one = total.contributions[index];
        standards.push_back(
            Json::Object{{"standard", total.standard->id},
                         {"rule", word(one.applied)},
                         {"own_rule", rule_json(*one.rule)},
                         {"base_rule", one.base_rule ? rule_json(*one.base_rule) : Json()},
                         {"flop", range_json(one.counted.value)},
                         {"exact", exact_json(one.counted.value)}});
    }
    return Json::Object{
        {"name", first.name},
        {"model", first.ledger},
        {"kind", activity == nullptr ? Json() : Json(word(activity->kind))},
        {"outcome", has_outcome ? Json(word(*activity->outcome)) : Json()},
        {"relation", first.bare == nullptr ? Json() : Json(word(first.bare->relation))},
        {"standards", std::move(standards)}};
}

}  // namespace

std::string side_by_side_text(const CheckResult& result, const std::string& against,
                              const Style& style) {
    std::string text;
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr || ledger.judgement.totals.empty()) continue;
        if (!text.empty()) text += "\n" + rule(style) + "\n";
        text += ledger_text(ledger, result.settled, against, style);
    }
    return text;
}

Json side_by_side_json(const std::vector<Total>& totals) {
    Json::Array entries;
    for (std::size_t i = 0; !totals.empty() && i < totals.front().contributions.size(); ++i) {
        entries.push_back(entry_json(totals, i));
    }
    Json::Array differences;
    for (auto from = totals.begin(); from != totals.end(); ++from) {
        for (auto to = from + 1; to != totals.end(); ++to) {
            differences.push_back(difference_json(difference(*from, *to)));
        }
    }
    return Json::Object{{"entries", std::move(entries)}, {"differences", std::move(differences)}};
}

}  // namespace flopledger
