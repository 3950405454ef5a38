// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/check.hpp"
#include "core/count/tools/schedule.hpp"
#include "core/judge/results/forecast.hpp"
#include "tests/support/files.hpp"
#include "tests/support/memory_files.hpp"

// What each rule must say of small ledgers, worked out from the texts apart from the program. The
// tables in tests/law are the cases; tests/law/README.md says how a line is read.

using namespace flopledger;

namespace {

// One line of a table, as cells that two blanks or more keep apart.
struct Line {
    std::string word;
    std::vector<std::string> cells;
    std::string place;

    std::string cell(std::size_t index) const {
        return index < cells.size() ? cells[index] : std::string();
    }
};

// What was done between two hands: a ledger of its own, or a part of one.
struct Stage {
    std::string list;          // rows of `activities`
    bool other_maker = false;  // whoever comes next is somebody else
    std::string keys;          // of the entry by which the next stage names this one
};

struct Case {
    std::string title;
    std::string facts = "{generates: [text]}";
    std::string places;  // a jurisdiction, `all`, or what a check takes by itself
    Date day{2026, 11, 30};
    std::vector<Line> bases;
    std::vector<Stage> stages = std::vector<Stage>(1);
    std::vector<Line> files;  // a name, and the text as one cell
    std::vector<Line> expected;
};

// How a case is spelt: the law must not ask.
struct Spelling {
    std::string relation;
    bool own_ledgers = false;  // each of one's own stages in a ledger of its own
};

Line line_of(const std::string& text, const std::string& place) {
    Line line{"", {}, place};
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find("  ", start), text.size());
        const std::string cell = text.substr(start, end - start);
        if (line.word.empty()) {
            line.word = cell;
        } else {
            line.cells.push_back(cell);
        }
        start = std::min(text.find_first_not_of(' ', end), text.size());
    }
    return line;
}

std::string work_row(const Line& line, std::size_t number) {
    const std::string amount =
        line.cell(1) == "?" ? "" : ", reported: {flop: " + line.cell(1) + ", source: a test}";
    const std::string keys = line.cells.size() > 2 ? ", " + line.cell(2) : "";
    return fmt::format("  - {{name: work {}, kind: {}{}{}}}\n", number, line.cell(0), amount, keys);
}

void take(const Line& line, Case& one) {
    static std::size_t works = 0;
    if (line.word == "facts") {
        one.facts = line.cell(0);
    } else if (line.word == "in") {
        one.places = line.cell(0);
    } else if (line.word == "day") {
        const auto day = parse_date(line.cell(0));
        REQUIRE_MESSAGE(day, line.place);
        one.day = *day;
    } else if (line.word == "base") {
        one.bases.push_back(line);
    } else if (line.word == "work") {
        one.stages.back().list += work_row(line, ++works);
    } else if (line.word == "then" || line.word == "handed-on") {
        one.stages.back().other_maker = line.word == "handed-on";
        one.stages.back().keys = line.cell(0);
        one.stages.emplace_back();
    } else if (line.word == "file") {
        one.files.push_back(line);
    } else {
        REQUIRE_MESSAGE(line.word == "=>", line.place, ": ", line.word);
        one.expected.push_back(line);
    }
}

std::vector<Case> read_cases(const std::string& path) {
    std::vector<Case> cases;
    std::istringstream lines(read_file(path));
    int number = 0;
    for (std::string text; std::getline(lines, text);) {
        const std::string place = fmt::format("{}:{}", path, ++number);
        if (text.empty() || text[0] == '#') continue;
        if (text.starts_with("    ")) {
            Line& file = cases.back().files.back();
            if (file.cells.size() == 1) file.cells.emplace_back();
            file.cells[1] += text.substr(4) + "\n";
            continue;
        }
        const Line line = line_of(text, place);
        if (line.word == "case") {
            cases.emplace_back();
            cases.back().title = place + ": " + line.cell(0);
        } else {
            REQUIRE_FALSE(cases.empty());
            take(line, cases.back());
        }
    }
    return cases;
}

std::string base_row(const Line& line, const Spelling& spelling) {
    const std::string keys = line.cell(3);
    std::string row = fmt::format("  - {{name: {}, provider: {}", line.cell(0), line.cell(1));
    if (line.cell(2) != "?") row += ", flop: " + line.cell(2);
    if (keys.find("relation:") == std::string::npos) row += ", relation: " + spelling.relation;
    if (!keys.empty()) row += ", " + keys;
    return row + "}\n";
}

std::string ledger_text(const Case& one, const std::string& name, const std::string& bases,
                        const std::string& activities) {
    return fmt::format("flopledger: 1\nmodel: {{name: {}}}\nfacts: {}\n{}{}activities:\n{}", name,
                       one.facts, bases.empty() ? "" : "built_on:\n", bases, activities);
}

// Writes a case as ledgers and gives the path of the last one.
std::string write(const Case& one, const Spelling& spelling, MemoryFiles& files) {
    for (const Line& file : one.files) files.files[file.cell(0)] = file.cell(1);
    std::string bases;
    for (const Line& base : one.bases) bases += base_row(base, spelling);
    std::string activities;
    std::string path;
    for (std::size_t index = 0; index < one.stages.size(); ++index) {
        const Stage& stage = one.stages[index];
        activities += stage.list;
        const bool is_last = index + 1 == one.stages.size();
        if (!is_last && !stage.other_maker && !spelling.own_ledgers) continue;
        const std::string name = fmt::format("stage-{}", index + 1);
        path = name + ".yaml";
        files.files[path] = ledger_text(one, name, bases, activities);
        activities.clear();
        bases = fmt::format("  - {{name: {}, relation: {}, provider: {}, ledger: {}{}{}}}\n", name,
                            spelling.relation, stage.other_maker ? "third-party" : "own", path,
                            stage.keys.empty() ? "" : ", ", stage.keys);
    }
    return path;
}

CheckResult checked(const Case& one, const Spelling& spelling) {
    MemoryFiles files;
    Catalog catalog;
    CheckRequest request;
    request.ledgers = {write(one, spelling, files)};
    request.as_of = one.day;
    if (one.places == "all") {
        request.selection.all = true;
    } else if (!one.places.empty()) {
        request.selection.jurisdictions = {one.places};
    }
    return check(request, files, catalog);
}

// Everything a verdict says besides its status.
std::string words_of(const Verdict& verdict) {
    std::string words;
    for (const auto* findings : {&verdict.reasons, &verdict.notes}) {
        for (const Finding& finding : *findings) words += finding.message + "\n";
    }
    return words;
}

// Where a verdict of a rule stands; `eu-modifier-one-third of NAME` asks that of one base.
std::vector<const Verdict*> found(const std::vector<Verdict>& verdicts, const std::string& what) {
    const std::size_t of = what.find(" of ");
    std::vector<const Verdict*> some;
    for (const Verdict& verdict : verdicts) {
        if (verdict.threshold->id != what.substr(0, of)) continue;
        if (of != std::string::npos && verdict.base != what.substr(of + 4)) continue;
        some.push_back(&verdict);
    }
    return some;
}

// A verdict, and after a comma what it must say: `not-reached, saying rests on a reading`.
void check_verdict(const Verdict& verdict, const std::string& wanted) {
    const std::size_t comma = wanted.find(", ");
    const std::string words = words_of(verdict);
    CAPTURE(words);
    CHECK(word(verdict.status) == wanted.substr(0, comma));
    if (comma == std::string::npos) return;
    const std::string phrase = wanted.substr(comma + 2);
    const std::size_t blank = phrase.find(' ');
    const bool is_there = words.find(phrase.substr(blank + 1)) != std::string::npos;
    CHECK_MESSAGE(is_there == (phrase.substr(0, blank) == "saying"), phrase);
}

// `notice of ID`, the day from which it is known and the day it is due; the day asked is no matter.
void check_notice(const Line& line, const CheckResult& result, const Date& day) {
    const LedgerResult& ledger = result.ledgers.at(0);
    const Schedule schedule = schedule_of(*ledger.count, {});
    const auto shown = [](const std::optional<Date>& one) { return one ? to_text(*one) : "-"; };
    for (const Date& asked : {day, months_later(day, -6)}) {
        CAPTURE(to_text(asked));
        bool is_told = false;
        for (const Forecast& one : forecast(ledger.judgement, schedule, asked, {})) {
            if ("notice of " + one.verdict->threshold->id != line.cell(0) || !one.notice) continue;
            is_told = true;
            CHECK(shown(one.notice->known) == line.cell(1));
            CHECK(shown(one.notice->due) == line.cell(2));
        }
        CHECK(is_told);
    }
}

void check_line(const Line& line, const CheckResult& result, const Date& day) {
    CAPTURE(line.place);
    CAPTURE(line.cell(0));
    if (line.cell(0) == "error") {
        CHECK(exit_status(result) == 2);
        REQUIRE_FALSE(result.diagnostics.list.empty());
        if (line.cell(1) != "-") CHECK(result.diagnostics.list[0].name.text == line.cell(1));
        return;
    }
    if (line.cell(0) == "exit") {
        CHECK(std::to_string(exit_status(result)) == line.cell(1));
        return;
    }
    if (line.cell(0).starts_with("notice")) return check_notice(line, result, day);
    const Judgement& judgement = result.ledgers.at(0).judgement;
    const auto main = found(judgement.verdicts, line.cell(0));
    const auto also = found(judgement.also, line.cell(0));
    CHECK(main.size() == (line.cell(1) == "main" ? 1 : 0));
    CHECK(also.size() == (line.cell(1) == "also" ? 1 : 0));
    for (const auto* verdicts : {&main, &also}) {
        for (const Verdict* verdict : *verdicts) {
            check_verdict(*verdict, line.cell(2));
            CHECK(word(verdict->applies_to) == line.cell(3));
        }
    }
}

// Weights taken as the start or merged, stages in one ledger or in several: all ways to say a case.
std::vector<Spelling> spellings(const Case& one) {
    const auto is_open = [](const Line& base) {
        return base.cell(3).find("relation:") == std::string::npos;
    };
    const bool own_stages = std::any_of(one.stages.begin(), one.stages.end() - 1,
                                        [](const Stage& stage) { return !stage.other_maker; });
    const bool is_free =
        std::any_of(one.bases.begin(), one.bases.end(), is_open) || one.stages.size() > 1;
    std::vector<Spelling> all;
    for (const char* relation : {"initialised-from", "merged"}) {
        all.push_back({relation, false});
        if (own_stages) all.push_back({relation, true});
        if (!is_free) break;
    }
    return all;
}

void check_case(const Case& one) {
    CAPTURE(one.title);
    for (const Spelling& spelling : spellings(one)) {
        CAPTURE(spelling.relation);
        CAPTURE(spelling.own_ledgers);
        const CheckResult result = checked(one, spelling);
        std::string told;
        for (const Diagnostic& diagnostic : result.diagnostics.list) {
            told += fmt::format("{}: {}\n", diagnostic.name.text, diagnostic.message);
        }
        CAPTURE(told);
        const bool is_error = one.expected.at(0).cell(0) == "error";
        CHECK(result.diagnostics.has_errors() == is_error);
        if (result.diagnostics.has_errors() != is_error) continue;
        for (const Line& line : one.expected) check_line(line, result, one.day);
    }
}

std::vector<Case> all_cases() {
    std::vector<Case> all;
    for (const std::string& path : list_files("tests/law", {".txt"})) {
        for (Case& one : read_cases(path)) all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

TEST_CASE("every ledger of the tables stands to the law as it must") {
    std::size_t rows = 0;
    for (const Case& one : all_cases()) {
        check_case(one);
        rows += one.expected.size();
    }
    CHECK(rows >= 500);
}

TEST_CASE("law that was in force later than enacted is asked the day before and the day of it") {
    const std::vector<Case> cases = all_cases();
    // Whether some case asks for a rule in a table, so many days before it came into force.
    const auto is_asked = [&](const std::string& id, const char* table, const Date& day,
                              int before) {
        return std::any_of(cases.begin(), cases.end(), [&](const Case& one) {
            const bool names = std::any_of(
                one.expected.begin(), one.expected.end(),
                [&](const Line& line) { return line.cell(0) == id && line.cell(1) == table; });
            return names && days_between(one.day, day) == before;
        });
    };
    Diagnostics diagnostics;
    Catalog catalog;
    int laws = 0;
    for (const auto& threshold : catalog.thresholds(diagnostics)) {
        const auto& periods = threshold->status;
        for (std::size_t index = 1; index < periods.size(); ++index) {
            if (periods[index - 1].status != LegalStatus::enacted ||
                periods[index].status != LegalStatus::in_force) {
                continue;
            }
            ++laws;
            CAPTURE(threshold->id);
            CHECK(is_asked(threshold->id, "also", periods[index].from, 1));
            CHECK(is_asked(threshold->id, "main", periods[index].from, 0));
        }
    }
    CHECK(laws == 6);
}
