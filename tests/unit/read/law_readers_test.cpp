// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "core/read/data/standard_reader.hpp"
#include "core/read/data/threshold_reader.hpp"
#include "tests/support/faults.hpp"

namespace flopledger {

namespace {

std::string standard_text(const std::string& activities, const std::string& bases) {
    return "standard: 1\nid: s\ntitle: a\njurisdiction: eu\nversion: \"1\"\n"
           "citation: {text: a}\nrecomputation: {rule: count, basis: text, source: a}\n"
           "activities:\n" +
           activities + "base_models:\n" + bases;
}

// A general row for every kind.
std::string all_kinds() {
    std::string rows;
    for (int index = 0; index < activity_kind_count; ++index) {
        rows += "  - {kind: " + std::string(word(static_cast<ActivityKind>(index))) +
                ", rule: count, basis: text, source: a}\n";
    }
    return rows;
}

std::string standard_faults(const std::string& text) {
    Diagnostics diagnostics;
    const auto standard =
        read_standard(std::make_shared<const Source>(Source{"x/s.yaml", text}), diagnostics);
    CHECK((standard == nullptr) == diagnostics.has_errors());
    return names(diagnostics);
}

std::string threshold_faults(const std::string& conditions, const std::string& status,
                             const std::string& more = "standard: s\n") {
    const std::string text =
        "threshold: 1\nid: t\ntitle: a\njurisdiction: eu\nsubject: developer\nmeasure: compute\n"
        "amount: 1e25\ncomparison: greater\nunit: FLOP\nthird_party_base: either\n"
        "alternatives: []\ncitation: {text: a}\nconsequence: a\nconfidence: verified\n"
        "sources: [{text: a}]\nconditions: " +
        conditions + "\nstatus: " + status + "\n" + more;
    Diagnostics diagnostics;
    const auto threshold = read_threshold(std::make_shared<const Source>(Source{"x/t.yaml", text}),
                                          diagnostics, Presence::required);
    CHECK((threshold == nullptr) == diagnostics.has_errors());
    return names(diagnostics);
}

constexpr const char* general_base = "  - {rule: count, basis: text, source: a}\n";
constexpr const char* in_force = "[{from: 2025-08-02, status: in-force, confidence: verified}]";

}  // namespace

TEST_CASE("a standard has a general row for everything, and last") {
    CHECK(standard_faults(standard_text(all_kinds(), general_base)) == "");
    const std::string conditional =
        "  - {kind: pre-training, public: true, rule: count, basis: text, source: a}\n";
    CHECK(standard_faults(standard_text(conditional + all_kinds(), general_base)) == "");
    CHECK(standard_faults(standard_text(all_kinds() + conditional, general_base)) ==
          "bad-data-file ");
    const std::string kinds = all_kinds();
    CHECK(standard_faults(standard_text(kinds.substr(kinds.find('\n') + 1), general_base)) ==
          "bad-data-file ");
    CHECK(standard_faults(standard_text(
              all_kinds(), "  - {provider: own, rule: count, basis: text, source: a}\n")) ==
          "bad-data-file ");
    CHECK(standard_faults(standard_text(all_kinds(), general_base) + "error_margin: 30%\n") ==
          "missing-key ");
    CHECK(standard_faults(standard_text(all_kinds(), "  - {rule: maybe, basis: text}\n")) ==
          "unknown-word missing-key ");
}

TEST_CASE("a threshold's conditions ask facts that a ledger can state") {
    CHECK(threshold_faults("[]", in_force) == "");
    CHECK(threshold_faults("[{fact: weights, is: closed}]", in_force) == "");
    CHECK(threshold_faults("[{fact: grave_risk, is: true}]", in_force) == "");
    CHECK(threshold_faults("[{fact: generates, includes_any: [text]}]", in_force) == "");
    CHECK(threshold_faults("[{any: [{fact: downloads, greater: 1}, {fact: grave_risk, is: true}]}]",
                           in_force) == "");
    CHECK(threshold_faults("[{fact: weight, is: closed}]", in_force) == "unknown-word ");
    CHECK(threshold_faults("[{fact: weights, is: shut}]", in_force) == "unknown-word ");
    CHECK(threshold_faults("[{fact: weights, greater: 1}]", in_force) == "bad-data-file ");
    CHECK(threshold_faults("[{fact: downloads}]", in_force) == "bad-data-file ");
    CHECK(threshold_faults("[{fact: downloads, greater: 1, at_least: 2}]", in_force) ==
          "bad-data-file ");
    CHECK(threshold_faults("[{any: []}]", in_force) == "bad-data-file ");
    CHECK(threshold_faults("[{any: [{any: []}]}]", in_force) == "bad-data-file bad-data-file ");
}

TEST_CASE("a threshold's status is ordered by date, and its standard goes with its measure") {
    CHECK(threshold_faults("[]", "[]") == "bad-data-file ");
    CHECK(threshold_faults("[]",
                           "[{from: 2025-08-02, status: enacted, confidence: verified},"
                           " {from: 2025-08-02, status: in-force, confidence: verified}]") ==
          "bad-data-file ");
    CHECK(threshold_faults("[]", in_force, "") == "missing-key ");
    CHECK(threshold_faults("[]", in_force, "standard: s\nbase: {total: known}\n") ==
          "bad-data-file ");
    CHECK(threshold_faults("[]", in_force, "standard: s\nstandard_if_base_systemic: s\n") ==
          "bad-data-file ");
}

}  // namespace flopledger
