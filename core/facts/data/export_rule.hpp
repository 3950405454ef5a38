// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/exact.hpp"
#include "core/facts/data/threshold.hpp"

namespace flopledger {

// Limits on a chip that must all hold. Total processing performance is operations per second in
// 1e12, times bits; density is that by square millimetre; rates, of DRAM and of links in both
// directions together, are in 1e9 bytes a second.
struct ExportLimits {
    std::optional<Exact> tpp_at_least;
    std::optional<Exact> tpp_below;
    std::optional<Exact> density_at_least;
    std::optional<Exact> density_below;
    std::optional<Exact> memory_rate_at_least;
    std::optional<Exact> memory_rate_below;
    std::optional<Exact> link_rate_at_least;
    std::optional<Exact> rate_sum_at_least;  // of DRAM and links
    std::optional<Date> marketed_after;
};

// A rule of export control that draws lines through the figures of a chip.
struct ExportRule {
    std::string id;
    std::string title;
    std::string short_title;        // a heading of a column
    std::string means;              // what it is to be within the lines
    std::vector<ExportLimits> any;  // one of them suffices
    // What the rate of links as we know it may lack of the rate that the text counts.
    Exact link_rate_beside;
    // Of chips not designed or marketed for data centres it covers none, or those only whose total
    // processing performance is this at least.
    bool data_centres_only = false;
    std::optional<Exact> data_centres_only_below_tpp;
    std::string only_within;  // the rule that must cover a chip for this one to matter; or empty
    Date as_of;               // the day on which its status was looked up
    std::vector<StatusPeriod> status;  // ordered by date
    Verification confidence = Verification::unverified;
    std::vector<Citation> sources;
    std::string notes;
    std::string file;
};

}  // namespace flopledger
