// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/ledger_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>

#include "core/text/files/sha256.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

constexpr const char* smallest =
    "flopledger: 1\n"
    "model: {name: small}\n"
    "activities:\n"
    "  - {name: a, kind: pre-training, reported: {flop: 1e24, source: a paper}}\n";

// A ledger built on another one.
std::string built_on(const std::string& path) {
    return std::string(smallest) +
           "built_on:\n  - {name: b, relation: initialised-from, provider: own, ledger: " + path +
           "}\n";
}

struct Read {
    std::shared_ptr<const Ledger> ledger;
    Diagnostics diagnostics;
};

Read read(MemoryFiles& files, const std::string& path) {
    Catalog catalog;
    LedgerReader reader(files, catalog, false, {"."});
    Read result;
    result.ledger = reader.read(path, result.diagnostics);
    CHECK((result.ledger == nullptr) == result.diagnostics.has_errors());
    return result;
}

std::string faults(const std::string& text) {
    MemoryFiles files({{"ledger.yaml", text}});
    return places_and_names(read(files, "ledger.yaml").diagnostics);
}

}  // namespace

TEST_CASE("a whole ledger is read, with the places of its figures") {
    MemoryFiles files;
    files.files["runs/card.md"] = "";
    files.files["base.yaml"] = smallest;
    files.files["runs/ledger.yaml"] =
        "flopledger: 1\n"
        "model: {name: Large, developer: Someone, released: 2024-07-23}\n"
        "facts: {generates: [text, image], weights: open, grave_risk: false,\n"
        "        developer_revenue_usd: 1e9..2e9}\n"
        "built_on:\n"
        "  - {name: b, relation: initialised-from, provider: third-party,\n"
        "     ledger: ../base.yaml, systemic_risk: true}\n"
        "activities:\n"
        "  - name: main\n"
        "    kind: pre-training\n"
        "    period: 2024-01-15..2024-06-30\n"
        "    outcome: kept\n"
        "    recomputation: selective\n"
        "    operations: {model: {parameters: 405e9}, tokens: 15.6T, sequence_length: 8192}\n"
        "    chip_time:\n"
        "      - {chip: nvidia-h100-sxm5-80, chips: 16384, chip_hours: 30.84M GPU-hours,\n"
        "         precision: bf16, utilization: 38%..43%, utilization_kind: step-mfu,\n"
        "         goodput: 0.9, price_per_chip_hour_usd: 3.6}\n"
        "      - {chip: nvidia-h100-sxm5-80, chips: 8, days: 2, precision: fp8}\n"
        "    reported: {flop: 3.8e25, source: paper, includes_recomputation: true}\n"
        "    use: chip_time\n"
        "    evidence: [{file: card.md, note: p. 2}, {file: 'https://example.org/x'}]\n"
        "  - {name: samples, kind: synthetic-data-generation, public: true,\n"
        "     operations: {model: {parameters: 8e9}, examples: 1e6, tokens_per_example: 512}}\n";
    const Read result = read(files, "runs/ledger.yaml");
    CHECK(places_and_names(result.diagnostics) == "");
    REQUIRE(result.ledger);
    const Ledger& ledger = *result.ledger;
    CHECK(ledger.file == "runs/ledger.yaml");
    CHECK(ledger.model_name == "Large");
    CHECK(ledger.facts.size() == 4);
    CHECK(std::get<Range>(ledger.fact("developer_revenue_usd")->value).high == 2'000'000'000);
    REQUIRE(ledger.built_on.size() == 1);
    CHECK(ledger.built_on[0].ledger->file == "runs/../base.yaml");
    CHECK(ledger.built_on[0].systemic_risk == true);
    REQUIRE(ledger.activities.size() == 2);
    const Activity& main = ledger.activities[0];
    CHECK(main.place == Place{"runs/ledger.yaml", 9, 5});
    CHECK(main.period->last() == Date{2024, 6, 30});
    CHECK(main.operations[0].tokens->value.value.best == 15'600'000'000'000);
    CHECK(main.operations[0].tokens->place.line == 14);
    CHECK(main.chip_time.size() == 2);
    CHECK(main.chip_time[0].chip_time->value.value.best == Exact(30'840'000) * 3600);
    CHECK(main.chip_time[0].utilization->value.value.best == Exact::ratio(405, 1000));
    CHECK(main.chip_time[0].price->value.value.best == Exact::ratio(1, 1000));
    CHECK(main.chip_time[1].time->value.value.best == 172800);
    CHECK(main.use == Method::chip_time);
    CHECK_FALSE(main.passes.has_value());
    CHECK(passes_of(ledger.activities[1]) == Passes::forward);
    CHECK_FALSE(ledger.activities[1].operations[0].epochs.has_value());
}

TEST_CASE("a ledger without what it needs") {
    CHECK(faults("") != "");
    CHECK(faults("5\n") == "0:0 format-version\n");
    CHECK(faults("{}\n") == "0:0 format-version\n");
    CHECK(faults("{flopledger: 1}\n") == "1:1 missing-key\n1:1 missing-key\n");
    CHECK(faults("flopledger: 2\nmodel: {name: a}\nactivities: []\n") ==
          "1:13 format-version\n3:13 missing-key\n");
    CHECK(faults("flopledger: 1\nmodel: {name: a}\nactivities:\n  - {name: a, kind: safety-work}"
                 "\n") == "4:5 no-method\n");
}

TEST_CASE("all faults of a ledger are told at once") {
    CHECK(faults("flopledger: 1\n"
                 "model: {nam: x, released: 2024-02-30}\n"
                 "facts: {weights: opn, grave_risk: yes, monthly_users: -1}\n"
                 "built_on:\n"
                 "  - {name: a, relation: merged, provider: own, ledger: no.yaml, flop: 1e24}\n"
                 "  - {name: a, relation: merged, provider: own, ledger: no.yaml}\n"
                 "activities:\n"
                 "  - {name: a, kind: evaluation, logs: {files: []}}\n"
                 "  - {name: a, kind: evaluations, reported: {flop: 1e24, source: x}}\n"
                 "  - {name: c, kind: evaluation, reported: {flop: 1e24, source: x}, use: logs}\n"
                 "  - 5\n") ==
          "2:8 missing-key\n"
          "2:27 bad-date\n"
          "2:9 unknown-key\n"
          "3:18 unknown-word\n"
          "3:35 ambiguous-scalar\n"
          "3:55 negative-number\n"
          "5:71 conflicting-keys\n"
          "6:56 file-unreadable\n"
          "8:47 missing-key\n"
          "9:21 unknown-word\n"
          "9:12 duplicate-name\n"
          "10:73 method-not-stated\n"
          "11:5 wrong-type\n");
}

TEST_CASE("evidence that is not there is a warning") {
    MemoryFiles files(
        {{"ledger.yaml", std::string(smallest).insert(std::string(smallest).rfind('}'),
                                                      ", evidence: [{file: card.md}]")}});
    const Read result = read(files, "ledger.yaml");
    CHECK(result.ledger != nullptr);
    CHECK(names(result.diagnostics) == "evidence-missing ");
}

TEST_CASE("a ledger that cannot be read") {
    MemoryFiles files({{"big.yaml", std::string(largest_ledger_bytes + 1, ' ')}});
    const Read missing = read(files, "nothing.yaml");
    CHECK(places_and_names(missing.diagnostics) == "0:0 file-unreadable\n");
    CHECK(missing.diagnostics.list[0].place.file == "nothing.yaml");
    CHECK(names(read(files, "big.yaml").diagnostics) == "file-too-large ");
}

TEST_CASE("standard input is a ledger called -") {
    MemoryFiles files;
    files.files["-"] = smallest;
    CHECK(read(files, "-").ledger->file == "-");
}

TEST_CASE("a model built on itself shows the whole cycle") {
    MemoryFiles files({{"a.yaml", built_on("b.yaml")},
                       {"b.yaml", built_on("./c.yaml")},
                       {"c.yaml", built_on("a.yaml")}});
    const Read result = read(files, "a.yaml");
    REQUIRE(names(result.diagnostics) == "lineage-cycle ");
    CHECK(result.diagnostics.list[0].place == Place{result.diagnostics.list[0].place.file, 6, 66});
    CHECK(result.diagnostics.list[0].message.find("a.yaml -> b.yaml -> ") != std::string::npos);
    MemoryFiles itself({{"a.yaml", built_on("a.yaml")}});
    CHECK(names(read(itself, "a.yaml").diagnostics) == "lineage-cycle ");
}

TEST_CASE("an ancestor reached twice is one object, and a file is read once") {
    const std::string two =
        built_on("b.yaml") + "  - {name: c, relation: merged, provider: own, ledger: c.yaml}\n";
    MemoryFiles files({{"a.yaml", two},
                       {"b.yaml", built_on("d.yaml")},
                       {"c.yaml", built_on("x/../d.yaml")},
                       {"d.yaml", smallest}});
    const Read result = read(files, "a.yaml");
    REQUIRE(result.ledger);
    CHECK(result.ledger->built_on[0].ledger->built_on[0].ledger ==
          result.ledger->built_on[1].ledger->built_on[0].ledger);
    CHECK(files.opened.size() == 4);
}

TEST_CASE("an error in a base is an error of what is built on it, told once") {
    MemoryFiles files({{"a.yaml", built_on("base.yaml")},
                       {"b.yaml", built_on("base.yaml")},
                       {"base.yaml", "flopledger: 2\n" + std::string(smallest).substr(14)}});
    Catalog catalog;
    LedgerReader reader(files, catalog, false);
    Diagnostics diagnostics;
    CHECK(reader.read("a.yaml", diagnostics) == nullptr);
    CHECK(names(diagnostics) == "format-version ");
    CHECK(diagnostics.list[0].place.file == "base.yaml");
    CHECK(reader.read("b.yaml", diagnostics) == nullptr);
    CHECK(names(diagnostics) == "format-version file-unreadable ");
    CHECK(diagnostics.list[1].place.file == "b.yaml");
}

TEST_CASE("64 ledgers may be built on one another, entered wherever") {
    MemoryFiles files;
    for (int index = 0; index < 65; ++index) {
        files.files["l" + std::to_string(index) + ".yaml"] =
            index == 64 ? smallest : built_on("l" + std::to_string(index + 1) + ".yaml");
    }
    CHECK(names(read(files, "l0.yaml").diagnostics) == "lineage-too-deep ");
    CHECK(read(files, "l1.yaml").ledger != nullptr);
    Catalog catalog;
    for (const bool deep_first : {true, false}) {
        LedgerReader reader(files, catalog, false);
        Diagnostics diagnostics;
        CHECK((reader.read(deep_first ? "l0.yaml" : "l1.yaml", diagnostics) == nullptr) ==
              deep_first);
        CHECK((reader.read(deep_first ? "l1.yaml" : "l0.yaml", diagnostics) == nullptr) !=
              deep_first);
        CHECK(names(diagnostics) == "lineage-too-deep ");
    }
}

TEST_CASE("a fingerprint holds a ledger, and evidence, against what was meant") {
    const std::string right = sha256(smallest);
    const auto with = [](const std::string& digest) {
        return std::string(smallest) +
               "built_on:\n  - {name: b, relation: merged, provider: own, ledger: b.yaml, "
               "sha256: " +
               digest + "}\n";
    };
    const auto told = [&](const std::string& text) {
        MemoryFiles files({{"a.yaml", text}, {"b.yaml", smallest}});
        return names(read(files, "a.yaml").diagnostics);
    };
    CHECK(told(with(right)).empty());
    std::string upper = right;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    CHECK(told(with(upper)).empty());
    CHECK(told(with(sha256("other"))) == "fingerprint-differs ");
    CHECK(told(with("abc")) == "bad-fingerprint ");
    const auto evidence = [&](const std::string& file, const std::string& digest) {
        return told(
            "flopledger: 1\nmodel: {name: m}\nactivities:\n  - name: a\n"
            "    kind: pre-training\n    reported: {flop: 1e24, source: s}\n"
            "    evidence: [{file: '" +
            file + "', sha256: " + digest + "}]\n");
    };
    CHECK(evidence("b.yaml", right).empty());
    CHECK(evidence("b.yaml", sha256("other")) == "fingerprint-differs ");
    CHECK(evidence("absent.md", right) == "file-unreadable ");
    CHECK(evidence("https://example.org/b.yaml", right) == "conflicting-keys ");
}

TEST_CASE("an entry says what its ledger says only where it has none") {
    const auto told = [](const std::string& keys) {
        MemoryFiles files({{"a.yaml", std::string(smallest) +
                                          "built_on:\n  - {name: b, relation: merged, "
                                          "provider: own, " +
                                          keys + "}\n"},
                           {"b.yaml", smallest}});
        return names(read(files, "a.yaml").diagnostics);
    };
    CHECK(told("flop: 1e24, public: true, released: 2025-01-01").empty());
    CHECK(told("ledger: b.yaml, public: true") == "conflicting-keys ");
    CHECK(told("ledger: b.yaml, released: 2025-01-01") == "conflicting-keys ");
    CHECK(told("flop: 1e24, sha256: " + sha256("")) == "missing-key ");
}

TEST_CASE("a lineage states each model in one way") {
    const std::string entry = "  - {name: b, relation: merged, provider: own, flop: ";
    const auto told = [&](const std::string& entries) {
        MemoryFiles files(
            {{"a.yaml", std::string(smallest) + "built_on:\n" + entries}, {"b.yaml", smallest}});
        return names(read(files, "a.yaml").diagnostics);
    };
    CHECK(told(entry + "1e24}\n" + entry + "1e24}\n") == "duplicate-name ");
    CHECK(told(entry + "1e24}\n" + entry + "2e24}\n") == "duplicate-name ");
    CHECK(told(entry + "1e24}\n" +
               "  - {name: b, relation: data-from, provider: own, ledger: b.yaml}\n") ==
          "lineage-differs ");
}

TEST_CASE("hashes are of the bytes, and only where asked for") {
    MemoryFiles files;
    files.files["ledger.yaml"] = smallest;
    Catalog catalog;
    Diagnostics diagnostics;
    CHECK(LedgerReader(files, catalog, true).read("ledger.yaml", diagnostics)->sha256.size() == 64);
    CHECK(LedgerReader(files, catalog, false).read("ledger.yaml", diagnostics)->sha256.empty());
}

}  // namespace flopledger
