// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/number_text.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// A table with the subject it belongs to.
struct AnswerTable {
    const PageSubject* subject = nullptr;
    const PageTable* table = nullptr;
};

std::vector<AnswerTable> answers_of(const Page& page) {
    std::vector<AnswerTable> answers;
    for (const PageSubject& subject : page.subjects) {
        for (const PageSection& section : subject.sections) {
            for (const PageBlock& block : section.blocks) {
                const auto* table = std::get_if<PageTable>(&block);
                if (table != nullptr && table->is_answer) answers.push_back({&subject, table});
            }
        }
    }
    return answers;
}

std::string cell_text(std::string_view text) {
    std::string cell = safe_text(text);
    // A lone dash and a number are what they seem; a spreadsheet makes formulas of the rest.
    const bool is_plain = cell == "-" || std::holds_alternative<Exact>(parse_exact(cell));
    const bool calculated = !cell.empty() && !is_plain &&
                            std::string_view("=+-@").find(cell.front()) != std::string_view::npos;
    // A tab or carriage return at the front is an escape by now.
    if (calculated) cell.insert(0, "'");
    if (cell.find_first_of(",\";'\t") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char letter : cell) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + "\"";
}

// A number that reads back as the nearest double, as JSON has it.
std::string number_text(const Exact& number) { return fmt::format("{}", number.nearest_double()); }

// The cells of a value: what is said, or the figure, with its ends where the column has them.
void add_value(const PageColumn& column, const PageValue& value, std::vector<std::string>& cells) {
    const PageDetail& behind = value.behind();
    const std::optional<KnownRange>& ends = behind.exact;
    if (!ends) {
        cells.push_back(value.text);
    } else {
        cells.push_back(ends->has_best ? number_text(ends->range.best) : "");
    }
    if (!column.is_range) return;
    cells.push_back(ends ? number_text(ends->range.low) : "");
    cells.push_back(ends && ends->has_high ? number_text(ends->range.high) : "");
}

// What stands below a row, one behind the other.
std::string notes_text(const std::vector<PageNote>& notes) {
    std::string text;
    for (const PageNote& note : notes) {
        if (!text.empty()) text += " | ";
        text += note.label.empty() ? note.text : note.label + ": " + note.text;
    }
    return text;
}

bool has_notes(const std::vector<AnswerTable>& answers) {
    return std::any_of(answers.begin(), answers.end(), [](const AnswerTable& answer) {
        const std::vector<PageRow>& rows = answer.table->rows;
        return std::any_of(rows.begin(), rows.end(),
                           [](const PageRow& row) { return !row.notes.empty(); });
    });
}

std::string head_line(const std::vector<AnswerTable>& answers, bool with_notes) {
    std::vector<std::string> cells{"subject", "from"};
    for (const PageColumn& column : answers.front().table->columns) {
        cells.push_back(column.id);
        if (!column.is_range) continue;
        cells.push_back(column.id + "_low");
        cells.push_back(column.id + "_high");
    }
    if (with_notes) cells.emplace_back("notes");
    return csv_line(cells);
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t index = 0; index < cells.size(); ++index) {
        line += (index == 0 ? "" : ",") + cell_text(cells[index]);
    }
    return line + "\n";
}

std::string page_csv(const Page& page) {
    const std::vector<AnswerTable> answers = answers_of(page);
    if (answers.empty()) return "";
    const bool with_notes = has_notes(answers);
    std::string text = head_line(answers, with_notes);
    for (const auto& [subject, table] : answers) {
        for (const PageRow& row : table->rows) {
            std::vector<std::string> cells{subject->title, subject->under};
            for (std::size_t column = 0; column < table->columns.size(); ++column) {
                add_value(table->columns[column], cell(row, column), cells);
            }
            if (with_notes) cells.push_back(notes_text(row.notes));
            text += csv_line(cells);
        }
    }
    return text;
}

}  // namespace flopledger
