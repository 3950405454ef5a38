// SPDX-License-Identifier: Apache-2.0
#include "core/report/chips_text.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/table.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

const Exact tera = Exact::power_of_ten(12);
const Exact giga = Exact::power_of_ten(9);

std::string peak_text(const Peak& peak) { return input_figure(peak.dense.value.best / tera); }

// The facts about a chip that are one figure each.
std::vector<std::pair<std::string, std::string>> figures(const Chip& chip) {
    std::vector<std::pair<std::string, std::string>> facts;
    const auto add = [&facts](std::string_view name, const std::string& text) {
        if (!text.empty()) facts.emplace_back(name, text);
    };
    add("vendor", chip.vendor);
    add("form factor", chip.form_factor);
    add("architecture", chip.architecture);
    add("released", chip.released ? to_text(*chip.released) : "");
    add("market", chip.market ? std::string(market_text(*chip.market)) : "");
    add("confidence", std::string(word(chip.confidence)));
    if (chip.memory_gib) {
        add("memory", fmt::format("{} GiB {}", input_figure(*chip.memory_gib), chip.memory_type));
    }
    if (chip.memory_bytes_per_second) {
        add("memory rate", input_figure(*chip.memory_bytes_per_second / giga) + " GB/s");
    }
    if (chip.interconnect_bytes_per_second) {
        add("links", fmt::format("{}, {} GB/s in both directions", chip.interconnect_name,
                                 input_figure(*chip.interconnect_bytes_per_second / giga)));
    }
    if (chip.scale_out_bits_per_second) {
        add("network", input_figure(*chip.scale_out_bits_per_second / giga) + " Gbit/s");
    }
    if (chip.power_watts) add("power", input_figure(*chip.power_watts) + " W");
    add("units", chip.units);
    if (chip.devices_per_chip != 1) {
        add("devices", fmt::format("{} devices a chip", chip.devices_per_chip));
    }
    return facts;
}

std::string peaks_text(const Chip& chip, const Style& style) {
    Table table{.columns = {{.title = "precision"},
                            {.title = "TFLOP/s", .right = true},
                            {.title = "sources", .wraps = true},
                            {.title = ""}},
                .rows = {}};
    for (const Peak& peak : chip.peaks) {
        table.rows.push_back({.cells = {{std::string(word(peak.precision))},
                                        {peak_text(peak), Ink::bold},
                                        {joined(peak.sources)},
                                        {peak.unverified ? "unverified" : "", Ink::yellow}},
                              .note = ""});
    }
    if (chip.peaks.empty()) return "  none is known\n";
    return table_text(table, style);
}

std::string sparse_text(const Chip& chip, const Style& style) {
    const std::string multiplier = chip.sparse_multiplier == 1
                                       ? "none"
                                       : fmt::format("{} x the dense peaks; never used here",
                                                     input_figure(chip.sparse_multiplier));
    std::string text = paragraph(style, "  sparse: ", multiplier);
    if (chip.sparse_note != "none" && !chip.sparse_note.empty())
        text += paragraph(style, "          ", chip.sparse_note);
    return text;
}

std::string measured_text(const Chip& chip, const Style& style) {
    std::string text;
    for (const BestMeasured& best : chip.best_measured) {
        text += paragraph(style, "  best measured: ",
                          fmt::format("{} of the {} peak, {} [{}]", percent(best.utilization),
                                      word(best.precision), best.what, best.source));
    }
    for (const EnergyCalibration& energy : chip.energy) {
        text += paragraph(
            style, "  energy: ",
            fmt::format("{} FLOP/J at {}, by the {}, {} [{}]", figure(energy.yield.value),
                        word(energy.precision), word(energy.scope), energy.what, energy.source));
    }
    return text;
}

std::string names_text(const Chip& chip, const Style& style) {
    std::string text;
    if (!chip.aliases.empty()) {
        text += paragraph(style, "  also known as: ", joined(chip.aliases));
    }
    if (!chip.candidate_for.empty()) {
        text += paragraph(style, "  one of several called: ", joined(chip.candidate_for));
    }
    return text;
}

}  // namespace

std::string_view market_text(Market market) {
    return market == Market::consumer ? "consumers" : "data centres";
}

const Peak* leading_peak(const Chip& chip) {
    for (const Precision precision :
         {Precision::bf16, Precision::fp16, Precision::fp16_vector, Precision::fp32}) {
        if (const Peak* peak = chip.peak_at(precision)) return peak;
    }
    return chip.peaks.empty() ? nullptr : &chip.peaks.front();
}

std::string chips_text(const std::vector<std::shared_ptr<const Chip>>& chips, const Style& style) {
    Table table{.columns = {{.title = "id"},
                            {.title = "released"},
                            {.title = "dense TFLOP/s", .right = true},
                            {.title = "GiB", .right = true},
                            {.title = "confidence"}},
                .rows = {},
                .indent = 0};
    for (const std::shared_ptr<const Chip>& chip : chips) {
        const Peak* peak = leading_peak(*chip);
        const bool low = chip->confidence == Confidence::low;
        table.rows.push_back(
            {.cells = {{chip->id, Ink::bold},
                       {chip->released ? to_text(*chip->released) : ""},
                       {peak == nullptr
                            ? ""
                            : fmt::format("{} {}", peak_text(*peak), word(peak->precision))},
                       {chip->memory_gib ? input_figure(*chip->memory_gib) : ""},
                       {std::string(word(chip->confidence)), low ? Ink::yellow : Ink::plain}},
             .note = ""});
    }
    return table_text(table, style) + "\n" + counted(chips.size(), "chip", "chips") + "\n";
}

std::string chip_text(const Chip& chip, const Style& style) {
    std::string text = fmt::format("{}\n{}\n\n", inked(style, Ink::bold, safe_text(chip.name)),
                                   inked(style, Ink::faint, safe_text(chip.id)));
    for (const auto& [name, fact] : figures(chip)) {
        text += paragraph(style, fmt::format("  {}: ", name), fact);
    }
    text += "\n" + inked(style, Ink::bold, "Dense peaks") + "\n" + peaks_text(chip, style);
    text += sparse_text(chip, style) + measured_text(chip, style);
    text += "\n" + inked(style, Ink::bold, "Names") + "\n" + names_text(chip, style);
    if (!chip.pitfall.empty()) {
        text += "\n" + inked(style, Ink::yellow, "Beware") + "\n";
        text += paragraph(style, "  ", chip.pitfall);
    }
    if (!chip.unverified.empty()) {
        text += paragraph(style, "  not verified: ", joined(chip.unverified));
    }
    text += "\n" + inked(style, Ink::bold, "Sources") + "\n";
    for (const CodedSource& source : chip.sources) {
        text += paragraph(style, fmt::format("  {}: ", safe_text(source.code)), source.citation);
    }
    return text;
}

}  // namespace flopledger
