// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/count/tools/pod_plan.hpp"

namespace flopledger {

// A model of what local steps and compression cost, with the coefficients of a preset. Its authors
// call it a modelling choice; it enters figures only where a preset brings it. Logarithms are
// computed in double, and their error enters the range.

// Whether a plan has the coefficients.
bool has_efficiency(const PodPlan& plan);

// f(N) = 1 + slope x log2 N: how much longer the slowest of N pods takes.
Derived<Ratio> straggler_factor(const PodPlan& plan);

// eta_H = max(floor, 1 - alpha log10 H) with alpha = slope / (1 + log10(P / 1e9) / scale); nothing
// below a billion parameters, for which it is not made.
std::optional<Derived<Ratio>> local_steps_efficiency(const PodPlan& plan);

// What compression leaves, between the rows of the preset by its logarithm: low conservative, best
// expected, high optimistic. Nothing beyond the last row, or without rows.
std::optional<Derived<Ratio>> compression_efficiency(const PodPlan& plan);

// eta: the product of both; nothing where one is not there, and `why` says which.
std::optional<Derived<Ratio>> efficiency_of(const PodPlan& plan, std::string& why);

}  // namespace flopledger
