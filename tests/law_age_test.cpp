// SPDX-License-Identifier: Apache-2.0
// Law grows old: every result says the day of the law data, and who judges long after it is told.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/base/call_names.hpp"
#include "core/judge/results/law_day.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

namespace {

constexpr const char* ledger = R"(flopledger: 1
model: {name: Example}
activities:
  - {name: a, kind: pre-training, period: 2026-02-01..2026-05-01,
     reported: {flop: 1e24, source: paper}}
)";

constexpr const char* last_fresh_day = "2027-05-29";  // 180 days past the law data
constexpr const char* first_old_day = "2027-05-30";

bool tells_age(const ProgramRun& run) {
    return run.err.find("[law-data-old]") != std::string::npos;
}

}  // namespace

TEST_CASE("law age: the later of today and the day asked decides") {
    REQUIRE(days_between(law_data_day, *parse_date(last_fresh_day)) == law_data_days);
    for (const char* command : {"check", "explain", "forecast", "report"}) {
        CAPTURE(command);
        const std::vector<std::string> call{command, "-"};
        CHECK_FALSE(tells_age(run_on(last_fresh_day, call, ledger)));
        CHECK(tells_age(run_on(first_old_day, call, ledger)));
        CHECK(tells_age(run_on(first_old_day, {command, "-", "--as-of", "2026-01-01"}, ledger)));
        CHECK(tells_age(run_on("2026-01-01", {command, "-", "--as-of", first_old_day}, ledger)));
        CHECK_FALSE(tells_age(run_on(first_old_day, {command, "-", "--quiet"}, ledger)));
    }
    CHECK(tells_age(run_on(first_old_day, {"thresholds"})));
    CHECK(tells_age(run_on(first_old_day, {"standards", "eu-cumulative"})));
    CHECK_FALSE(tells_age(run_on(last_fresh_day, {"standards", "eu-cumulative"})));
}

TEST_CASE("law age: the warning names both days, and changes neither status nor documents") {
    const std::vector<std::string> call{"check", "-", "--as-of", "2026-11-30", "--format", "json"};
    const ProgramRun fresh = run_on("2026-11-30", call, ledger);
    const ProgramRun old = run_on("2027-06-01", call, ledger);
    CHECK(fresh.err.empty());
    CHECK(old.err.find("2026-11-30, and 2027-06-01, today, is 183 days later") !=
          std::string::npos);
    CHECK(old.out == fresh.out);
    CHECK(old.status == fresh.status);
}

TEST_CASE("law age: past --max-law-age nothing is judged") {
    for (const char* command : {"check", "explain", "forecast", "report"}) {
        CAPTURE(command);
        const std::vector<std::string> call{command,    "-",    "--max-law-age", "10",
                                            "--format", "json", "--quiet"};
        const ProgramRun young = run_on("2026-12-10", call, ledger);
        CHECK(young.status != 2);
        const ProgramRun old = run_on("2026-12-11", call, ledger);
        CHECK(old.status == 2);
        const auto json = nlohmann::json::parse(old.out);
        CHECK(json["diagnostics"].at(0)["name"] == "law-data-old");
        CHECK(json["diagnostics"].at(0)["severity"] == "error");
        CHECK(old.out.find("not-reached") == std::string::npos);
    }
    CHECK(run_program({"check", "-", "--max-law-age", "soon"}, ledger).status == 2);
}

TEST_CASE("law age: results say the day of the law data") {
    const std::string day = to_text(law_data_day);
    for (const std::vector<std::string>& call : {std::vector<std::string>{"check", "-"},
                                                 {"explain", "-"},
                                                 {"forecast", "-"},
                                                 {"report", "-"},
                                                 {"thresholds"},
                                                 {"thresholds", "us-ca-sb53-1e26"},
                                                 {"standards"},
                                                 {"standards", "eu-cumulative"}}) {
        CAPTURE(call.front());
        CHECK(run_program(call, ledger).out.find(day) != std::string::npos);
        std::vector<std::string> as_json = call;
        as_json.insert(as_json.end(), {"--format", "json"});
        CHECK(nlohmann::json::parse(run_program(as_json, ledger).out)["law_data"] == day);
    }
    CHECK(run_program({"explain", "-", "--format", "markdown"}, ledger).out.find(day) !=
          std::string::npos);
    CHECK(run_program({"report", "-", "--format", "markdown"}, ledger).out.find(day) !=
          std::string::npos);
    CHECK(run_program({"--version"}).out.find(", law data of " + day + "\n") != std::string::npos);
}

TEST_CASE("law age: a day before the first rule is told, and is no error") {
    const auto told = [](const ProgramRun& run) {
        return run.err.find("[as-of-before-law]") != std::string::npos;
    };
    const ProgramRun before = run_program({"check", "-", "--as-of", "2019-01-01"}, ledger);
    CHECK(told(before));
    CHECK(before.status == 0);
    CHECK(
        told(run_program({"check", "-", "--jurisdiction", "kr", "--as-of", "2026-01-20"}, ledger)));
    CHECK_FALSE(
        told(run_program({"check", "-", "--jurisdiction", "kr", "--as-of", "2026-01-22"}, ledger)));
    CHECK(told(run_program(
        {"check", "-", "--threshold", "us-eo14110-1e26", "--as-of", "2023-01-01"}, ledger)));
    CHECK_FALSE(told(run_program(
        {"check", "-", "--threshold", "us-eo14110-1e26", "--as-of", "2025-03-01"}, ledger)));
    CHECK_FALSE(told(run_program({"estimate", "-"}, ledger)));
}

TEST_CASE("law age: a clock that cannot be right is told, unless a day is asked for") {
    const std::string told = "warning: the clock of this machine says that today is ";
    const auto tells = [&](const std::string& today, std::vector<std::string> call) {
        const ProgramRun run = run_on(today, call, ledger);
        CHECK((run.err.find("clock-off") != std::string::npos) ==
              (run.err.find(told) != std::string::npos));
        return run.err.find(told) != std::string::npos;
    };
    CHECK(name::clock_off.text == "clock-off");
    for (const char* day : {"1970-01-01", "2023-12-31", "2101-01-01", "10000-01-01"}) {
        CAPTURE(day);
        CHECK(tells(day, {"check", "-"}));
        CHECK_FALSE(tells(day, {"check", "-", "--as-of", "2026-11-21"}));
        CHECK_FALSE(tells(day, {"check", "-", "--quiet"}));
    }
    CHECK_FALSE(tells("2024-01-01", {"check", "-"}));
    CHECK_FALSE(tells("2100-12-31", {"check", "-"}));
}

}  // namespace flopledger
