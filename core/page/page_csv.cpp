// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_csv.hpp"

#include <algorithm>

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

// Whether a column has the ends of ranges in any of the tables.
bool has_ends(const std::vector<AnswerTable>& answers, std::size_t column) {
    return std::any_of(answers.begin(), answers.end(), [column](const AnswerTable& answer) {
        return std::any_of(
            answer.table->rows.begin(), answer.table->rows.end(),
            [column](const PageRow& row) { return cell(row, column).behind().exact.has_value(); });
    });
}

std::string cell_text(std::string_view text) {
    std::string cell = safe_text(text);
    const bool calculated =
        !cell.empty() && std::string_view("=+-@").find(cell.front()) != std::string_view::npos;
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

std::string head_line(const std::vector<AnswerTable>& answers) {
    std::vector<std::string> cells{"subject", "from"};
    const std::vector<PageColumn>& columns = answers.front().table->columns;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        cells.push_back(columns[column].id);
        if (!has_ends(answers, column)) continue;
        cells.push_back(columns[column].id + "_low");
        cells.push_back(columns[column].id + "_high");
    }
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
    std::string text = head_line(answers);
    for (const auto& [subject, table] : answers) {
        for (const PageRow& row : table->rows) {
            std::vector<std::string> cells{subject->title, subject->under};
            for (std::size_t column = 0; column < table->columns.size(); ++column) {
                const PageValue& value = cell(row, column);
                const std::optional<Range>& exact = value.behind().exact;
                cells.push_back(exact ? exact->best.scientific(6) : value.text);
                if (!has_ends(answers, column)) continue;
                cells.push_back(exact ? exact->low.scientific(6) : "");
                cells.push_back(exact ? exact->high.scientific(6) : "");
            }
            text += csv_line(cells);
        }
    }
    return text;
}

}  // namespace flopledger
