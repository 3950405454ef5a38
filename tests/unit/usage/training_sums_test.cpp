// SPDX-License-Identifier: Apache-2.0
#include "core/usage/training_sums.hpp"

#include <doctest/doctest.h>

namespace flopledger {

namespace {

// A stretch with 10 samples an iteration, of 100 tokens each, in a second.
TrainingStretch stretch(std::int64_t first, std::int64_t last, std::uint64_t place,
                        std::uint32_t input = 0) {
    TrainingStretch result;
    const auto iterations = static_cast<std::uint64_t>(last - first + 1);
    result.input = input;
    result.place = place;
    result.first_iteration = first;
    result.last_iteration = last;
    result.samples = 10 * iterations;
    result.tokens = 1000 * iterations;
    result.milliseconds = 1000 * iterations + place;
    result.sequence_length = 100;
    result.format = "test";
    return result;
}

TrainingStretch timed(std::int64_t first, std::int64_t last, std::int64_t from,
                      std::uint32_t input) {
    TrainingStretch result = stretch(first, last, 1, input);
    result.first_time = from;
    result.last_time = from + 1000 * (last - first);
    return result;
}

}  // namespace

TEST_CASE("what was executed again was kept once") {
    CHECK(sums_of(std::vector<TrainingStretch>{}).executed_iterations == 0);
    const TrainingSums sums =
        sums_of({stretch(1, 100, 1), stretch(81, 150, 2), stretch(151, 160, 3)});
    CHECK(sums.executed_iterations == 180);
    CHECK(sums.executed_samples == 1800);
    CHECK(sums.executed_tokens == 180000);
    CHECK(sums.kept_iterations == 160);
    CHECK(sums.kept_samples == 1600);
    CHECK(sums.kept_tokens == 160000);
    CHECK(sums.restarts == 1);
    CHECK(sums.milliseconds == 180006);
}

TEST_CASE("shares that are not whole are cut") {
    TrainingStretch first = stretch(1, 3, 1);
    first.samples = 10;
    first.tokens = 0;
    TrainingStretch second = stretch(2, 3, 2);
    second.samples = 6;
    second.tokens = 0;
    const TrainingSums sums = sums_of({first, second});
    CHECK(sums.executed_samples == 16);
    CHECK(sums.kept_samples == 3 + 6);
    CHECK(sums.executed_tokens == 1600);
    CHECK(sums.kept_tokens == 1000 / 3 + 600);
}

TEST_CASE("a run that two logs tell counts once") {
    const TrainingStretch one = stretch(1, 100, 1);
    CHECK(sums_of({one, one}).executed_iterations == 100);
    CHECK(sums_of({one, stretch(1, 100, 1, 1)}).executed_iterations == 100);
    // Eight milliseconds more were printed: it may be another run of the recipe.
    CHECK(sums_of({one, stretch(1, 100, 9, 1)}).executed_iterations == 200);
    TrainingStretch other = stretch(1, 100, 1, 1);
    other.format = "another";
    other.tokens = 0;
    other.milliseconds = 5;
    CHECK(sums_of({one, other}).executed_tokens == 100000);
    CHECK(sums_of({one, other}).restarts == 0);

    // From the beginning again: it takes its own time.
    CHECK(sums_of({one, stretch(1, 100, 900)}).executed_iterations == 200);
    CHECK(sums_of({one, stretch(1, 100, 900)}).restarts == 1);
}

TEST_CASE("times tell what was executed together") {
    // Two processes of one run; the log of one begins later and ends earlier.
    const TrainingSums sums = sums_of({timed(1, 100, 5000, 0), timed(2, 99, 6001, 1)});
    CHECK(sums.executed_iterations == 100);
    CHECK(sums.executed_samples == 1000);
    const TrainingSums longer = sums_of({timed(1, 100, 5000, 0), timed(2, 110, 6001, 1)});
    CHECK(longer.executed_iterations == 110);
    CHECK(longer.executed_samples == 1100);
    CHECK(longer.kept_samples == 1100);
    CHECK(longer.restarts == 0);
    // The same iterations at another time.
    CHECK(sums_of({timed(1, 100, 5000, 0), timed(1, 100, 905000, 1)}).executed_iterations == 200);
}

TEST_CASE("tokens that nothing tells are not half told") {
    TrainingStretch silent = stretch(101, 200, 2);
    silent.tokens = 0;
    silent.sequence_length = 0;
    CHECK(sums_of({stretch(1, 100, 1), silent}).executed_tokens == 200000);
    TrainingStretch longer = stretch(1, 100, 1);
    longer.sequence_length = 50;
    CHECK(sums_of({longer, stretch(201, 300, 3), silent}).executed_tokens == 0);
    silent.samples = 0;
    CHECK(sums_of({stretch(1, 100, 1), silent}).executed_tokens == 0);
    CHECK(sums_of({stretch(1, 100, 1), silent}).kept_samples == 1000);
}

TEST_CASE("numbers at their limits") {
    TrainingStretch most = stretch(1, 1'000'000'000'000, 1);
    most.samples = most.tokens = most.milliseconds = UINT64_MAX;
    const TrainingStretch again = stretch(2, 3, 2);
    const TrainingSums sums = sums_of({most, again});
    CHECK(sums.executed_samples == UINT64_MAX);
    CHECK(sums.kept_iterations == 1'000'000'000'000);
    TrainingStretch backwards = stretch(1, 1, 1);
    backwards.first_iteration = 5;
    CHECK(sums_of({backwards}).executed_iterations == 0);
}

}  // namespace flopledger
