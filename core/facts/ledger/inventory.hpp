// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What declared work was for: both take chips, at different shares of their peak.
enum class WorkKind { training, inference };

// Chips that somebody holds over a time: as declared, or as logs saw them.
struct ChipHolding {
    Place place;
    std::string site;  // where they stand; may be empty
    std::shared_ptr<const Chip> chip;
    Precision precision = Precision::bf16;
    Exact count;                        // of chips; zero where logs do not say
    std::optional<Period> period;       // nothing where logs say for how long
    std::optional<Exact> chip_seconds;  // what logs say; else count x period
    Ratio active{at_most(1)};           // the share of that time in which chips worked
    std::string active_source;          // who says so; empty: nobody
    std::vector<std::string> ids;       // serial numbers, of all of the chips or of some
};

// Work that somebody declares, with what it took.
struct DeclaredWork {
    Place place;
    std::string name;
    WorkKind kind = WorkKind::training;
    Flop flop;
    std::optional<Period> period;
    std::optional<Ratio> utilization;  // of the dense peak; nothing: that of its kind
    std::string source;                // of the FLOP, where it is not the line above
};

// What somebody declares: chips, and the work they did.
struct Inventory {
    std::string file;
    std::vector<ChipHolding> holdings;
    std::vector<DeclaredWork> work;
    std::optional<Stated<Ratio>> utilization;            // of training
    std::optional<Stated<Ratio>> inference_utilization;  // of inference
    std::optional<Stated<Ratio>> highest_utilization;    // of a run that is not declared
};

// The words of the format, in the order of the enumerators.
std::string_view word(WorkKind kind);

// How chips do work of an activity's kind.
WorkKind work_kind_of(ActivityKind kind);

}  // namespace flopledger
