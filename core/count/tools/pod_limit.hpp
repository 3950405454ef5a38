// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/tools/answer.hpp"
#include "core/count/tools/interconnect.hpp"
#include "core/count/tools/pod_plan.hpp"

namespace flopledger {

// The most FLOP that pods can train with in the time of a plan; each is a bound from what the plan
// says, not a forecast. `efficiency` may be null: then nothing is lost.

// Whether one pod bears the training state of the model; where its memory is not known, yes.
bool holds_model(const PodPlan& plan);

// C_one = F T: a single pod, to which no cap applies.
Derived<Flop> one_pod_limit(const PodPlan& plan);

// C_comp = N F T: all pods, if no link held them up.
Derived<Flop> compute_limit(const PodPlan& plan);

// C_bw = 6 P_active N B H T W / V: all pods, if the capped links alone held them up. For a dense
// model 6 N B H c W T / (kappa g), whatever its size. The plan must have a cap.
Derived<Flop> bandwidth_limit(const PodPlan& plan);

// C_max = max(C_one, eta min(C_comp, C_bw)); without a cap C_bw does not hold anything up.
Derived<Flop> largest_limit(const PodPlan& plan, const Derived<Ratio>* efficiency);

// What a training strategy reaches under the cap: N F T times the share of its speed that is left.
Derived<Flop> strategy_limit(const PodPlan& plan, const Strategy& strategy);

// The largest run by any means: C_max, and each training strategy that is applicable and feasible.
// A run that a pod's memory does not bear in any way is left out, and there may be none.
std::optional<Derived<Flop>> any_limit(const PodPlan& plan, const std::vector<Strategy>& strategies,
                                       const Derived<Ratio>* efficiency);

// All of it as answers, with the model of efficiency where the plan has one.
AnswerGroup limit_answers(const PodPlan& plan, const std::vector<Strategy>& strategies);

}  // namespace flopledger
