// SPDX-License-Identifier: Apache-2.0
#include "cli/session/chip_lookup.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <utility>

#include "core/base/call_names.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/read/keys/values.hpp"
#include "core/read/ledger/ledger_names.hpp"

namespace flopledger {

namespace {

void tell(Diagnostics& diagnostics, Name name, std::string message, std::string hint) {
    diagnostics.add({.name = name,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

}  // namespace

std::shared_ptr<const Chip> find_chip(Session& session, const std::string& name,
                                      Diagnostics& diagnostics) {
    const ChipLookup lookup = session.catalog.find_chip(name, diagnostics);
    if (lookup.chip != nullptr || diagnostics.has_errors()) return lookup.chip;
    if (!lookup.candidates.empty()) {
        std::vector<std::string> ids;
        for (const std::shared_ptr<const Chip>& chip : lookup.candidates) ids.push_back(chip->id);
        tell(diagnostics, name::ambiguous_chip,
             fmt::format("several chips are called '{}'", shown(name)),
             fmt::format("name one of {}", fmt::join(ids, ", ")));
    } else {
        tell(diagnostics, name::unknown_chip, fmt::format("no chip is called '{}'", shown(name)),
             lookup.near.empty()
                 ? "`flopledger chips` lists them"
                 : fmt::format("did you mean one of {}?", fmt::join(lookup.near, ", ")));
    }
    return nullptr;
}

std::optional<Derived<FlopPerChipSecond>> find_peak(Session& session, const ChipChoice& choice,
                                                    Diagnostics& diagnostics) {
    const std::shared_ptr<const Chip> chip = find_chip(session, choice.name, diagnostics);
    if (chip == nullptr) return std::nullopt;
    if (chip->peak_at(choice.precision) != nullptr) return peak_of(*chip, choice.precision);
    std::vector<std::string_view> known;
    for (const Peak& peak : chip->peaks) known.push_back(word(peak.precision));
    tell(diagnostics, name::no_peak,
         fmt::format("no cited dense {} peak of {} is known", word(choice.precision), chip->id),
         fmt::format("it has peaks at {}", fmt::join(known, ", ")));
    return std::nullopt;
}

}  // namespace flopledger
