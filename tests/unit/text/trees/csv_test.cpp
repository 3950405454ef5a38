// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/csv.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace flopledger;

namespace {

// All rows: cells joined by `|`, each row with its line before it.
std::string rows_of(std::string_view text) {
    CsvReader reader(text);
    CsvRow row;
    std::string all;
    while (reader.next(row)) {
        all += std::to_string(row.line) + ":";
        for (const std::string_view cell : row.cells) all += std::string(cell) + "|";
        all += "\n";
    }
    if (reader.open_quote()) all += "open at " + std::to_string(*reader.open_quote());
    return all;
}

}  // namespace

TEST_CASE("csv: rows, quotes, line ends") {
    CHECK(rows_of("").empty());
    CHECK(rows_of("\n\r\n\n").empty());
    CHECK(rows_of("a,b\n1,2\n") == "1:a|b|\n2:1|2|\n");
    CHECK(rows_of("a,b\r\n1,2") == "1:a|b|\n2:1|2|\n");
    CHECK(rows_of("a,b\r1,2\r") == "1:a|b|\n2:1|2|\n");
    CHECK(rows_of("\xef\xbb\xbf"
                  "a,b\n") == "1:a|b|\n");
    CHECK(rows_of("a,b\n\n1,\n") == "1:a|b|\n3:1||\n");
    CHECK(rows_of("a,\"b,\"\"c\"\"\"\nx,y\n") == "1:a|b,\"c\"|\n2:x|y|\n");
    CHECK(rows_of("a,\"1\n2\r\n3\"\nx,y\n") == "1:a|1\n2\r\n3|\n4:x|y|\n");
    CHECK(rows_of("a , \"b\" c ,\n") == "1:a|bc||\n");
    CHECK(rows_of("a,\"\"\n") == "1:a||\n");
}

TEST_CASE("csv: the delimiter is that of the first row") {
    CHECK(rows_of("a;b\n1,5;2\n") == "1:a|b|\n2:1,5|2|\n");
    CHECK(rows_of("a\tb\n1 2\t3\n") == "1:a|b|\n2:1 2|3|\n");
    CHECK(rows_of("\"a;b;c\",d\n1,2\n") == "1:a;b;c|d|\n2:1|2|\n");
}

TEST_CASE("csv: a quote that never ends is told with its line") {
    CHECK(rows_of("a,b\n1,\"2\n3\n") == "1:a|b|\nopen at 2");
    CHECK(rows_of("\"") == "open at 1");
}

TEST_CASE("csv: text behind quotes is counted") {
    CsvReader reader("a,\"b\"c\n");
    CsvRow row;
    CHECK(reader.next(row));
    CHECK(row.cells.at(1) == "bc");
    CHECK(reader.oddities().text_behind_quotes.count == 1);
    CHECK(reader.oddities().text_behind_quotes.first_line == 1);
}
