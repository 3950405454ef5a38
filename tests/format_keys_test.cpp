// SPDX-License-Identifier: Apache-2.0
// The table of keys, of which schemas and the manual are made, names exactly the keys that the
// readers accept: a key that no format has is planted into every mapping, and the readers' own
// lists of known keys are compared with the table.
#include "core/facts/keys/format_keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/read/data/catalog.hpp"
#include "core/read/ledger/inventory_reader.hpp"
#include "core/read/ledger/ledger_reader.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

using Names = std::set<std::string, std::less<>>;

constexpr std::string_view planted = "qqqqqqqqqqqqqqqq";

Diagnostics read_as(std::string_view format, const std::string& text) {
    Diagnostics diagnostics;
    Catalog catalog;
    if (format == "chip") {
        catalog.add_chips({{"data/x.yaml", text}});
        catalog.find_chip("x", diagnostics);
    } else if (format == "threshold") {
        catalog.add_thresholds({{"data/x.yaml", text}});
        catalog.threshold("x", diagnostics);
    } else if (format == "standard") {
        catalog.add_standards({{"data/x.yaml", text}});
        catalog.standard("x", diagnostics);
    } else if (format == "inventory") {
        read_inventory(std::make_shared<const Source>(Source{"x.yaml", text}), catalog,
                       diagnostics);
    } else {
        MemoryFiles files({{"x.yaml", text}});
        LedgerReader(files, catalog, false).read("x.yaml", diagnostics);
    }
    return diagnostics;
}

// A text that says of which format it is.
std::string versioned(std::string_view format, std::string text) {
    const std::string key(format == "ledger" ? "flopledger" : format);
    if (text.find(key + ": 1") != std::string::npos) return text;
    return text.starts_with('{') ? "{" + key + ": 1, " + text.substr(1) : key + ": 1\n" + text;
}

// The keys that a reader says it knows, where the planted key stands.
Names known_keys(std::string_view format, const std::string& text) {
    Names known;
    for (const Diagnostic& diagnostic : read_as(format, versioned(format, text)).list) {
        const bool ours = diagnostic.message.find(planted) != std::string::npos;
        if (!ours) continue;
        const std::size_t lead = diagnostic.hint.find(": ");
        REQUIRE(lead != std::string::npos);
        std::size_t at = lead + 2;
        while (at < diagnostic.hint.size()) {
            const std::size_t comma =
                std::min(diagnostic.hint.find(", ", at), diagnostic.hint.size());
            known.insert(diagnostic.hint.substr(at, comma - at));
            at = comma + 2;
        }
    }
    return known;
}

struct Planting {
    std::string_view format;
    std::string_view mapping;
    std::string text;  // with Q where the key goes
};

const std::vector<Planting>& plantings() {
    static const std::string activity = "flopledger: 1\nmodel: {name: m}\nactivities:\n  - {";
    static const std::string named = activity + "name: a, kind: evaluation, ";
    static const std::vector<Planting> all{
        {"ledger", "ledger", "{Q}"},
        {"ledger", "model", "model: {Q}"},
        {"ledger", "licence", "model: {licence: {Q}}"},
        {"ledger", "facts", "facts: {Q}"},
        {"ledger", "readings", "readings: [{Q}]"},
        {"ledger", "built_on", "built_on: [{Q}]"},
        {"ledger", "activities", activity + "Q}"},
        {"ledger", "operations", named + "operations: {parameters: 1, Q}}"},
        {"ledger", "trainable", named + "operations: {parameters: 1, trainable: {Q}}}"},
        {"ledger", "lora", named + "operations: {parameters: 1, trainable: {lora: {Q}}}}"},
        {"ledger", "flop_per_example", named + "operations: {flop_per_example: {Q}}}"},
        {"ledger", "inline model", named + "operations: {model: {Q}}}"},
        {"ledger", "layers",
         named + "operations: {model: {layers: [{kind: dense, Q},\n"
                 "    {kind: convolution, Q}, {kind: attention, Q}, {kind: recurrent, Q}]}}}"},
        {"ledger", "logs", named + "logs: {Q}}"},
        {"ledger", "chip_time", named + "chip_time: {Q}}"},
        {"ledger", "energy", named + "energy: {Q}}"},
        {"ledger", "reported", named + "reported: {Q}}"},
        {"ledger", "evidence", named + "evidence: [{Q}]}"},
        {"chip", "chip", "{id: x, Q}"},
        {"chip", "peak", "{id: x, peaks: {bf16: {Q}}}"},
        {"chip", "sparse", "{id: x, sparse: {Q}}"},
        {"chip", "memory", "{id: x, memory: {Q}}"},
        {"chip", "interconnect", "{id: x, interconnect: {Q}}"},
        {"chip", "power", "{id: x, power: {Q}}"},
        {"chip", "die", "{id: x, die: {Q}}"},
        {"chip", "market", "{id: x, market: {Q}}"},
        {"chip", "derivation", "{id: x, derivation: {Q}}"},
        {"chip", "best_measured", "{id: x, best_measured: [{Q}]}"},
        {"chip", "confused", "{id: x, often_confused: [{Q}]}"},
        {"chip", "energy", "{id: x, energy: [{Q}]}"},
        {"threshold", "threshold", "{id: x, Q}"},
        {"threshold", "base", "{id: x, base: {Q}}"},
        {"threshold", "condition",
         "{id: x, conditions: [{fact: grave_risk, is: true, Q}, {any: [], Q},\n"
         "  {fact: monthly_users, greater: 1, Q}, {fact: generates, includes_any: [text], Q}]}"},
        {"threshold", "duty", "{id: x, duties: [{Q}]}"},
        {"threshold", "transition", "{id: x, transition: {Q}}"},
        {"threshold", "status", "{id: x, status: [{Q}]}"},
        {"threshold", "citation", "{id: x, citation: {Q}}"},
        {"standard", "standard", "{id: x, Q}"},
        {"standard", "citation", "{id: x, citation: {Q}}"},
        {"standard", "rule", "{id: x, recomputation: {Q}}"},
        {"standard", "activity", "{id: x, activities: [{Q}]}"},
        {"standard", "base_model", "{id: x, base_models: [{Q}]}"},
        {"inventory", "inventory", "{Q}"},
        {"inventory", "chips", "{chips: [{Q}]}"},
        {"inventory", "work", "{work: [{Q}]}"},
    };
    return all;
}

std::string joined_names(const Names& names) {
    std::string text;
    for (const std::string& name : names) text += name + " ";
    return text;
}

}  // namespace

TEST_CASE("format keys: the readers accept the keys of the table and no others") {
    for (Planting planting : plantings()) {
        CAPTURE(planting.format);
        CAPTURE(planting.mapping);
        std::size_t at = 0;
        while ((at = planting.text.find('Q', at)) != std::string::npos) {
            planting.text.replace(at, 1, std::string(planted) + ": 1");
        }
        const FormatMapping* mapping = find_format(planting.format)->mapping(planting.mapping);
        REQUIRE(mapping != nullptr);
        Names listed;
        for (const FormatKey& key : mapping->keys) listed.emplace(key.key);
        CHECK(joined_names(known_keys(planting.format, planting.text)) == joined_names(listed));
    }
}

TEST_CASE("format keys: every mapping of the table is held against its reader") {
    for (const FileFormat& format : file_formats()) {
        for (const FormatMapping& mapping : format.mappings) {
            const auto& all = plantings();
            const bool held = std::any_of(all.begin(), all.end(), [&](const Planting& planting) {
                return planting.format == format.name && planting.mapping == mapping.name;
            });
            CHECK_MESSAGE(held, format.name, ": ", mapping.name);
            for (const FormatKey& key : mapping.keys) CHECK(key.sentence.ends_with("."));
        }
    }
}

}  // namespace flopledger
