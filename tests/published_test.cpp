// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/number_text.hpp"
#include "core/check.hpp"
#include "core/text/files/disk_files.hpp"
#include "tests/support/files.hpp"
#include "tests/support/house/tidy_rules.hpp"

// The tests that matter to users: runs whose training compute is public must land in their stated
// band, and what is known to be contradictory in them must be named.

using namespace flopledger;

namespace {

struct Band {
    std::string file;
    std::string standard;
    Exact low;
    Exact high;
    std::vector<std::string> required;  // findings, in the order they must rank
    std::vector<std::string> allowed;   // causes that may be named behind them
};

// Columns are separated by two blanks or more, since the last ones hold words.
std::vector<std::string> columns_of(const std::string& line) {
    std::vector<std::string> columns;
    std::size_t start = 0;
    while (start < line.size()) {
        const std::size_t end = std::min(line.find("  ", start), line.size());
        columns.push_back(line.substr(start, end - start));
        start = std::min(line.find_first_not_of(' ', end), line.size());
    }
    return columns;
}

Exact number(const std::string& text) { return std::get<Exact>(parse_exact(text)); }

void read_findings(const std::string& text, Band& band) {
    std::istringstream names(text == "-" ? "" : text);
    for (std::string name; std::getline(names, name, ',');) {
        if (name[0] == '~') {
            band.allowed.push_back(name.substr(1));
        } else {
            band.required.push_back(name);
        }
    }
}

std::vector<Band> read_bands() {
    std::vector<Band> bands;
    std::istringstream lines(read_file("tests/published/bands.txt"));
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto columns = columns_of(line);
        REQUIRE(columns.size() >= 6);
        Band band{columns[0], columns[1], number(columns[2]), number(columns[3]), {}, {}};
        read_findings(columns[4], band);
        bands.push_back(std::move(band));
    }
    return bands;
}

CheckResult checked(const std::string& path, const std::string& standard,
                    const std::string& threshold = "") {
    std::istringstream no_input;
    DiskFiles files(no_input);
    Catalog catalog;
    CheckRequest request;
    request.ledgers = {path};
    request.as_of = {2026, 11, 21};
    if (!standard.empty()) request.standards = {standard};
    if (!threshold.empty()) request.selection.ids = {threshold};
    return check(request, files, catalog);
}

const Total* total_by(const CheckResult& result, const std::string& standard) {
    for (const Total& total : result.ledgers.at(0).judgement.totals) {
        if (total.standard->id == standard) return &total;
    }
    return nullptr;
}

// All findings of a ledger's activities, in the order told.
std::vector<std::string> finding_names(const CheckResult& result) {
    std::vector<std::string> names;
    for (const ActivityCount& activity : result.ledgers.at(0).count->activities) {
        for (const Finding& finding : activity.findings) {
            names.emplace_back(finding.name.text);
        }
    }
    return names;
}

bool is_cause(const std::string& name) {
    static const auto all = registered_names(read_files("core", {".hpp"}));
    return std::any_of(all.begin(), all.end(), [&](const RegisteredName& registered) {
        return registered.text == name && registered.kind == "cause";
    });
}

bool contains(const std::vector<std::string>& names, const std::string& wanted) {
    return std::find(names.begin(), names.end(), wanted) != names.end();
}

// Causes of the ratio 2, which follow one another whenever one of them is right.
bool is_factor_of_two(const std::string& name) {
    static const std::vector<std::string> twos{"sparse-peak-used", "wrong-peak-precision",
                                               "device-for-chip", "encoder-decoder-half",
                                               "multiply-add-once"};
    return contains(twos, name);
}

// A cause that nobody expects is one too many: what fits everything explains nothing.
void check_no_others(const Band& band, const std::vector<std::string>& names) {
    const bool by_two = std::any_of(band.required.begin(), band.required.end(), is_factor_of_two);
    for (const std::string& name : names) {
        if (!is_cause(name) || contains(band.required, name) || contains(band.allowed, name)) {
            continue;
        }
        CHECK_MESSAGE((by_two && is_factor_of_two(name)), name, " is named and not expected");
    }
}

void check_findings(const Band& band, const std::vector<std::string>& names) {
    std::string listed;
    for (const std::string& name : names) listed += name + " ";
    CAPTURE(listed);
    if (band.required.empty()) {
        CHECK_FALSE(contains(names, "methods-disagree"));
        return;
    }
    check_no_others(band, names);
    for (const std::string& name : band.required) {
        CAPTURE(name);
        CHECK(contains(names, name));
        if (!is_cause(name)) continue;
        // The right cause ranks before every other.
        for (const std::string& other : names) {
            if (other == name) break;
            CHECK_MESSAGE(!is_cause(other), other, " ranks before ", name);
        }
    }
}

}  // namespace

TEST_CASE("published runs land in their bands and contradictions are named") {
    const std::vector<Band> bands = read_bands();
    CHECK(bands.size() >= 114);
    for (const Band& band : bands) {
        CAPTURE(band.file);
        const CheckResult result = checked("tests/published/" + band.file, band.standard);
        for (const Diagnostic& diagnostic : result.diagnostics.list) {
            CHECK_MESSAGE(diagnostic.severity == Severity::warning, diagnostic.place.file, ":",
                          diagnostic.place.line, ": ", diagnostic.message);
        }
        if (!result.ledgers.at(0).count) continue;
        const Total* total = total_by(result, band.standard);
        REQUIRE(total != nullptr);
        const Exact& best = total->flop.value.best;
        CHECK_MESSAGE(band.low <= best, best.scientific(4), " is below the band");
        CHECK_MESSAGE(best <= band.high, best.scientific(4), " is above the band");
        check_findings(band, finding_names(result));
    }
}

TEST_CASE("every ledger of the folder has its band") {
    std::vector<std::string> named;
    for (const Band& band : read_bands()) named.push_back("tests/published/" + band.file);
    for (const std::string& path : list_files("tests/published", {".yaml"})) {
        CAPTURE(path);
        CHECK(contains(named, path));
    }
}

TEST_CASE("published runs stand to the lines of the law as they must") {
    std::istringstream lines(read_file("tests/published/verdicts.txt"));
    int rows = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto columns = columns_of(line);
        REQUIRE(columns.size() == 4);
        CAPTURE(columns[0]);
        const CheckResult result = checked("tests/published/" + columns[0], "", columns[1]);
        const auto& verdicts = result.ledgers.at(0).judgement.verdicts;
        REQUIRE(verdicts.size() == 1);
        CHECK(word(verdicts[0].status) == columns[2]);
        ++rows;
    }
    CHECK(rows >= 14);
}

TEST_CASE("the worked examples of the EU guidelines come out exactly") {
    std::istringstream lines(read_file("tests/eu_guidelines/expected.txt"));
    int rows = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto columns = columns_of(line);
        CAPTURE(columns[0]);
        const CheckResult result =
            checked("tests/eu_guidelines/" + columns[0], "eu-parameter-updates");
        REQUIRE(result.ledgers.at(0).count != nullptr);
        const Total* total = total_by(result, "eu-parameter-updates");
        REQUIRE(total != nullptr);
        CHECK(total->flop.value == point(number(columns[1])));
        ++rows;
    }
    CHECK(rows == 8);
}
