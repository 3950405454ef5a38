// SPDX-License-Identifier: Apache-2.0
// Any bytes as a survey: no crash, rows or an error, every line told lies inside the text, and
// what is printed can do no harm.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/audit.hpp"
#include "core/page/page_text.hpp"
#include "core/report/tools/audit_csv.hpp"
#include "core/report/tools/audit_json.hpp"
#include "core/report/tools/audit_page.hpp"
#include "core/text/trees/csv.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// Printable characters of UTF-8 and line feeds alone.
void expect_harmless(const std::string& text) {
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        insist(code == '\n' || (code >= 0x20 && code != 0x7f));
    }
}

// No cell that a spreadsheet would calculate.
void expect_no_formula(const std::string& text) {
    CsvReader reader(text);
    CsvRow row;
    while (reader.next(row)) {
        for (const std::string_view cell : row.cells) {
            insist(cell.empty() || std::string_view("=+-@").find(cell.front()) == cell.npos);
        }
    }
    insist(!reader.open_quote());
}

void audit_any(const std::string& text) {
    // Chips are parsed once for all inputs: they are the same, and many.
    static Catalog catalog;
    MemoryFiles files({{"catalogue.csv", text}});
    const AuditResult result =
        audit({.surveys = {"catalogue.csv"}, .as_of = {2026, 11, 21}, .models = {}, .hashes = true},
              files, catalog);
    insist(result.surveys.empty() == result.diagnostics.has_errors());
    const auto feeds = std::count(text.begin(), text.end(), '\n');
    const auto lines = feeds + std::count(text.begin(), text.end(), '\r') + 1;
    for (const RecomputedRow& row : result.rows) {
        insist(row.row->place.line >= 1 && row.row->place.line <= lines);
        for (const Contradiction& one : row.contradictions) {
            insist(one.place.line >= 1 && one.place.line <= lines);
            insist(!one.causes.empty() && !one.message.empty());
            insist(one.ratio >= 1);
        }
    }
    expect_harmless(page_text(audit_page(result, 100, true), {}));
    const std::string table = audit_csv(result, 100, true);
    expect_harmless(table);
    expect_no_formula(table);
    insist(!audit_json(result, 100, true, "0").empty());
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size <= 65536) {
        flopledger::audit_any(std::string(reinterpret_cast<const char*>(data), size));
    }
    return 0;
}
