// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

#include "core/base/embedded.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/read/data/catalog.hpp"

// Every embedded chip: read without a fault, sourced, plausible, and called by names of its own.

using namespace flopledger;

namespace {

std::vector<std::shared_ptr<const Chip>> all_chips() {
    Catalog catalog;
    Diagnostics diagnostics;
    auto chips = catalog.chips(diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list) {
        FAIL_CHECK(diagnostic.place.file, ":", diagnostic.place.line, ": ", diagnostic.message);
    }
    return chips;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char character) {
        return static_cast<char>(std::tolower(character));
    });
    return text;
}

Exact distance_from_one(const Exact& ratio) { return ratio < 1 ? 1 - ratio : ratio - 1; }

}  // namespace

TEST_CASE("every chip file is read") {
    CHECK(all_chips().size() == embedded_chips().size());
    CHECK(embedded_chips().size() >= 159);
}

TEST_CASE("every peak has a source and lies where peaks lie") {
    for (const auto& chip : all_chips()) {
        CAPTURE(chip->id);
        for (const Peak& peak : chip->peaks) {
            CAPTURE(word(peak.precision));
            CHECK_FALSE(peak.sources.empty());
            CHECK(peak.dense.value.is_point());
            CHECK(peak.dense.value.best >= Exact::power_of_ten(10));
            CHECK(peak.dense.value.best <= Exact::power_of_ten(17));
            for (const std::string& code : peak.sources) {
                const bool spelled_out =
                    std::any_of(chip->sources.begin(), chip->sources.end(),
                                [&](const CodedSource& source) { return source.code == code; });
                CHECK_MESSAGE(spelled_out, code);
            }
        }
    }
}

TEST_CASE("peaks follow from units, clock and operations per clock") {
    int derived = 0;
    for (const auto& chip : all_chips()) {
        if (!chip->derivation) continue;
        CAPTURE(chip->id);
        const PeakDerivation& derivation = *chip->derivation;
        const Peak* listed = chip->peak_at(derivation.precision);
        REQUIRE(listed != nullptr);
        const Exact computed =
            derivation.units * derivation.operations_per_clock_per_unit * derivation.clock_hertz;
        CHECK(distance_from_one(computed / listed->dense.value.best) <= derivation.ratio_bound);
        CHECK(derivation.ratio_bound < Exact::ratio(7, 100));
        ++derived;
    }
    CHECK(derived >= 100);
}

TEST_CASE("a name leads to one chip or is known to be ambiguous") {
    std::map<std::string, std::string> owners;
    std::set<std::string> ambiguous;
    for (const auto& chip : all_chips()) {
        std::set<std::string> own{lower(chip->id), lower(chip->name)};
        for (const std::string& alias : chip->aliases) own.insert(lower(alias));
        for (const std::string& name : own) {
            const auto placed = owners.emplace(name, chip->id);
            CHECK_MESSAGE(placed.second, name, " names ", placed.first->second, " and ", chip->id);
        }
        for (const std::string& name : chip->candidate_for) ambiguous.insert(lower(name));
    }
    for (const std::string& name : ambiguous) {
        CHECK_MESSAGE(owners.count(name) == 0, name, " is an alias and ambiguous");
    }
}

TEST_CASE("chips taken for one another have one another's peaks") {
    std::map<std::string, std::shared_ptr<const Chip>> by_id;
    for (const auto& chip : all_chips()) by_id[chip->id] = chip;
    int pairs = 0;
    for (const auto& entry : by_id) {
        const Chip* chip = entry.second.get();
        CAPTURE(chip->id);
        for (const ConfusedPeak& other : chip->often_confused) {
            REQUIRE(by_id.count(other.id) == 1);
            const Peak* peak = by_id[other.id]->peak_at(other.precision);
            REQUIRE(peak != nullptr);
            CHECK(peak->dense == other.dense);
            ++pairs;
        }
    }
    CHECK(pairs >= 10);
}

TEST_CASE("what was measured at best is below the peak") {
    for (const auto& chip : all_chips()) {
        CAPTURE(chip->id);
        for (const BestMeasured& measured : chip->best_measured) {
            CHECK(measured.utilization > Exact(0));
            CHECK(measured.utilization < Exact(1));
            CHECK_FALSE(measured.source.empty());
        }
    }
}

TEST_CASE(
    "no chip's clock goes further above that of its peak than is taken where it is not known") {
    Exact most = 1;
    for (const auto& chip : all_chips()) {
        const auto headroom = chip->clock_headroom();
        if (headroom && most < *headroom) most = *headroom;
    }
    CHECK(most == most_clock_headroom());
}
