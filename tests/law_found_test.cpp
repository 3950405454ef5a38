// SPDX-License-Identifier: Apache-2.0
// Small ledgers that were judged wrongly once, as ledgers by chance showed.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/check.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

constexpr const char* systemic_line = "eu-gpai-systemic-1e25";
constexpr const char* general_line = "eu-gpai-indicative-1e23";

// What a ledger of some entries and activities is told on one threshold.
Verdict verdict_on(const char* threshold, const std::string& bases, const std::string& activities,
                   const std::string& facts = "") {
    static Catalog catalog;
    MemoryFiles files;
    files.files["m.yaml"] = "flopledger: 1\nmodel: {name: M}\nfacts: {generates: [text]" + facts +
                            "}\nbuilt_on:\n" + bases + "activities:\n" + activities;
    files.files["large.yaml"] =
        "flopledger: 1\nmodel: {name: Large}\nactivities:\n"
        "  - {name: a, kind: pre-training, reported: {flop: 1.1e25, source: s}}\n";
    CheckRequest request;
    request.ledgers = {"m.yaml"};
    request.as_of = {2026, 11, 30};
    request.selection.ids = {threshold};
    const CheckResult result = check(request, files, catalog);
    REQUIRE_FALSE(result.diagnostics.has_errors());
    const Judgement& judgement = result.ledgers.at(0).judgement;
    const auto& list = judgement.verdicts.empty() ? judgement.also : judgement.verdicts;
    REQUIRE(list.size() == 1);
    return list.front();
}

std::string reasons_of(const Verdict& verdict) {
    std::string text;
    for (const Finding& reason : verdict.reasons) {
        text += std::string(reason.name.text) + ": " + reason.message + "\n";
    }
    return text;
}

bool says(const Verdict& verdict, std::string_view words) {
    return reasons_of(verdict).find(words) != std::string::npos;
}

const std::string tuned = "  - {name: a, kind: fine-tuning, reported: {flop: 1e24, source: s}}\n";

}  // namespace

TEST_CASE("a chain of ancestors counts by its last, in any order") {
    const std::string first =
        "  - {name: A, relation: initialised-from, provider: third-party, flop: 2e24}\n";
    const std::string second =
        "  - {name: B, relation: initialised-from, provider: third-party, flop: 5e24, "
        "built_on: [A]}\n";
    const std::string third =
        "  - {name: C, relation: initialised-from, provider: third-party, flop: 9.9e24, "
        "built_on: [B]}\n";
    for (const std::string& bases : {first + second + third, third + second + first}) {
        const Verdict verdict = verdict_on(systemic_line, bases, tuned);
        CHECK(verdict.measured.best.scientific(3) == "1.09e25");
        CHECK(verdict.status == VerdictStatus::undetermined);
    }
}

TEST_CASE("two figures that share an ancestor of unknown size hold the larger one at least") {
    const std::string ancestor = "  - {name: A, relation: merged, provider: third-party}\n";
    const std::string small =
        "  - {name: B, relation: merged, provider: third-party, flop: 1e25, built_on: [A]}\n";
    const std::string large =
        "  - {name: C, relation: merged, provider: third-party, flop: 2e25, built_on: [A]}\n";
    for (const std::string& bases : {ancestor + small + large, large + small + ancestor}) {
        const Verdict verdict = verdict_on(systemic_line, bases, tuned);
        CHECK(verdict.measured.low.scientific(3) == "2.10e25");
        CHECK(verdict.measured.high.scientific(3) == "3.10e25");
    }
}

TEST_CASE("a figure is not lowered by an ancestor whose ledger holds more than it") {
    const Verdict verdict = verdict_on(
        "us-ca-sb53-1e26",
        "  - {name: A, relation: initialised-from, provider: third-party, ledger: large.yaml}\n"
        "  - {name: B, relation: initialised-from, provider: own, flop: 9.9e24, built_on: [A]}\n",
        tuned);
    CHECK(verdict.measured.high.scientific(3) == "1.09e25");
}

TEST_CASE("methods that disagree on whom a line is about leave it open") {
    const std::string base =
        "  - {name: B, relation: initialised-from, provider: third-party, flop: 3e25}\n";
    const std::string disputed =
        "  - {name: a, kind: fine-tuning, operations: {parameters: 1e9, tokens: 2e12}, "
        "reported: {flop: 2e25, source: s}}\n";
    const Verdict verdict = verdict_on(systemic_line, base, disputed);
    CHECK(verdict.status == VerdictStatus::undetermined);
    CHECK(verdict.applies_to == AppliesTo::provider);
    CHECK(says(verdict, "settle it with `use`"));
    const Verdict settled = verdict_on(systemic_line, base, tuned);
    CHECK(settled.status == VerdictStatus::reached);
    CHECK(settled.applies_to == AppliesTo::original_provider);
    CHECK(verdict_on(systemic_line, base, disputed, ", general_purpose: false").status ==
          VerdictStatus::not_reached);
}

TEST_CASE("a bound is told where it settles the verdict, over all that counts") {
    const std::string unknown =
        "  - {name: B, relation: initialised-from, provider: third-party}\n";
    // The sum, not the base alone.
    CHECK(says(verdict_on(systemic_line, unknown, tuned), "write `flop: 0..9.00e24`"));
    // By whichever method is right.
    CHECK(says(verdict_on(systemic_line, unknown,
                          "  - {name: a, kind: fine-tuning, operations: {parameters: 1e11, "
                          "tokens: 1e12}, reported: {flop: 3e24, source: s}}\n"),
               "write `flop: 0..7.00e24`"));
    // Of a base with systemic risk no bound settles whether it was modified significantly.
    const Verdict systemic = verdict_on(
        systemic_line,
        "  - {name: B, relation: initialised-from, provider: third-party, systemic_risk: true}\n",
        "  - {name: a, kind: fine-tuning, reported: {flop: 3e24..4e24, source: s}}\n");
    CHECK(systemic.status == VerdictStatus::undetermined);
    CHECK_FALSE(says(systemic, "suffices"));
    // Nor where a first original has it.
    const Verdict original = verdict_on(
        systemic_line,
        "  - {name: A, relation: initialised-from, provider: third-party, flop: 2e22, "
        "systemic_risk: true}\n"
        "  - {name: B, relation: initialised-from, provider: third-party, built_on: [A]}\n",
        "  - {name: a, kind: fine-tuning, reported: {flop: 2e22, source: s}}\n");
    CHECK(original.status == VerdictStatus::undetermined);
    CHECK_FALSE(says(original, "suffices"));
}

TEST_CASE("an open verdict names the fact that it hangs on") {
    const Verdict status = verdict_on(
        general_line, "  - {name: B, relation: initialised-from, provider: third-party}\n",
        "  - {name: a, kind: fine-tuning, reported: {flop: 4e22, source: s}}\n");
    CHECK(status.status == VerdictStatus::undetermined);
    CHECK(says(status, "State `systemic_risk`"));
    const Verdict kind = verdict_on(
        "eu-modifier-one-third",
        "  - {name: B, relation: initialised-from, provider: third-party, flop: 5e22..4e23, "
        "systemic_risk: true}\n",
        "  - {name: a, kind: data-processing, reported: {flop: 1e26, source: s}}\n");
    CHECK(kind.status == VerdictStatus::undetermined);
    CHECK(says(kind, "write `general_purpose`"));
}

}  // namespace flopledger
