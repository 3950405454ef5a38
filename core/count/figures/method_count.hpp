// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/quantity.hpp"
#include "core/count/figures/derivation.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What a figure from logs rests on. The first three count; the others bound from above only.
enum class LogEvidence {
    tokens,         // a trainer's count of tokens x FLOP per token
    tensor_clock,   // busy matrix units x clock x dense peak
    tensor_active,  // busy matrix units x dense peak
    sm_active,      // time in which any unit was busy
    gpu_busy,       // time in which a kernel was resident
    energy,         // energy drawn, by a counter or by power x time
    chip_hours,     // time for which chips were held or heard of
};

// A method, and for logs the evidence in them: they may hold several kinds.
struct MethodName {
    Method method = Method::operations;
    std::optional<LogEvidence> evidence;

    // Implicit, since all methods but logs go by their word alone.
    MethodName(Method value = Method::operations,  // NOLINT(google-explicit-constructor)
               std::optional<LogEvidence> kind = std::nullopt)
        : method(value), evidence(kind) {}

    friend bool operator==(const MethodName&, const MethodName&) = default;
};

// What one method makes of an activity.
struct MethodCount {
    MethodName method;
    Flop model_flop;                                   // without recomputation
    std::optional<Flop> hardware_flop;                 // with it, where it is known
    Flop attention_flop;                               // of model_flop, counted scores of attention
    bool bound = false;                                // bounds from above only
    Derived<Flop> derivation;                          // of the model FLOP
    std::optional<Derived<Flop>> hardware_derivation;  // of the hardware FLOP
    std::vector<Finding> findings;
    bool part_only = false;  // of logs: the trainer counted a part of the parameters: open upwards
    Exact covered = 1;       // of logs: the share of the chip-time stated or seen that they cover
    Exact repeated = 1;      // of logs: tokens executed for each one kept
};

// How firmly a cause explains a gap; in this order causes rank, but for what CauseSearch puts last.
enum class CauseRank {
    assumption,  // the ledger itself says that a figure is assumed or not known
    exact,       // makes a ratio of its own, which is that of the gap within a few per cent
    pair,        // two of the above, which only together make it
    open,        // makes any ratio up to a bound
    unknown,     // none of the known
};

// A known reason for two methods to differ by about this ratio.
struct Cause {
    Name name;
    Exact expected_ratio;  // the ratio it would make, above one; where open, that of the gap
    std::string message;   // what to look at to confirm
    CauseRank rank = CauseRank::exact;
    std::string formula{};             // of the ratio, or what bounds it
    std::string source{};              // a citation of the formula, or empty
    std::vector<Derivation> inputs{};  // of the formula
};

// Two methods held against each other. Bounds are compared only with what exceeds them.
struct MethodComparison {
    MethodName first = Method::operations;  // the method that stands
    MethodName second = Method::chip_time;
    bool compatible = true;  // their ranges meet
    bool close = true;       // they meet, or their best figures are within 10 %
    Exact ratio = 1;         // larger best / smaller best
    MethodName larger = Method::operations;
    std::vector<Cause> causes;  // the likeliest first; for a small gap attention alone
};

// The words of the formats for the kinds of evidence, in the order of the enumerators.
std::string_view word(LogEvidence evidence);
std::string_view word(CauseRank rank);

// A method as messages name it: `chip_time`, `logs (tensor-active)`.
std::string name_of(const MethodName& method);

}  // namespace flopledger
