// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/printed_lines.hpp"

#include <algorithm>

#include "core/meter/formats/trainers/run_follower.hpp"

namespace flopledger {

namespace {

// Lines that are kept to compare with: 40 MiB of them.
constexpr std::size_t most_printed = 1U << 20;

// Clocks of hosts and collectors of lines differ by seconds; a run that starts over takes longer to
// come back to the same iteration.
constexpr std::int64_t latest_repeat = 60'000;  // milliseconds

// Whether two counts are the same to within so many, where both are told.
bool same(std::uint64_t one, std::uint64_t other, std::uint64_t within) {
    const auto [less, more] = std::minmax(one, other);
    return less == 0 || more - less <= within;
}

}  // namespace

PrintedLines::Printed PrintedLines::printed_of(const IterationLine& line) {
    return {line.iteration, line.samples_so_far.value_or(0), line.tokens_so_far.value_or(0),
            line.batch.value_or(0), line.time.value_or(0)};
}

void PrintedLines::add(const IterationLine& line) {
    if (printed_.size() < most_printed) printed_.push_back(printed_of(line));
}

std::optional<bool> PrintedLines::agree(const IterationLine& line, bool refreshes) const {
    const auto found = std::lower_bound(printed_.begin(), printed_.end(), line.iteration,
                                        [](const Printed& printed, std::int64_t iteration) {
                                            return printed.iteration < iteration;
                                        });
    if (found == printed_.end() || found->iteration != line.iteration) return std::nullopt;
    const Printed beside = printed_of(line);
    // While lines refresh, their counts are behind by an iteration or two.
    const auto within = [&](std::uint64_t count) {
        const auto iterations =
            static_cast<std::uint64_t>(std::max<std::int64_t>(line.iteration, 1));
        return refreshes ? count / iterations * 2 + 2 : 0;
    };
    const bool timed = found->time != 0 && beside.time != 0;
    const bool late =
        timed &&
        std::max(found->time, beside.time) - std::min(found->time, beside.time) > latest_repeat;
    return !late && same(found->batch, beside.batch, 0) &&
           same(found->samples, beside.samples, within(found->samples)) &&
           same(found->tokens, beside.tokens, within(found->tokens));
}

}  // namespace flopledger
