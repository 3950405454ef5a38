// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// A row of a table: its cells without quotes and without blanks around them, and the line each
// begins in. The cells stay until the next row is read, as long as the text does.
struct CsvRow {
    std::vector<std::string_view> cells;
    std::vector<int> lines;  // of each cell, counted from 1
    int line = 1;            // of the row
};

// What a table was like besides its rows, each with the first line it was seen in.
struct CsvOddities {
    struct Seen {
        std::size_t count = 0;
        int first_line = 0;
    };
    Seen text_behind_quotes;  // `"a"b`: kept as part of the cell
};

// Reads a table as RFC 4180 describes it, leniently: lines end with a line feed, a carriage return
// or both; a cell in quotes may hold the delimiter, line ends and a quote written twice; a byte
// order mark is skipped; lines with nothing in them are no rows. The delimiter is the one of comma,
// semicolon and tab that stands most often in the first row.
class CsvReader {
  public:
    // The text must outlive the reader.
    explicit CsvReader(std::string_view text);

    // The next row; false at the end, or where a quote never ends.
    bool next(CsvRow& row);

    // The line of the quote that never ends, if there is one.
    std::optional<int> open_quote() const { return open_quote_; }

    char delimiter() const { return delimiter_; }
    const CsvOddities& oddities() const { return oddities_; }

  private:
    bool read_cell(CsvRow& row);
    std::string_view read_quoted();
    bool at_line_end() const;
    void end_line();

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    char delimiter_ = ',';
    std::deque<std::string> rewritten_;  // cells of the row that are not in the text as they are
    std::optional<int> open_quote_;
    CsvOddities oddities_;
};

}  // namespace flopledger
