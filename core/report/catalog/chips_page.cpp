// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/chips_page.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/page/style.hpp"

namespace flopledger {

namespace {

const Exact tera = Exact::power_of_ten(12);
const Exact giga = Exact::power_of_ten(9);

std::string peak_text(const Peak& peak) { return input_figure(peak.dense.value.best / tera); }

// The facts about a chip that are one figure each.
PageNotes facts_of(const Chip& chip) {
    PageNotes facts;
    const auto add = [&facts](std::string name, std::string text) {
        if (!text.empty()) facts.notes.push_back({std::move(name), std::move(text)});
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

PageSection peaks_section(const Chip& chip) {
    PageSection section{"peaks", "Dense peaks", {}};
    PageTable table{"peaks",
                    "",
                    {{"precision", "precision"},
                     {"tflops", "TFLOP/s", true},
                     {"sources", "sources", false, true},
                     {"verification", ""}},
                    {}};
    for (const Peak& peak : chip.peaks) {
        table.rows.push_back({{std::string(word(peak.precision))},
                              {peak_text(peak), Tone::strong},
                              {joined(peak.sources)},
                              {peak.unverified ? "unverified" : "", Tone::missing}});
    }
    if (chip.peaks.empty()) {
        section.blocks.emplace_back(PageParagraph{"none is known", Tone::plain, 2});
    } else {
        section.blocks.emplace_back(std::move(table));
    }
    PageNotes notes;
    notes.notes.push_back({"sparse", chip.sparse_multiplier == 1
                                         ? "none"
                                         : fmt::format("{} x the dense peaks; never used here",
                                                       input_figure(chip.sparse_multiplier))});
    if (chip.sparse_note != "none" && !chip.sparse_note.empty()) {
        notes.notes.push_back({"", chip.sparse_note, Tone::plain, 4});
    }
    for (const BestMeasured& best : chip.best_measured) {
        notes.notes.push_back(
            {"best measured", fmt::format("{} of the {} peak, {} [{}]", percent(best.utilization),
                                          word(best.precision), best.what, best.source)});
    }
    for (const EnergyCalibration& energy : chip.energy) {
        notes.notes.push_back(
            {"energy",
             fmt::format("{} FLOP/J at {}, by the {}, {} [{}]", figure(energy.yield.value),
                         word(energy.precision), word(energy.scope), energy.what, energy.source)});
    }
    section.blocks.emplace_back(std::move(notes));
    return section;
}

PageNotes names_of(const Chip& chip) {
    PageNotes names;
    if (!chip.aliases.empty()) names.notes.push_back({"also known as", joined(chip.aliases)});
    if (!chip.candidate_for.empty()) {
        names.notes.push_back({"one of several called", joined(chip.candidate_for)});
    }
    return names;
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

Page chips_page(const std::vector<std::shared_ptr<const Chip>>& chips) {
    PageTable table{"chips",
                    "",
                    {{"id", "id"},
                     {"released", "released"},
                     {"peak", "dense TFLOP/s", true},
                     {"memory", "GiB", true},
                     {"confidence", "confidence"}},
                    {}};
    table.depth = 0;
    table.is_answer = true;
    for (const std::shared_ptr<const Chip>& chip : chips) {
        const Peak* peak = leading_peak(*chip);
        const bool low = chip->confidence == Confidence::low;
        table.rows.push_back(
            {{chip->id + mark_of(chip->origin), Tone::strong},
             {chip->released ? to_text(*chip->released) : ""},
             {peak == nullptr ? "" : fmt::format("{} {}", peak_text(*peak), word(peak->precision))},
             {chip->memory_gib ? input_figure(*chip->memory_gib) : ""},
             {std::string(word(chip->confidence)), low ? Tone::missing : Tone::plain}});
    }
    return plain_page("Chips",
                      {{"chips", "", {std::move(table)}},
                       {"count", "", {PageParagraph{counted(chips.size(), "chip", "chips")}}}});
}

Page chip_page(const Chip& chip) {
    PageSubject subject{chip.name + mark_of(chip.origin), "", chip.id, {}};
    std::vector<PageSection>& sections = subject.sections;
    sections.push_back({"facts", "", {facts_of(chip)}});
    sections.push_back(peaks_section(chip));
    PageSection names{"names", "Names", {names_of(chip)}};
    if (chip.pitfall.empty() && !chip.unverified.empty()) {
        names.blocks.emplace_back(PageNotes{{{"not verified", joined(chip.unverified)}}});
    }
    sections.push_back(std::move(names));
    if (!chip.pitfall.empty()) {
        PageSection beware{"beware", "Beware", {PageParagraph{chip.pitfall, Tone::plain, 2}}};
        if (!chip.unverified.empty()) {
            beware.blocks.emplace_back(PageNotes{{{"not verified", joined(chip.unverified)}}});
        }
        sections.push_back(std::move(beware));
    }
    PageNotes sources;
    for (const CodedSource& source : chip.sources) {
        sources.notes.push_back({source.code, source.citation});
    }
    sections.push_back({"sources", "Sources", {std::move(sources)}});
    Page page;
    page.head.title = "Chip";
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
