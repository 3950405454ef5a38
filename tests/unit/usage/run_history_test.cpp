// SPDX-License-Identifier: Apache-2.0
#include "core/usage/run_history.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/usage/training_sums.hpp"
#include "tests/support/random.hpp"

namespace flopledger {

namespace {

// A run as its iterations, each with the execution that made it: a run that went on from a
// checkpoint of another has the other's iterations up to there.
using Executions = std::vector<std::uint64_t>;

// The state after so many iterations, with an entry each ten, of 7 tokens an iteration.
TrainingStretch state_of(const Executions& run, std::size_t iterations, std::uint32_t input) {
    TrainingStretch state;
    state.input = input;
    state.format = "trainer-state";
    state.first_iteration = 1;
    state.last_iteration = static_cast<std::int64_t>(iterations);
    state.tokens = 7 * iterations;
    std::uint64_t fingerprint = 0;
    for (std::size_t i = 1; i <= iterations; ++i) {
        fingerprint = fingerprint * 31 + run[i - 1];
        if (i % 10 == 0) {
            state.history.push_back({static_cast<std::int64_t>(i), fingerprint, 7 * i});
        }
    }
    return state;
}

}  // namespace

TEST_CASE("states add up to all that was executed, each execution once") {
    Random random(17);
    const auto below = [&random](std::size_t bound) -> std::size_t {
        return random.below(static_cast<std::uint32_t>(bound));
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<Executions> runs;
        std::vector<TrainingStretch> states;
        std::set<std::pair<std::size_t, std::uint64_t>> executed;
        std::uint64_t execution = 1;
        for (int i = 0; i < 6; ++i) {
            Executions run;
            if (!runs.empty() && below(4) != 0) {
                const Executions& base = runs[below(runs.size())];
                const std::size_t kept = 10 * below(base.size() / 10 + 1);
                run.assign(base.begin(), base.begin() + static_cast<std::ptrdiff_t>(kept));
            }
            const std::size_t length = 10 * (run.size() / 10 + 1 + below(20));
            run.resize(length, execution++);
            const std::size_t seen = 10 * (1 + below(length / 10));
            for (std::size_t at = 0; at < seen; ++at) executed.emplace(at, run[at]);
            states.push_back(state_of(run, seen, static_cast<std::uint32_t>(i)));
            runs.push_back(std::move(run));
        }
        const TrainingSums sums = sums_of(states);
        CHECK(sums.executed_iterations == executed.size());
        CHECK(sums.executed_tokens == 7 * executed.size());
        CHECK(sums.kept_iterations <= sums.executed_iterations);
    }
}

TEST_CASE("a long history keeps marks that a short one has") {
    Executions run(60'000, 1);
    TrainingStretch longer = state_of(run, 60'000, 0);
    TrainingStretch shorter = state_of(run, 500, 1);
    thin_out(longer.history);
    thin_out(shorter.history);
    CHECK(longer.history.size() == 601);  // one of each stretch of a hundred
    CHECK(shorter.history.size() == 50);
    CHECK(shared_until(longer, shorter) == 500);
    CHECK(sums_of({shorter, longer}).executed_iterations == 60'000);
    CHECK(!shared_until(longer, TrainingStretch{}));
}

TEST_CASE("tokens of a part go by the history") {
    TrainingStretch state;
    state.first_iteration = 1;
    state.last_iteration = 100;
    state.history = {{10, 1, 700}, {50, 2, 1000}};
    CHECK(tokens_until(state, 3000, 0) == 0);
    CHECK(tokens_until(state, 3000, 10) == 700);
    CHECK(tokens_until(state, 3000, 30) == 850);
    CHECK(tokens_until(state, 3000, 75) == 2000);
    CHECK(tokens_until(state, 3000, 100) == 3000);
}

}  // namespace flopledger
