// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/chip_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/read/data/data_names.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

// A chip while it is read: sources are spelled out at the end of the file, so they are read first.
struct ChipReading {
    Chip chip;
    bool spelled_out = true;  // whether the text read holds what its codes stand for

    bool has_source(std::string_view code) const {
        return std::any_of(chip.sources.begin(), chip.sources.end(),
                           [&](const CodedSource& source) { return source.code == code; });
    }
};

void read_sources(Mapping& mapping, Presence presence, ChipReading& reading) {
    const Node* node = mapping.find("sources", presence);
    reading.spelled_out = presence == Presence::required;
    if (node == nullptr) {
        return;
    }
    Chip& chip = reading.chip;
    Mapping sources(mapping.reading(), *node, "'sources'");
    for (const NodeField& field : node->fields) {
        if (auto citation = sources.text(field.key.text, Presence::required)) {
            chip.sources.push_back({field.key.text, std::move(*citation)});
        }
    }
}

void check_source(const ChipReading& chip, Mapping& mapping, std::string_view key,
                  std::string_view code) {
    if (!code.empty() && chip.spelled_out && !chip.has_source(code)) {
        mapping.report(name::bad_data_file, key,
                       fmt::format("the source '{}' is not spelled out", shown(code)),
                       "add it under 'sources'");
    }
}

std::vector<std::string> read_codes(const ChipReading& chip, Mapping& mapping) {
    auto codes = mapping.texts("sources", Presence::required);
    for (const std::string& code : codes) {
        check_source(chip, mapping, "sources", code);
    }
    if (mapping.has("sources") && codes.empty()) {
        mapping.report(name::bad_data_file, "sources", "a figure needs a source");
    }
    return codes;
}

std::string read_code(const ChipReading& chip, Mapping& mapping) {
    std::string code = mapping.text("source", Presence::required).value_or("");
    check_source(chip, mapping, "source", code);
    return code;
}

void read_peaks(Mapping& mapping, ChipReading& chip) {
    const Node* node = mapping.find("peaks", Presence::required);
    if (node == nullptr) {
        return;
    }
    Mapping peaks(mapping.reading(), *node, "'peaks'");
    for (int index = 0; index <= static_cast<int>(Precision::int4); ++index) {
        const auto precision = static_cast<Precision>(index);
        const Node* peak_node = peaks.find(word(precision), Presence::optional);
        if (peak_node == nullptr) {
            continue;
        }
        Mapping peak(mapping.reading(), *peak_node, "a peak");
        const auto tera = peak.positive("tera_per_second", Presence::required);
        auto codes = read_codes(chip, peak);
        const bool unverified = peak.truth("unverified", Presence::optional).value_or(false);
        peak.finish();
        if (tera) {
            chip.chip.peaks.push_back({precision,
                                       {point(*tera * Exact::power_of_ten(12))},
                                       std::move(codes),
                                       unverified});
        }
    }
    peaks.finish();
}

void read_sparse(Mapping& mapping, Chip& chip) {
    const Node* node = mapping.find("sparse", Presence::required);
    if (node == nullptr) {
        return;
    }
    Mapping sparse(mapping.reading(), *node, "'sparse'");
    const auto multiplier = sparse.exact("multiplier", Presence::required);
    chip.sparse_multiplier = multiplier.value_or(1);
    if (chip.sparse_multiplier < 1) {
        sparse.report(name::number_out_of_bounds, "multiplier",
                      "sparsity makes no chip slower: 'multiplier' is 1 at least");
    }
    chip.sparse_note = sparse.text_or_empty("note");
    sparse.finish();
}

std::optional<Exact> scaled(const std::optional<Exact>& value, int power) {
    return value ? std::optional(*value * Exact::power_of_ten(power)) : std::nullopt;
}

void read_memory(Mapping& mapping, ChipReading& chip) {
    if (const Node* node = mapping.find("memory", Presence::optional)) {
        Mapping memory(mapping.reading(), *node, "'memory'");
        chip.chip.memory_gib = memory.positive("gib", Presence::optional);
        memory.positive("reported_mib", Presence::optional);
        chip.chip.memory_type = memory.text_or_empty("type");
        chip.chip.memory_bytes_per_second =
            scaled(memory.positive("gbyte_per_second", Presence::optional), 9);
        read_codes(chip, memory);
        memory.finish();
    }
}

void read_surroundings(Mapping& mapping, ChipReading& chip) {
    if (const Node* node = mapping.find("interconnect", Presence::optional)) {
        Mapping interconnect(mapping.reading(), *node, "'interconnect'");
        chip.chip.interconnect_name = interconnect.text_or_empty("name");
        chip.chip.interconnect_bytes_per_second = scaled(
            interconnect.positive("gbyte_per_second_both_directions", Presence::optional), 9);
        read_codes(chip, interconnect);
        interconnect.finish();
    }
    chip.chip.scale_out_bits_per_second =
        scaled(mapping.positive("scale_out_gbit_per_second", Presence::optional), 9);
    if (const Node* node = mapping.find("power", Presence::optional)) {
        Mapping power(mapping.reading(), *node, "'power'");
        chip.chip.power_watts = power.positive("watts", Presence::required);
        read_codes(chip, power);
        power.finish();
    }
    if (const Node* node = mapping.find("die", Presence::optional)) {
        Mapping die(mapping.reading(), *node, "'die'");
        chip.chip.die_process_nm = die.positive("process_nm", Presence::optional);
        chip.chip.die_area_square_millimetres = die.positive("area_mm2", Presence::optional);
        die.positive("transistors_billion", Presence::optional);
        read_codes(chip, die);
        die.finish();
    }
    if (const Node* node = mapping.find("market", Presence::optional)) {
        Mapping market(mapping.reading(), *node, "'market'");
        chip.chip.market = market.word<Market>("for", Presence::required);
        read_codes(chip, market);
        market.finish();
    }
}

// A precision that must be one of the chip's peaks.
std::optional<Precision> read_peak_precision(const Chip& chip, Mapping& mapping,
                                             std::string_view key) {
    const auto precision = mapping.word<Precision>(key, Presence::required);
    if (precision && chip.peak_at(*precision) == nullptr) {
        mapping.report(name::bad_data_file, key,
                       fmt::format("the chip has no peak at {}", word(*precision)),
                       "name a precision that stands under 'peaks'");
        return std::nullopt;
    }
    return precision;
}

void read_derivation(Mapping& mapping, Chip& chip) {
    const Node* node = mapping.find("derivation", Presence::optional);
    if (node == nullptr) {
        return;
    }
    Mapping derivation(mapping.reading(), *node, "'derivation'");
    const auto precision = read_peak_precision(chip, derivation, "peak");
    const auto units = derivation.positive("units", Presence::required);
    const auto operations =
        derivation.positive("operations_per_clock_per_unit", Presence::required);
    const auto clock = scaled(derivation.positive("clock_mhz", Presence::required), 6);
    auto clock_kind = derivation.text("clock", Presence::required);
    const auto bound = derivation.exact("ratio_bound", Presence::required);
    derivation.finish();
    if (precision && units && operations && clock && clock_kind && bound) {
        chip.derivation =
            PeakDerivation{*precision, *units, *operations, *clock, std::move(*clock_kind), *bound};
    }
}

void read_best_measured(Mapping& mapping, ChipReading& chip) {
    for (const Node* node : mapping.list("best_measured", Presence::optional)) {
        Mapping row(mapping.reading(), *node, "a row of 'best_measured'");
        const auto precision = read_peak_precision(chip.chip, row, "precision");
        const auto utilization = row.positive("utilization", Presence::required);
        row.positive("tera_per_second", Presence::optional);
        row.text_or_empty("date");
        auto what = row.text("what", Presence::required);
        std::string source = read_code(chip, row);
        row.finish();
        if (utilization && *utilization > 1) {
            row.report(name::number_out_of_bounds, "utilization", "a utilization is 1 at the most");
        } else if (precision && utilization && what) {
            chip.chip.best_measured.push_back(
                {*precision, *utilization, std::move(*what), std::move(source)});
        }
    }
}

void read_energy(Mapping& mapping, ChipReading& chip) {
    for (const Node* node : mapping.list("energy", Presence::optional)) {
        Mapping row(mapping.reading(), *node, "a row of 'energy'");
        const auto precision = read_peak_precision(chip.chip, row, "precision");
        const auto scope = row.word<EnergyScope>("scope", Presence::required);
        // The yield has no unit of its own among those people write: it is FLOP for each joule.
        const auto yield = row.measure("flop_per_joule", Presence::required, Dimension::ratio, "");
        auto what = row.text("what", Presence::required);
        std::string source = read_code(chip, row);
        row.finish();
        if (precision && scope && yield && what) {
            chip.chip.energy.push_back(
                {*precision, *scope, {*yield}, std::move(*what), std::move(source)});
        }
    }
}

int read_small_count(Mapping& mapping, std::string_view key) {
    const Node* node = mapping.find(key, Presence::optional);
    const auto count =
        node != nullptr ? read_whole(mapping.reading(), *node, key, 1024) : std::nullopt;
    return count ? static_cast<int>(count->to_int64()) : 1;
}

void read_often_confused(Mapping& mapping, Chip& chip) {
    for (const Node* node : mapping.list("often_confused", Presence::optional)) {
        Mapping row(mapping.reading(), *node, "a row of 'often_confused'");
        auto id = row.text("id", Presence::required);
        const auto precision = row.word<Precision>("precision", Presence::required);
        const auto tera = row.positive("tera_per_second", Presence::required);
        row.finish();
        if (id == chip.id) {
            row.report(name::bad_data_file, "id", "a chip cannot be taken for itself");
        }
        if (id && precision && tera) {
            chip.often_confused.push_back(
                {std::move(*id), *precision, {point(*tera * Exact::power_of_ten(12))}});
        }
    }
}

// Of some chips only the year or the month is known; then its last day is kept.
void read_released(Mapping& mapping, Chip& chip) {
    const Node* node = mapping.find("released", Presence::optional);
    if (node != nullptr && node->kind == Node::Kind::scalar && !node->quoted) {
        const auto month = parse_date(node->text + "-01");
        chip.released_by = month ? months_later({month->year, 1, 31}, month->month - 1)
                                 : parse_date(node->text + "-12-31");
        if (chip.released_by) return;
    }
    chip.released = mapping.date("released", Presence::optional);
    chip.released_by = chip.released;
}

void read_names(Mapping& mapping, Chip& chip) {
    mapping.version("chip");
    chip.id = read_id(mapping);
    chip.name = mapping.text("name", Presence::required).value_or("");
    chip.vendor = mapping.text("vendor", Presence::required).value_or("");
    chip.form_factor = mapping.text("form_factor", Presence::required).value_or("");
    chip.architecture = mapping.text("architecture", Presence::required).value_or("");
    read_released(mapping, chip);
    chip.confidence =
        mapping.word<Confidence>("confidence", Presence::required).value_or(Confidence::low);
    chip.aliases = mapping.texts("aliases", Presence::optional);
    chip.candidate_for = mapping.texts("candidate_for", Presence::optional);
}

}  // namespace

std::shared_ptr<const Chip> read_chip(std::shared_ptr<const Source> source,
                                      Diagnostics& diagnostics, Presence sources) {
    const std::size_t before = diagnostics.list.size();
    constexpr TextKind kind{"chip file", "chip", is_version, name::format_version,
                            "write `chip: 1`"};
    const auto document = parse_as(kind, parse_yaml, std::move(source), diagnostics);
    if (!document) {
        return nullptr;
    }
    const Reading reading{*document->source, diagnostics};
    Mapping mapping(reading, document->root, "a chip file");
    ChipReading chip;
    chip.chip.file = document->source->name;
    read_names(mapping, chip.chip);
    read_sources(mapping, sources, chip);
    read_peaks(mapping, chip);
    read_sparse(mapping, chip.chip);
    read_memory(mapping, chip);
    read_surroundings(mapping, chip);
    chip.chip.max_clock_hertz = scaled(mapping.positive("max_clock_mhz", Presence::optional), 6);
    chip.chip.units = mapping.text_or_empty("units");
    chip.chip.devices_per_chip = read_small_count(mapping, "devices_per_chip");
    chip.chip.cores_per_chip = read_small_count(mapping, "cores_per_chip");
    read_derivation(mapping, chip.chip);
    read_best_measured(mapping, chip);
    read_energy(mapping, chip);
    read_often_confused(mapping, chip.chip);
    chip.chip.pitfall = mapping.text_or_empty("pitfall");
    chip.chip.unverified = mapping.texts("unverified", Presence::optional);
    mapping.finish();
    return diagnostics.list.size() == before ? std::make_shared<const Chip>(std::move(chip.chip))
                                             : nullptr;
}

}  // namespace flopledger
