// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/values.hpp"

#include <doctest/doctest.h>

#include "core/read/keys/mapping.hpp"
#include "core/text/trees/yaml.hpp"
#include "tests/support/faults.hpp"

namespace flopledger {

namespace {

// Reads `key: <value>` by one of the readers, and says which faults came of it.
template <typename Read>
std::string faults_of(const std::string& value, const Read& read) {
    Diagnostics diagnostics;
    const auto document = parse_yaml(
        std::make_shared<const Source>(Source{"test.yaml", "key: " + value + "\n"}), diagnostics);
    REQUIRE(document);
    const Reading reading{*document->source, diagnostics};
    const auto result = read(reading, *document->root.find("key"));
    CHECK(bool(result) == diagnostics.list.empty());
    return names(diagnostics);
}

std::string measure_faults(const std::string& value) {
    return faults_of(value, [](const Reading& reading, const Node& node) {
        return read_measure(reading, node, "key", Dimension::tokens, "tokens");
    });
}

std::string truth_faults(const std::string& value) {
    return faults_of(value, [](const Reading& reading, const Node& node) {
        return read_truth(reading, node, "key");
    });
}

}  // namespace

TEST_CASE("a measure is a number, a range or a mapping, and every fault has its name") {
    CHECK(measure_faults("15.6e12") == "");
    CHECK(measure_faults("15.6T tokens") == "");
    CHECK(measure_faults("1e12..2e12") == "");
    CHECK(measure_faults("{low: 1e12, high: 2e12}") == "");
    CHECK(measure_faults("{low: 1e12, best: 1.1e12, high: 2e12}") == "");
    CHECK(measure_faults("many") == "not-a-number ");
    CHECK(measure_faults("1e99") == "number-out-of-bounds ");
    CHECK(measure_faults("-1") == "negative-number ");
    CHECK(measure_faults("2..1") == "range-upside-down ");
    CHECK(measure_faults("1 parsec") == "unknown-unit ");
    CHECK(measure_faults("1 kWh") == "wrong-unit ");
    CHECK(measure_faults("\"1e12\"") == "wrong-type ");
    CHECK(measure_faults("[1, 2]") == "wrong-type ");
    CHECK(measure_faults("010") == "ambiguous-scalar ");
    CHECK(measure_faults("12:30") == "ambiguous-scalar ");
    CHECK(measure_faults("{low: 1}") == "missing-key ");
    CHECK(measure_faults("{low: 2, high: 1}") == "range-upside-down ");
    CHECK(measure_faults("{low: 1, best: 3, high: 2}") == "range-upside-down ");
    CHECK(measure_faults("{low: 1..2, high: 3}") == "not-a-number ");
    CHECK(measure_faults("{low: 1, high: 2, middle: 3}") == "unknown-key ");
}

TEST_CASE("a truth value is true or false and nothing else") {
    CHECK(truth_faults("true") == "");
    CHECK(truth_faults("false") == "");
    for (const char* word : {"yes", "No", "on", "OFF", "y"}) {
        CHECK(truth_faults(word) == "ambiguous-scalar ");
    }
    CHECK(truth_faults("maybe") == "wrong-type ");
    CHECK(truth_faults("\"true\"") == "wrong-type ");
    CHECK(truth_faults("1") == "wrong-type ");
    CHECK(truth_faults("{}") == "wrong-type ");
}

TEST_CASE("whole numbers, days, periods and words") {
    const auto whole = [](const Reading& reading, const Node& node) {
        return read_whole(reading, node, "key", 100);
    };
    CHECK(faults_of("100", whole) == "");
    CHECK(faults_of("0", whole) == "number-out-of-bounds ");
    CHECK(faults_of("1.5", whole) == "number-out-of-bounds ");
    CHECK(faults_of("101", whole) == "number-out-of-bounds ");
    CHECK(faults_of("1e30", whole) == "number-out-of-bounds ");
    const auto date = [](const Reading& reading, const Node& node) {
        return read_date(reading, node, "key");
    };
    CHECK(faults_of("2024-02-29", date) == "");
    CHECK(faults_of("2023-02-29", date) == "bad-date ");
    const auto period = [](const Reading& reading, const Node& node) {
        return read_period(reading, node, "key", LastDay::included);
    };
    CHECK(faults_of("2024-01-15..2024-06-30", period) == "");
    CHECK(faults_of("2024-01-15..2024-01-15", period) == "");
    CHECK(faults_of("2024-06-30..2024-01-15", period) == "bad-period ");
    const auto word = [](const Reading& reading, const Node& node) {
        return read_word(reading, node, "key", {"open", "closed"});
    };
    CHECK(faults_of("open", word) == "");
    CHECK(faults_of("Open", word) == "unknown-word ");
    CHECK(faults_of("[open]", word) == "wrong-type ");
}

TEST_CASE("a mapping tells every fault at once, each at its place") {
    const std::string text =
        "name: \"\"\n"
        "kinds: a\n"
        "empty:\n"
        "public: yes\n";
    Diagnostics diagnostics;
    const auto document =
        parse_yaml(std::make_shared<const Source>(Source{"test.yaml", text}), diagnostics);
    REQUIRE(document);
    Mapping mapping(Reading{*document->source, diagnostics}, document->root, "a thing");
    mapping.text("name", Presence::required);
    mapping.text("kind", Presence::required);
    mapping.text("empty", Presence::optional);
    mapping.truth("public", Presence::optional);
    mapping.finish();
    CHECK(places_and_names(diagnostics) ==
          "1:7 empty-text\n"
          "1:1 missing-key\n"
          "3:7 wrong-type\n"
          "4:9 ambiguous-scalar\n"
          "2:1 unknown-key\n");
    CHECK(diagnostics.list.back().hint == "did you mean 'kind'?");
}

TEST_CASE("long texts are cut between characters") {
    CHECK(shown("abc") == "abc");
    const std::string long_text = std::string(79, 'a') + "\xc3\xa9" + "bc";
    CHECK(shown(long_text) == std::string(79, 'a') + "...");
}

}  // namespace flopledger
