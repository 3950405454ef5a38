// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/read/ledger/method_readers.hpp"

namespace flopledger {

namespace {

constexpr std::string_view utilization_kinds =
    "add `utilization_kind:`. mfu: model FLOP over all the chip-hours stated; step-mfu: while "
    "stepping only; hfu: recomputation included; tensor-active: share of time the matrix units "
    "were busy; sm-active, gpu-busy: share of time anything ran";

// How long the chips ran: chips with hours or days, or chip_hours or chip_days. The number of chips
// may stand beside chip_hours too: it says how large the cluster was.
void read_time(Mapping& mapping, ChipTimePhase& phase) {
    phase.chips = mapping.stated<Chips>("chips", Dimension::chips, "");
    require_above_zero(mapping, "chips", phase.chips);
    int stated = 0;
    std::string_view first;
    for (const std::string_view key : {"chip_hours", "chip_days", "hours", "days"}) {
        const bool product = key.starts_with("chip_");
        const std::string_view unit =
            product ? (key == "chip_hours" ? "chip-hours" : "chip-days") : key;
        if (product) {
            auto time = mapping.stated<ChipSeconds>(key, Dimension::chip_seconds, unit);
            require_above_zero(mapping, key, time);
            phase.chip_time = time ? time : phase.chip_time;
        } else {
            auto time = mapping.stated<Seconds>(key, Dimension::seconds, unit);
            require_above_zero(mapping, key, time);
            phase.time = time ? time : phase.time;
        }
        if (!mapping.has(key)) {
            continue;
        }
        if (++stated == 1) {
            first = key;
        } else {
            mapping.exclude(first, key, "both say how long the chips ran: keep one");
        }
    }
    if (stated == 0) {
        mapping.report(name::missing_key, "chips",
                       "'chip_time' does not say how long the chips ran",
                       mapping.has("chips") ? "add `hours:` or `days:`"
                                            : "add `chip_hours:`, or `chips:` with `hours:`");
    } else if (!first.starts_with("chip_") && !mapping.has("chips")) {
        mapping.report(name::missing_key, first, fmt::format("'{}' needs 'chips'", first),
                       "add `chips:`, or write chip_hours instead");
    }
}

void read_utilization(Mapping& mapping, ChipTimePhase& phase) {
    phase.utilization = read_share(mapping, "utilization");
    phase.goodput = read_share(mapping, "goodput");
    const auto kind = mapping.word<UtilizationKind>("utilization_kind", Presence::optional);
    phase.utilization_kind = kind.value_or(UtilizationKind::mfu);
    if (mapping.has("utilization") && !mapping.has("utilization_kind")) {
        mapping.report(name::missing_key, "utilization",
                       "the kind of this utilization is not stated",
                       std::string(utilization_kinds));
    }
    phase.utilization_assumed =
        mapping.truth("utilization_assumed", Presence::optional).value_or(false);
    for (const std::string_view key : {"utilization_kind", "utilization_assumed", "goodput"}) {
        if (mapping.has(key) && !mapping.has("utilization")) {
            mapping.report(name::missing_key, key,
                           fmt::format("'{}' says nothing without 'utilization'", key),
                           "add `utilization:`, or leave both out");
        }
    }
    const bool leaves_out_lost_time =
        kind == UtilizationKind::step_mfu || kind == UtilizationKind::hfu;
    if (mapping.has("goodput") && kind && !leaves_out_lost_time) {
        mapping.report(name::conflicting_keys, "goodput",
                       "'goodput' goes with utilization_kind step-mfu or hfu only",
                       "the other kinds are shares of all the time stated");
    }
}

// Whether a stated peak is the chip's sparse one, to one part in a hundred.
bool is_sparse_peak(const Exact& stated, const Chip& chip, const Peak& peak) {
    if (chip.sparse_multiplier == 1) {
        return false;
    }
    const Exact sparse = peak.dense.value.best * chip.sparse_multiplier;
    const Exact difference = stated < sparse ? sparse - stated : stated - sparse;
    return difference * 100 <= sparse;
}

void read_peak(Mapping& mapping, ChipTimePhase& phase) {
    phase.peak = mapping.stated<FlopPerChipSecond>("peak", Dimension::flop_per_second, "FLOP/s");
    require_above_zero(mapping, "peak", phase.peak);
    const auto precision = find_precision(mapping, phase.chip.get());
    if (!precision || phase.chip == nullptr) {
        return;
    }
    phase.precision = *precision;
    const Peak* peak = phase.chip->peak_at(*precision);
    if (peak == nullptr && !mapping.has("peak")) {
        mapping.report(
            name::no_peak, "precision",
            fmt::format("no cited dense {} peak of {} is known", word(*precision), phase.chip->id),
            fmt::format("it has peaks at {}; or state `peak:` with its source as "
                        "evidence",
                        known_precisions(*phase.chip)));
    }
    if (peak != nullptr && phase.peak &&
        is_sparse_peak(phase.peak->value.value.best, *phase.chip, *peak)) {
        const Exact tera = peak->dense.value.best / Exact::power_of_ten(12);
        mapping.report(
            name::sparse_peak, "peak",
            fmt::format("this is the sparse {} peak of {}", word(*precision), phase.chip->id),
            fmt::format("leave `peak` out, or write the dense one: {} TFLOP/s",
                        tera.is_whole() ? tera.text() : tera.fixed(1)));
    }
}

// Dollars for a chip-hour into dollars for a chip-second.
void read_price(Mapping& mapping, ChipTimePhase& phase) {
    constexpr std::string_view key = "price_per_chip_hour_usd";
    const auto price = mapping.measure(key, Presence::optional, Dimension::dollars, "USD");
    if (price) {
        constexpr std::int64_t hour_seconds = 3'600;
        phase.price = Stated<DollarsPerChipSecond>{DollarsPerChipSecond{*price} / hour_seconds,
                                                   mapping.place_of(key)};
    }
}

}  // namespace

std::optional<ChipTimePhase> read_chip_time(const Reading& reading, const Node& node,
                                            Surroundings& surroundings) {
    const std::size_t before = reading.diagnostics.list.size();
    Mapping mapping(reading, node, "'chip_time'");
    ChipTimePhase phase;
    phase.place = reading.place(node);
    if (node.kind == Node::Kind::mapping) {
        phase.chip = find_chip(mapping, surroundings.catalog);
        read_time(mapping, phase);
        read_peak(mapping, phase);
        read_utilization(mapping, phase);
        read_price(mapping, phase);
        mapping.finish();
    }
    return reading.diagnostics.list.size() == before ? std::optional(std::move(phase))
                                                     : std::nullopt;
}

}  // namespace flopledger
