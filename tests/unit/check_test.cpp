// SPDX-License-Identifier: Apache-2.0
#include "core/check.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

constexpr const char* ledger = R"(
flopledger: 1
model: {name: M}
activities:
  - {name: a, kind: pre-training, operations: {parameters: 405e9, tokens: 15.6e12}}
)";

CheckResult checked(const Date& day, ThresholdSelection selection) {
    MemoryFiles files;
    files.files["x.yaml"] = ledger;
    Catalog catalog;
    return check({.ledgers = {"x.yaml"},
                  .as_of = day,
                  .selection = std::move(selection),
                  .standards = {},
                  .every_standard = false,
                  .margin = std::nullopt,
                  .hashes = false},
                 files, catalog);
}

// Every threshold that a result speaks of.
std::set<std::string> ids(const CheckResult& result) {
    std::set<std::string> all;
    const Judgement& judgement = result.ledgers.at(0).judgement;
    for (const Verdict& verdict : judgement.verdicts) all.insert(verdict.threshold->id);
    for (const NotApplicable& entry : judgement.not_applicable) all.insert(entry.threshold->id);
    return all;
}

}  // namespace

TEST_CASE("on every day, a check takes the thresholds of developers and modifiers that stand") {
    Diagnostics diagnostics;
    Catalog catalog;
    const auto thresholds = catalog.thresholds(diagnostics);
    CHECK(diagnostics.list.empty());
    std::set<Date> days;
    for (const auto& threshold : thresholds) {
        for (const StatusPeriod& period : threshold->status) days.insert(period.from);
    }
    CHECK(days.size() > 10);
    for (const Date& day : days) {
        CAPTURE(to_text(day));
        std::set<std::string> expected;
        for (const auto& threshold : thresholds) {
            const StatusPeriod* period = threshold->status_on(day);
            const bool stands = period != nullptr && (period->status == LegalStatus::in_force ||
                                                      period->status == LegalStatus::guidance);
            const bool ours =
                threshold->subject == Subject::developer || threshold->subject == Subject::modifier;
            if (stands && ours) expected.insert(threshold->id);
        }
        CHECK(ids(checked(day, {})) == expected);
    }
}

TEST_CASE("a jurisdiction takes what lies in it, an id takes one, all takes all that began") {
    const Date today{2026, 11, 21};
    for (const std::string& id : ids(checked(today, {.ids = {}, .jurisdictions = {"eu"}}))) {
        CHECK(id.starts_with("eu-"));
    }
    CHECK(ids(checked(today, {.ids = {}, .jurisdictions = {"us"}})).count("us-ca-sb53-1e26") == 1);
    CHECK(ids(checked(today, {.ids = {"us-ca-sb1047-1e26"}, .jurisdictions = {}})) ==
          std::set<std::string>{"us-ca-sb1047-1e26"});
    CHECK(ids(checked(today, {.ids = {}, .jurisdictions = {}, .all = true})).size() > 20);
}

TEST_CASE("unknown names are told with the names there are") {
    const CheckResult threshold =
        checked({2026, 11, 21}, {.ids = {"us-ca-sb53"}, .jurisdictions = {}});
    REQUIRE(threshold.diagnostics.list.size() == 1);
    CHECK(threshold.diagnostics.list[0].name.text == "unknown-threshold");
    CHECK(exit_status(threshold) == 2);
    const CheckResult place = checked({2026, 11, 21}, {.ids = {}, .jurisdictions = {"atlantis"}});
    REQUIRE(place.diagnostics.list.size() == 1);
    CHECK(place.diagnostics.list[0].name.text == "usage");
}

}  // namespace flopledger
