// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/changed_answers.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace flopledger {

namespace {

// Every change that the CHANGELOG has under "Changed answers" and a report may show, the oldest
// first.
constexpr auto changes = std::to_array<ChangedAnswer>({
    {"0.2.0", "a ledger's period includes its last day"},
    {"0.2.0", "eu-cumulative counts the use of teachers and reward models and data processing"},
    {"0.2.0", "the EU's lines at 1e25 and 1e23 have verdicts on a third party's base"},
    {"0.2.0", "the rules on modifiers compare all own compute with every base and with their sum"},
    {"0.2.0", "totals are open upwards where nothing is said of what a teacher put out"},
    {"0.2.0", "totals are open upwards where the passes over a corpus are not known"},
    {"0.2.0", "a total that is known only by a bound has no best figure"},
    {"0.2.0", "what a model generates stands for general-purpose only where nothing is stated"},
    {"0.2.0", "enacted law yet to come and rules for others are told beside the verdicts"},
    {"0.2.0", "notice runs from the day it is known that an amount will be met"},
    {"0.2.0", "Illinois is undetermined where a base was materially modified"},
    {"0.2.0", "the RAISE Act as first enacted is enacted, not repealed, until 2027-01-01"},
    {"0.2.0", "no error is claimed where no uncertainty is stated"},
    {"0.2.0", "a report unfolds every figure by the steps that explain prints, under their names"},
    {"0.2.0", "rows that may be of several devices are refused, and a board with instances is one"},
    {"0.2.0",
     "a counter at zero that its device contradicts is missing, and the high end covers it"},
    {"0.2.0", "inputs of which nothing is understood are refused"},
    {"0.2.0", "the high end by busy matrix units goes with the chip's highest clock"},
    {"0.2.0", "shares of boards, jobs of a part of a period and devices without values count"},
    {"0.2.0", "logs whose extent nothing states are told beside verdicts that are not reached"},
    {"0.2.0", "checkpoints of one run are one run, and what a trainer's log does not show is open"},
    {"0.2.0", "a configuration's class decides its head, and keys that nobody reads are refused"},
    {"0.2.0", "causes of disagreements are those that can have made the gap"},
    {"0.2.0", "a trainer's counts that begin again or contradict each other count at the larger"},
    {"0.2.0",
     "every attempt in a trainer's log counts, and rows that were refused in the high end"},
    {"0.2.0", "devices that were seen without a reading that can be used are in the high end"},
});

using Version = std::array<int, 3>;

// The three numbers of `0.2.0`.
std::optional<Version> parse_version(std::string_view text) {
    Version version{};
    for (std::size_t index = 0; index < version.size(); ++index) {
        if (index > 0) {
            if (text.empty() || text.front() != '.') return std::nullopt;
            text.remove_prefix(1);
        }
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, version[index]);
        if (error != std::errc() || version[index] < 0) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    }
    return text.empty() ? std::optional(version) : std::nullopt;
}

}  // namespace

std::vector<ChangedAnswer> answers_changed_after(std::string_view version) {
    std::vector<ChangedAnswer> later;
    const auto written = parse_version(version);
    if (!written) return later;
    for (const ChangedAnswer& change : changes) {
        if (*written < *parse_version(change.since)) later.push_back(change);
    }
    return later;
}

}  // namespace flopledger
