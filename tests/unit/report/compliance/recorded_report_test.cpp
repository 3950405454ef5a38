// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/recorded_report.hpp"

#include <doctest/doctest.h>

#include "core/report/compliance/report_comparison.hpp"
#include "core/text/trees/json.hpp"

namespace flopledger {

namespace {

std::string report(const std::string& call) {
    return R"({"schema": "flopledger/report/1", "tool": {"name": "flopledger", "version": "7"},
"call": )" +
           call + "}";
}

std::string call(const std::string& changes) {
    return R"({"ledger": "l.yaml", "template": "summary", "as_of": "2026-11-21",
 "thresholds": ["t"], "jurisdictions": [], "all": false, "standards": [], "margin": "0.3",
 "left_out": ["chips", "tokens"], "chip_folders": [], "threshold_folders": [],
 "standard_folders": [] )" +
           changes + "}";
}

std::optional<RecordedReport> read(const std::string& text, Diagnostics& diagnostics) {
    return read_recorded_report(std::make_shared<const Source>(Source{"r.json", text}),
                                diagnostics);
}

// What is said of a text that is no report.
std::string fault(const std::string& text) {
    Diagnostics diagnostics;
    CHECK(!read(text, diagnostics));
    REQUIRE(!diagnostics.list.empty());
    return std::string(diagnostics.list[0].name.text) + ": " + diagnostics.list[0].message;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

Document parsed(const std::string& text) {
    Diagnostics diagnostics;
    auto document = parse_json(std::make_shared<const Source>(Source{"r.json", text}), diagnostics);
    REQUIRE(document.has_value());
    return std::move(*document);
}

// Differences, each as its kind, path, and both sides.
std::vector<std::string> compared(const std::string& was, const std::string& is) {
    const Document before = parsed(was);
    const Document after = parsed(is);
    std::vector<std::string> lines;
    for (const ReportDifference& one : compare_reports(before.root, after.root).differences) {
        lines.push_back(std::string(word(one.kind)) + " " + one.path + " " + one.was + " > " +
                        one.is);
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a recorded report says how it was made") {
    Diagnostics diagnostics;
    const auto recorded = read(report(call("")), diagnostics);
    REQUIRE(recorded);
    CHECK(diagnostics.list.empty());
    CHECK(recorded->version == "7");
    CHECK(recorded->request.ledger == "l.yaml");
    CHECK(recorded->request.as_of == Date{2026, 11, 21});
    CHECK(recorded->request.thresholds == std::vector<std::string>{"t"});
    CHECK(recorded->request.margin == Exact::ratio(3, 10));
    CHECK(recorded->request.left_out ==
          std::vector<SecretField>{SecretField::chips, SecretField::tokens});
}

TEST_CASE("a report with a call that no command line makes is refused, with the place") {
    const std::string good = report(call(""));
    CHECK(fault("[]").starts_with("bad-report"));
    CHECK(fault("").starts_with("json-syntax"));
    CHECK(fault("{}").starts_with("bad-report"));
    CHECK(fault(changed(good, "report/1", "report/2")).starts_with("bad-report"));
    CHECK(fault(report("7")).starts_with("bad-report"));
    for (const auto& change : std::vector<std::pair<std::string, std::string>>{
             {"2026-11-21", "2026-02-30"},
             {"\"summary\"", "\"short\""},
             {"\"summary\"", "7"},
             {"[\"t\"]", "\"t\""},
             {"[\"t\"]", "[7]"},
             {"\"all\": false", "\"all\": 0"},
             {"\"0.3\"", "\"-0.3\""},
             {"\"0.3\"", "\"1.5\""},
             {"\"0.3\"", "0.3"},
             {"\"chips\", \"tokens\"", "\"tokens\", \"chips\""},
             {"\"chips\", \"tokens\"", "\"chips\", \"chips\""},
             {"\"chips\", \"tokens\"", "\"secrets\""},
             {"[\"chips\", \"tokens\"]", "\"chips\""},
             {"\"standards\": [],", ""}}) {
        CAPTURE(change.first);
        CAPTURE(change.second);
        CHECK(fault(changed(good, change.first, change.second)).starts_with("bad-report"));
    }
    CHECK(fault(report(call(", \"more\": 1"))).starts_with("bad-report"));
}

TEST_CASE("figures, inputs and the rest that differ are told by kind and place") {
    const std::string figure =
        R"({"a": {"text": "1", "unit": "FLOP", "exact": {"low": "1", "best": "1", "high": "2"}}})";
    CHECK(compared(figure, figure).empty());
    CHECK(compared(figure, changed(figure, "\"high\": \"2\"", "\"high\": \"3\"")) ==
          Lines{"figure .a 1 .. 2 > 1 .. 3"});
    const std::string input = R"({"rows": [{"kind": "log", "file": "a", "sha256": "00"}]})";
    CHECK(compared(input, changed(input, "00", "01")) == Lines{"input .rows[0].sha256 00 > 01"});
    CHECK(compared(R"({"title": "a"})", R"({"title": "b"})") == Lines{"other .title a > b"});
    CHECK(compared(R"({"title": "a"})", "{}") == Lines{"other .title a > "});
    CHECK(compared("{}", R"({"title": "a"})") == Lines{"other .title  > a"});
}

TEST_CASE("items of lists are told apart by their names, and stand in an order") {
    const std::string was = R"([{"id": "a", "n": "1"}, {"id": "b", "n": "2"}])";
    CHECK(compared(was, R"([{"id": "b", "n": "2"}, {"id": "a", "n": "3"}])") ==
          Lines{"other [0].n 1 > 3", "other  a, b > b, a"});
    CHECK(compared(was, R"([{"id": "b", "n": "2"}])") == Lines{"other [0] a > "});
}

TEST_CASE("what writes a document says nothing of it: the spelling of numbers, the order of keys") {
    CHECK(compared(R"({"a": 1e3, "b": [0.10]})", R"({"b": [1E-1], "a": 1000})").empty());
    CHECK(compared(R"({"a": 1e3})", R"({"a": "1000"})") == Lines{"other .a 1e3 > 1000"});
}

}  // namespace flopledger
