// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/count/resources.hpp"
#include "core/judge/ledger_result.hpp"

namespace flopledger {

// The standard whose training the forms' fields of time, hardware and energy are of.
inline constexpr std::string_view form_standard = "eu-cumulative";

// The resources of those of a ledger's own activities that a standard does not leave out; all of
// them where it was not asked for. `resources` are those of its activities, in their order.
std::vector<Resources> counted_resources(const LedgerResult& result,
                                         const std::vector<Resources>& resources,
                                         std::string_view standard);

// Days, chip-days and energy of the training that the forms ask about, each as a tree whose name
// says so; none where the ledger states none.
std::vector<Derivation> form_resources(const LedgerResult& result);

}  // namespace flopledger
