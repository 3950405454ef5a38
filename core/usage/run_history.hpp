// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/exact.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// What a trainer counted as FLOP of a whole stretch; zero where it did not.
Exact flop_of(const TrainingStretch& stretch);

// Whether two stretches do not tell different FLOP of themselves.
bool flop_agrees(const TrainingStretch& one, const TrainingStretch& other);

// Up to which iteration two states tell of one execution, by their histories: checkpoints of one
// run up to the end of the shorter, a run and another that went on from a checkpoint of it up to
// where they part, two runs up to 0. Nothing where their histories cannot be compared.
std::optional<std::int64_t> shared_until(const TrainingStretch& one, const TrainingStretch& other);

// Tokens of a stretch up to an iteration, of all that it holds: as its history says, and shared
// evenly over iterations in between, cut to whole ones.
std::uint64_t tokens_until(const TrainingStretch& stretch, std::uint64_t all,
                           std::int64_t iteration);

// Stretches by the run they tell of, in their order, states the furthest first. States whose
// histories have nothing in common are of several runs; what has no history is taken for the first.
std::vector<std::vector<TrainingStretch>> runs_of(const std::vector<TrainingStretch>& stretches);

// So many marks of a history that they are no more than are kept: those at the roundest iterations.
void thin_out(std::vector<HistoryMark>& history);

}  // namespace flopledger
