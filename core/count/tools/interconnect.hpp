// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/count/tools/answer.hpp"
#include "core/count/tools/pod_plan.hpp"

namespace flopledger {

// What a pod does when something crosses its boundary.
enum class StrategyUse { training, serving };

// A way to share work among pods: what crosses each pod's boundary, one way.
struct Strategy {
    std::string key;  // in JSON
    std::string name;
    StrategyUse use = StrategyUse::training;
    std::optional<Derived<BytesPerToken>> bytes_per_token;
    std::optional<Derived<BytesPerSecond>> rate;  // required for the pods' full speed
    std::string not_applicable;                   // why there are no figures; else empty
    std::string infeasible;  // why the pods' memory does not bear it; else empty
    std::string note;        // may be empty
};

// Every strategy, for the model and the pods of a plan. Sizes that the model does not have leave a
// strategy without figures, and it says why. Formulas: see flopledger-method(7), Interconnect.
std::vector<Strategy> strategies_of(const PodPlan& plan);

// Whether a cap lets a strategy run at the pods' full speed.
enum class CapVerdict { passes, blocked, depends };

// Holds a required rate against a cap.
CapVerdict verdict_of(const BytesPerSecond& rate, const BytesPerSecond& cap);

// The share of its full speed that a cap leaves to a strategy, at most 1.
Ratio speed_left(const BytesPerSecond& rate, const BytesPerSecond& cap);

// A strategy's rate for training that synchronizes gradients every H steps, compressed c times,
// W_req = kappa g F / (6 B H c) x P / P_active, with H, c and g of the plan.
Derived<BytesPerSecond> synchronization_rate(const PodPlan& plan, Synchronization synchronization);

// What a pod is: its rate, its tokens, its memory.
AnswerGroup pod_answers(const PodPlan& plan);

// How pods keep in step: the time of a step, what a synchronization sends, the rate it needs and,
// under a cap, after how many steps the pods no longer wait, and how much of the time they compute.
AnswerGroup synchronization_answers(const PodPlan& plan);

// Bytes of training against bytes of inference, by token and by rates.
AnswerGroup ratio_answers(const PodPlan& plan);

// The words of JSON, in the order of the enumerators.
std::string_view word(StrategyUse use);
std::string_view word(CapVerdict verdict);

}  // namespace flopledger
