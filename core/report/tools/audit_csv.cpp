// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/audit_csv.hpp"

#include <algorithm>
#include <vector>

#include "core/page/page_csv.hpp"

namespace flopledger {

namespace {

// What a method makes in full: the best figure, or the bound.
std::string amount_of(const RecomputedRow& row, std::string_view name) {
    for (const RowMethod& method : row.methods) {
        if (method.name != name) continue;
        return method.bound ? "" : method.flop.best.scientific(6);
    }
    return "";
}

std::string bound_of(const RecomputedRow& row, std::string_view name) {
    for (const RowMethod& method : row.methods) {
        if (method.name == name && method.bound) return method.flop.high.scientific(6);
    }
    return "";
}

std::vector<std::string> row_cells(const RecomputedRow& row) {
    return {row.row->place.file,
            std::to_string(row.row->place.line),
            row.row->model,
            row.row->organization,
            row.row->training_flop ? row.row->training_flop->scientific(6) : "",
            amount_of(row, "operations"),
            amount_of(row, "chip_time"),
            bound_of(row, "chip_time"),
            bound_of(row, "energy")};
}

std::string contradiction_line(const RecomputedRow& row, const Contradiction& one) {
    std::vector<std::string> cells = row_cells(row);
    const Cause& cause = one.causes.front();
    for (const std::string& cell :
         {std::string(word(one.certainty)), std::string(one.kind.text), one.ratio.scientific(6),
          one.message, std::string(cause.name.text), cause.message}) {
        cells.push_back(cell);
    }
    return csv_line(cells);
}

}  // namespace

std::string audit_csv(const AuditResult& result, std::size_t most_rows, bool every_row) {
    if (result.surveys.empty()) return "";
    std::string text =
        csv_line({"file", "line", "model", "organization", "stated_flop", "operations_flop",
                  "chip_time_flop", "chip_time_at_most", "energy_at_most", "certainty", "kind",
                  "ratio", "message", "cause", "question"});
    const std::size_t shown = std::min(result.contradicted.size(), most_rows);
    for (std::size_t index = 0; index < shown; ++index) {
        const RecomputedRow& row = *result.contradicted[index];
        for (const Contradiction& one : row.contradictions) text += contradiction_line(row, one);
    }
    for (const RecomputedRow& row : result.rows) {
        if (!every_row || !row.contradictions.empty()) continue;
        std::vector<std::string> cells = row_cells(row);
        cells.resize(cells.size() + 6);
        text += csv_line(cells);
    }
    return text;
}

}  // namespace flopledger
