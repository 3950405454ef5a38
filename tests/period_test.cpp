// SPDX-License-Identifier: Apache-2.0
// A ledger's period includes both its days, whatever prints it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/program_run.hpp"

using namespace flopledger;

namespace {

using Json = nlohmann::ordered_json;

// What the program says of a run from one day to another.
std::string said_of(const std::string& period, std::vector<std::string> arguments) {
    const std::string ledger =
        "flopledger: 1\n"
        "model: {name: M, developer: D}\n"
        "activities:\n"
        "  - {name: run, kind: pre-training, period: " +
        period + ", recomputation: none, operations: {parameters: 1e9, tokens: 1e12}}\n";
    arguments.insert(arguments.begin() + 1, "-");
    const ProgramRun shown = run_program(arguments, ledger);
    REQUIRE(shown.status == 0);
    return shown.out;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the day that a ledger writes last is the last in every output") {
    const std::string period = "2026-02-02..2026-03-18";
    const std::string both = "2026-02-02 to 2026-03-18";
    const std::string explained = said_of(period, {"explain", "--activity", "run"});
    CHECK(holds(explained, "period " + both + " = 3888000 seconds"));
    CHECK(holds(explained, "45 days"));
    for (const char* format : {"html", "markdown", "json"}) {
        CAPTURE(format);
        const std::string report =
            said_of(period, {"report", "--template", "eu-model-documentation", "--format", format});
        CHECK(holds(report, both));
        CHECK(holds(report, "45 days"));
        CHECK_FALSE(holds(report, "2026-03-19"));
    }
    CHECK(holds(said_of(period, {"forecast"}), "2026-02-02  2026-03-18"));
    const Json forecast = Json::parse(said_of(period, {"forecast", "--format", "json"}));
    const Json& entry = forecast["ledgers"][0]["schedule"][0];
    CHECK(entry["first_day"] == "2026-02-02");
    CHECK(entry["last_day"] == "2026-03-18");
}

TEST_CASE("a period of one day is a day") {
    for (const std::string day : {"2024-02-29", "2026-10-05", "2026-12-31", "9999-12-31"}) {
        CAPTURE(day);
        const std::string period = day + ".." + day;
        const std::string explained = said_of(period, {"explain", "--activity", "run"});
        CHECK(holds(explained, "period " + day + " to " + day + " = 86400 seconds"));
        CHECK(holds(said_of(period, {"forecast"}), day + "  " + day));
        CHECK(holds(said_of(period, {"report"}), day + " to " + day));
    }
}
