// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/chip_finder.hpp"

#include <fmt/format.h>

#include "core/base/joined.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

// One candidate with what tells it from the others: form factor, memory, dense bf16 peak.
std::string candidate_line(const Chip& chip) {
    std::string line = fmt::format("{}: {}, {}", chip.id, chip.name, chip.form_factor);
    if (chip.memory_gib) {
        line += fmt::format(", {} GiB", chip.memory_gib->is_whole() ? chip.memory_gib->text()
                                                                    : chip.memory_gib->fixed(2));
        line += chip.memory_type.empty() ? "" : " " + chip.memory_type;
    }
    if (const Peak* peak = chip.peak_at(Precision::bf16)) {
        const Exact tera = peak->dense.value.best / Exact::power_of_ten(12);
        line +=
            fmt::format(", dense bf16 {} TFLOP/s", tera.is_whole() ? tera.text() : tera.fixed(1));
    }
    return line;
}

void report_ambiguous(Mapping& mapping, const std::string& name, const ChipLookup& lookup) {
    std::string hint = "write the id of the chip that ran:";
    for (const auto& chip : lookup.candidates) {
        hint += "\n- " + candidate_line(*chip);
    }
    mapping.report(name::ambiguous_chip, "chip",
                   fmt::format("'{}' can be {} chips", shown(name), lookup.candidates.size()),
                   hint);
}

void report_unknown(Mapping& mapping, const std::string& name, const ChipLookup& lookup) {
    const std::vector<std::string_view> near(lookup.near.begin(), lookup.near.end());
    mapping.report(
        name::unknown_chip, "chip", fmt::format("no chip is called '{}'", shown(name)),
        near.empty() ? "`flopledger chips` lists all chips by id" : "near names: " + joined(near));
}

}  // namespace

std::shared_ptr<const Chip> find_chip(Mapping& mapping, Catalog& catalog) {
    const auto name = mapping.text("chip", Presence::required);
    return name ? find_chip_named(mapping, catalog, *name) : nullptr;
}

std::shared_ptr<const Chip> find_chip_named(Mapping& mapping, Catalog& catalog,
                                            const std::string& name) {
    ChipLookup lookup = catalog.find_chip(name, mapping.reading().diagnostics);
    if (!lookup.candidates.empty()) {
        report_ambiguous(mapping, name, lookup);
    } else if (lookup.chip == nullptr) {
        report_unknown(mapping, name, lookup);
    }
    return lookup.chip;
}

std::optional<Precision> find_precision(Mapping& mapping, const Chip* chip) {
    const auto precision = mapping.word<Precision>("precision", Presence::optional);
    if (!mapping.has("precision")) {
        mapping.report(name::precision_missing, "chip", "the precision is not stated",
                       chip != nullptr ? fmt::format("add `precision:`; {} has peaks at {}",
                                                     chip->id, known_precisions(*chip))
                                       : "add `precision:`, such as bf16 or fp8");
    }
    return precision;
}

std::string known_precisions(const Chip& chip) {
    std::vector<std::string_view> words;
    for (const Peak& peak : chip.peaks) {
        words.push_back(word(peak.precision));
    }
    return joined(words);
}

}  // namespace flopledger
