// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/catalog.hpp"

#include <doctest/doctest.h>

#include "tests/support/faults.hpp"

namespace flopledger {

namespace {

// A chip file that is right, with other lines put in.
std::string chip_text(const std::string& id, const std::string& more) {
    return "chip: 1\nid: " + id + "\nname: Test " + id +
           "\nvendor: Test\nform_factor: card\narchitecture: none\nconfidence: low\n"
           "peaks:\n  bf16: {tera_per_second: 100, sources: [A]}\n"
           "sparse: {multiplier: 1}\nsources: {A: a paper of 2024}\n" +
           more;
}

DataFile chip_file(const std::string& id, const std::string& more) {
    return {"folder/" + id + ".yaml", chip_text(id, more)};
}

std::string chip_faults(const DataFile& file) {
    Catalog catalog;
    Diagnostics diagnostics;
    catalog.add_chips({file});
    catalog.find_chip(file.path.substr(7, file.path.size() - 12), diagnostics);
    return names(diagnostics);
}

}  // namespace

TEST_CASE("everything in the binary is read without a fault") {
    Catalog catalog;
    Diagnostics diagnostics;
    const auto chips = catalog.chips(diagnostics);
    CHECK(chips.size() >= 150);
    CHECK(catalog.standards(diagnostics).size() >= 10);
    CHECK(catalog.thresholds(diagnostics).size() >= 25);
    CHECK(places_and_names(diagnostics) == "");
    for (std::size_t index = 1; index < chips.size(); ++index) {
        CHECK(chips[index - 1]->id < chips[index]->id);
    }
}

TEST_CASE("every chip is found by its id, its name and its aliases") {
    Catalog catalog;
    Diagnostics diagnostics;
    for (const auto& chip : catalog.chips(diagnostics)) {
        CAPTURE(chip->id);
        CHECK(catalog.find_chip(chip->id, diagnostics).chip == chip);
        CHECK(catalog.find_chip(chip->name, diagnostics).chip == chip);
        for (const std::string& alias : chip->aliases) {
            CAPTURE(alias);
            CHECK(catalog.find_chip(alias, diagnostics).chip == chip);
        }
    }
}

TEST_CASE("every name a chip is a candidate for is a question or an alias") {
    Catalog catalog;
    Diagnostics diagnostics;
    for (const auto& chip : catalog.chips(diagnostics)) {
        for (const std::string& name : chip->candidate_for) {
            CAPTURE(name);
            const ChipLookup lookup = catalog.find_chip(name, diagnostics);
            CHECK((lookup.chip == nullptr) == !lookup.candidates.empty());
        }
    }
}

TEST_CASE("a name without regard to case; a name of several; a name of none") {
    Catalog catalog;
    Diagnostics diagnostics;
    CHECK(catalog.find_chip("NVIDIA-H100-SXM5-80", diagnostics).chip->id == "nvidia-h100-sxm5-80");
    CHECK(catalog.find_chip("nvidia h100 80gb hbm3", diagnostics).chip->id ==
          "nvidia-h100-sxm5-80");
    CHECK(catalog.find_chip("h100", diagnostics).candidates.size() >= 3);
    const ChipLookup unknown = catalog.find_chip("nvidia-h100-smx5-80", diagnostics);
    CHECK(unknown.chip == nullptr);
    REQUIRE_FALSE(unknown.near.empty());
    CHECK(unknown.near.front() == "nvidia-h100-sxm5-80");
    CHECK(catalog.find_chip("", diagnostics).chip == nullptr);
    CHECK(catalog.find_chip("1", diagnostics).chip == nullptr);
}

TEST_CASE("a file of the user adds a chip, or stands in for ours") {
    Catalog catalog;
    Diagnostics diagnostics;
    catalog.add_chips(
        {chip_file("our-chip", "aliases: [Mine]\n"), chip_file("nvidia-h100-sxm5-80", "")});
    CHECK(catalog.find_chip("mine", diagnostics).chip->id == "our-chip");
    CHECK(catalog.find_chip("nvidia-h100-sxm5-80", diagnostics).chip->vendor == "Test");
    CHECK(diagnostics.list.empty());
}

TEST_CASE("two chips that claim one name are a question") {
    Catalog catalog;
    Diagnostics diagnostics;
    catalog.add_chips({chip_file("one", "aliases: [Both]\n"), chip_file("two", "aliases: [both]\n"),
                       chip_file("three", "aliases: [Mine]\n"),
                       chip_file("four", "candidate_for: [Mine]\n")});
    CHECK(catalog.find_chip("both", diagnostics).candidates.size() == 2);
    CHECK(catalog.find_chip("mine", diagnostics).candidates.size() == 2);
}

TEST_CASE("a faulty file is told once and found by nobody") {
    Catalog catalog;
    Diagnostics diagnostics;
    catalog.add_chips({chip_file("broken", "colour: red\n")});
    CHECK(catalog.find_chip("broken", diagnostics).chip == nullptr);
    CHECK(catalog.find_chip("broken", diagnostics).chip == nullptr);
    CHECK(names(diagnostics) == "unknown-key ");
}

TEST_CASE("a chip file that contradicts itself") {
    CHECK(chip_faults(chip_file("fine", "")) == "");
    CHECK(chip_faults({"folder/other.yaml", chip_text("fine", "")}) == "bad-data-file ");
    CHECK(chip_faults(chip_file("fine", "power: {watts: 5, sources: [B]}\n")) == "bad-data-file ");
    CHECK(chip_faults(chip_file("fine", "power: {watts: 5, sources: []}\n")) == "bad-data-file ");
    CHECK(chip_faults(chip_file("fine",
                                "best_measured: [{precision: fp8, utilization: 0.5, "
                                "what: x, source: A}]\n")) == "bad-data-file ");
    CHECK(chip_faults(chip_file("fine",
                                "best_measured: [{precision: bf16, utilization: 1.5, "
                                "what: x, source: A}]\n")) == "number-out-of-bounds ");
    CHECK(chip_faults(chip_file("fine",
                                "often_confused: [{id: fine, precision: bf16, "
                                "tera_per_second: 5}]\n")) == "bad-data-file ");
    CHECK(chip_faults(chip_file("fine", "released: 2024-03\n")) == "");
    CHECK(chip_faults(chip_file("fine", "released: 2024-13\n")) == "bad-date ");
    CHECK(chip_faults(chip_file("fine", "devices_per_chip: 0\n")) == "number-out-of-bounds ");
}

TEST_CASE("standards and thresholds by id") {
    Catalog catalog;
    Diagnostics diagnostics;
    const auto standard = catalog.standard("eu-cumulative", diagnostics);
    REQUIRE(standard);
    CHECK(standard->error_margin == Exact::ratio(3, 10));
    CHECK(catalog.standard("nothing", diagnostics) == nullptr);
    const auto threshold = catalog.threshold("eu-modifier-one-third", diagnostics);
    REQUIRE(threshold);
    CHECK(threshold->amount == Exact::ratio(1, 3));
    CHECK(threshold->measure == Measure::fraction_of_base);
    CHECK(catalog.threshold("nothing", diagnostics) == nullptr);
    CHECK(diagnostics.list.empty());
    // What is read once is the same object ever after.
    CHECK(catalog.standard("eu-cumulative", diagnostics) == standard);
}

}  // namespace flopledger
