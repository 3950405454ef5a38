// SPDX-License-Identifier: Apache-2.0
#include "core/page/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(Tone tone) {
    constexpr auto table = std::to_array<std::string_view>(
        {"plain", "strong", "faint", "reached", "undetermined", "not-reached", "missing"});
    return word_at(table, tone);
}

const PageDetail& PageValue::behind() const {
    static const PageDetail nothing;
    return detail ? *detail : nothing;
}

const PageValue& cell(const PageRow& row, std::size_t column) {
    static const PageValue nothing;
    return column < row.cells.size() ? row.cells[column] : nothing;
}

std::string capital(const std::string& title) {
    const std::string word = title.substr(0, title.find(' '));
    const bool is_word = !word.empty() && std::all_of(word.begin(), word.end(), [](char letter) {
        return letter >= 'a' && letter <= 'z';
    });
    if (!is_word || word.size() < 2) return title;
    std::string text = title;
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

bool is_filled(const PageTable& table, std::size_t column) {
    return std::any_of(table.rows.begin(), table.rows.end(), [column](const PageRow& row) {
        const PageValue& value = cell(row, column);
        return !value.text.empty() || value.behind().share;
    });
}

bool is_shown(const PageTable& table) { return table.shown != ShownIn::csv && !table.rows.empty(); }

Page plain_page(std::string title, std::vector<PageSection> sections) {
    Page page;
    page.head.title = std::move(title);
    page.subjects.emplace_back().sections = std::move(sections);
    return page;
}

PageValue exact_value(std::string text, const KnownRange& exact, std::string unit, Tone tone) {
    PageDetail behind;
    behind.exact = exact;
    behind.unit = std::move(unit);
    return {std::move(text), std::move(behind), tone};
}

PageNotes notes_of(const std::vector<Finding>& findings, int depth) {
    PageNotes notes{{}, depth};
    for (const Finding& finding : findings) {
        notes.notes.push_back({std::string(finding.name.text), finding.message});
    }
    return notes;
}

bool UnfoldedSteps::seen(const PageStep& step) {
    if (step.inputs.empty()) return false;
    const std::string key =
        fmt::format("{}|{}|{}|{}|{}", step.label, step.formula, step.text, step.source, step.place);
    return !keys_.insert(key).second;
}

}  // namespace flopledger
