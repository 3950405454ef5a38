// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/meter/readings/meter.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// What a selection asks of a whole set of logs, around the reading of each.

// The files that a selection leaves out of those found. The error `selection-not-met` is of a
// pattern that means none, and of patterns that mean all.
std::set<std::string> excluded_of(const std::vector<std::string>& paths,
                                  const LogSelection& selection, Diagnostics& diagnostics);

// Who tells which rows are selected; nothing where none are chosen by name. Where jobs choose
// readings, the scheduler's logs among the files are read for it, before all others; the error is
// `selection-without-nodes` where a pipe cannot be read twice.
std::optional<Selector> selector_of(FileReader& files, const std::vector<std::string>& paths,
                                    const std::set<std::string>& excluded,
                                    const MeterOptions& options, Diagnostics& diagnostics);

// Holds what was met against what was asked for: names that were never met, and readings of which
// nothing says whose they are.
void check_met(const MetNames& met, const Selector& selector, const LogSelection& selection,
               Diagnostics& diagnostics);

// Why a summary cannot be cut by these options; nothing where they cut nothing.
std::optional<std::string> summary_fault(const MeterOptions& options);

// The selection as a usage keeps it: each key with one of its names, in order.
std::vector<SelectedBy> selected_by(const MeterOptions& options);

}  // namespace flopledger
