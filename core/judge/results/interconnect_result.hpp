// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/count/tools/interconnect.hpp"
#include "core/facts/data/pod_input.hpp"
#include "core/judge/results/amounts.hpp"

namespace flopledger {

// A published method of training with little communication, tried on the pods of a plan.
struct MethodResult {
    std::shared_ptr<const Preset> preset;
    Derived<BytesPerSecond> rate;  // required
    Derived<Flop> largest;         // most that the pods train with it under the cap
    std::string infeasible{};      // why the pods cannot; else empty
};

// What pods can do about one amount.
struct AmountResult {
    AmountLine line;
    Truth one_pod;        // whether C_one reaches it; never where a pod cannot hold the model
    Truth all_pods;       // whether the largest run by any strategy of the plan does
    Truth by_method;      // whether any method does; nothing where there are none, too
    Derived<Ratio> pods;  // that reach it, if no link held them up
};

// Everything that `interconnect` tells, out of one plan.
struct InterconnectResult {
    PodPlan plan;
    std::vector<AnswerGroup> groups;
    std::vector<Strategy> strategies;
    std::vector<MethodResult> methods;  // none without a cap
    std::vector<AmountResult> amounts;
    std::vector<std::string> notes;
};

// Puts together what follows from a plan, whose model, chip and pods must be known.
InterconnectResult interconnect_of(PodPlan plan,
                                   const std::vector<std::shared_ptr<const Preset>>& presets,
                                   const std::vector<AmountLine>& amounts);

// Every figure as an answer by its key: those of the groups, then of strategies, methods, amounts.
std::vector<AnswerGroup> all_answers(const InterconnectResult& result);

}  // namespace flopledger
