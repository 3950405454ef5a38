// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/exact.hpp"
#include "core/facts/threshold.hpp"

namespace flopledger {

// Limits on a chip that must all hold. Total processing performance is operations per second in
// 1e12, times bits; density is that by square millimetre; the memory's rate is in 1e9 bytes a
// second.
struct ExportLimits {
    std::optional<Exact> tpp_at_least;
    std::optional<Exact> tpp_below;
    std::optional<Exact> density_at_least;
    std::optional<Exact> density_below;
    std::optional<Exact> memory_rate_below;
};

// A rule of export control that draws lines through the figures of a chip.
struct ExportRule {
    std::string id;
    std::string title;
    std::string short_title;        // a heading of a column
    std::string means;              // what it is to be within the lines
    std::vector<ExportLimits> any;  // one of them suffices
    Date as_of;                     // the day on which its status was looked up
    Date in_force_from;
    LegalStatus status = LegalStatus::in_force;
    Verification confidence = Verification::unverified;
    std::vector<Citation> sources;
    std::string notes;
    std::string file;
};

}  // namespace flopledger
