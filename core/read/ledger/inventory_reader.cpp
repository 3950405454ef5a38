// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/inventory_reader.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/number_names.hpp"
#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/read/ledger/chip_finder.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

// More chips in one row than the world will make.
const Exact most_chips = Exact::power_of_ten(12);

// The share of the time in which the chips worked; nothing may be known of it.
void read_active(Mapping& row, ChipHolding& holding) {
    const auto active = row.measure("active", Presence::optional, Dimension::ratio, "");
    if (!active) return;
    if (active->high > 1) {
        row.report(name::number_out_of_bounds, "active", "a share is 1 at the most",
                   "40 percent is 40% or 0.4");
        return;
    }
    holding.active = Ratio{*active};
    holding.active_source = "metered, as the inventory says";
}

std::optional<ChipHolding> read_holding(const Reading& reading, const Node& node,
                                        Catalog& catalog) {
    Mapping row(reading, node, "a row of 'chips'");
    ChipHolding holding;
    holding.place = reading.place(node);
    holding.site = row.text_or_empty("site");
    if (row.find("chip", Presence::required) != nullptr) {
        holding.chip = find_chip(row, catalog);
        const auto precision = find_precision(row, holding.chip.get());
        holding.precision = precision.value_or(Precision::bf16);
        if (precision && holding.chip != nullptr && holding.chip->peak_at(*precision) == nullptr) {
            row.report(name::no_peak, "precision",
                       fmt::format("no cited dense {} peak of {} is known", word(*precision),
                                   holding.chip->id),
                       fmt::format("it has peaks at {}", known_precisions(*holding.chip)));
        }
    }
    row.find("precision", Presence::optional);
    if (const Node* count = row.find("count", Presence::required)) {
        const auto whole = read_whole(reading, *count, "count", most_chips);
        holding.count = whole.value_or(Exact(1));
    }
    const auto period = row.period("period", Presence::required, LastDay::excluded);
    read_active(row, holding);
    holding.ids = row.texts("ids", Presence::optional);
    if (holding.count < Exact(static_cast<std::int64_t>(holding.ids.size()))) {
        row.report(
            name::number_out_of_bounds, "ids",
            fmt::format("{} ids are listed of {} chips", holding.ids.size(), holding.count.text()),
            "list each chip once, or raise `count`");
    }
    row.finish();
    if (!period || holding.chip == nullptr) return std::nullopt;
    holding.period = *period;
    return holding;
}

std::optional<DeclaredWork> read_work(const Reading& reading, const Node& node) {
    Mapping row(reading, node, "a row of 'work'");
    DeclaredWork work;
    work.place = reading.place(node);
    const auto name = row.text("name", Presence::required);
    const auto kind = row.word<WorkKind>("kind", Presence::required);
    const auto flop = row.measure("flop", Presence::required, Dimension::flop, "FLOP");
    work.period = row.period("period", Presence::optional, LastDay::excluded);
    if (const auto share = read_share(row, "utilization")) work.utilization = share->value;
    row.finish();
    if (flop && flop->high.is_zero()) {
        row.report(name::number_out_of_bounds, "flop", "work takes more than no FLOP",
                   "leave out what was not done");
        return std::nullopt;
    }
    if (!name || !kind || !flop) return std::nullopt;
    work.name = *name;
    work.kind = *kind;
    work.flop = Flop{*flop};
    return work;
}

}  // namespace

std::optional<Inventory> read_inventory(std::shared_ptr<const Source> source, Catalog& catalog,
                                        Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    constexpr TextKind kind{"inventory", "inventory", is_version, name::format_version,
                            "write `inventory: 1`"};
    const auto document = parse_as(kind, parse_yaml, std::move(source), diagnostics);
    if (!document) return std::nullopt;
    CommonDenominator fractions;
    const Reading reading{*document->source, diagnostics, &fractions};
    Mapping mapping(reading, document->root, "an inventory");
    Inventory inventory;
    inventory.file = document->source->name;
    mapping.version("inventory");
    for (const Node* node : mapping.list("chips", Presence::required)) {
        if (auto holding = read_holding(reading, *node, catalog)) {
            inventory.holdings.push_back(std::move(*holding));
        }
    }
    for (const Node* node : mapping.list("work", Presence::optional)) {
        if (auto work = read_work(reading, *node)) inventory.work.push_back(std::move(*work));
    }
    inventory.utilization = read_share(mapping, "utilization");
    inventory.inference_utilization = read_share(mapping, "inference_utilization");
    inventory.highest_utilization = read_share(mapping, "highest_utilization");
    mapping.finish();
    if (diagnostics.list.size() != before) return std::nullopt;
    if (inventory.holdings.empty()) {
        mapping.report(name::missing_key, "chips", "this list is empty",
                       "name the chips that are held");
        return std::nullopt;
    }
    return inventory;
}

}  // namespace flopledger
