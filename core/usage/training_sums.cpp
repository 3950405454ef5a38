// SPDX-License-Identifier: Apache-2.0
#include "core/usage/training_sums.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "core/base/number_text.hpp"
#include "core/usage/run_history.hpp"

namespace flopledger {

namespace {

__extension__ using Wide = unsigned __int128;

// Iterations from..to, both included.
struct Span {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

std::uint64_t size_of(Span span) { return static_cast<std::uint64_t>(span.to - span.from) + 1; }

// Iterations without repetition, as spans in order that do not touch.
class IterationSet {
  public:
    // Adds a span; gives those of its parts that were not in the set.
    std::vector<Span> add(Span span) {
        const auto first = std::lower_bound(
            spans_.begin(), spans_.end(), span.from,
            [](const Span& held, std::int64_t from) { return held.to + 1 < from; });
        std::vector<Span> missing;
        Span joined = span;
        std::int64_t next = span.from;
        auto last = first;
        for (; last != spans_.end() && last->from <= span.to + 1; ++last) {
            if (next < last->from && next <= span.to) {
                missing.push_back({next, std::min(last->from - 1, span.to)});
            }
            next = std::max(next, last->to + 1);
            joined = {std::min(joined.from, last->from), std::max(joined.to, last->to)};
        }
        if (next <= span.to) missing.push_back({next, span.to});
        spans_.insert(spans_.erase(first, last), joined);
        return missing;
    }

  private:
    std::vector<Span> spans_;
};

Span span_of(const TrainingStretch& stretch) {
    return {stretch.first_iteration, stretch.last_iteration};
}

// Whether two logs of the same iterations are of the same execution of them: of one run at one
// time, or without times and equal in all that is read of them, or by different programs. Within
// one log, whoever read it told processes apart already: what stands there twice was executed
// twice.
// Equal sums alone prove nothing: runs of one recipe have them too.
bool is_same_execution(const TrainingStretch& one, const TrainingStretch& other) {
    if (one.input == other.input) return one.place == other.place;
    const bool same_iterations =
        one.first_iteration == other.first_iteration && one.last_iteration == other.last_iteration;
    const auto agree = [](std::uint64_t left, std::uint64_t right) {
        return left == right || left == 0 || right == 0;
    };
    const bool timed = one.last_time > one.first_time && other.last_time > other.first_time;
    if (timed) {
        // One run is at one iteration at a time: what it executes again, it executes later.
        return one.first_iteration <= other.last_iteration &&
               other.first_iteration <= one.last_iteration && one.first_time < other.last_time &&
               other.first_time < one.last_time;
    }
    if (!same_iterations || !agree(one.samples, other.samples) ||
        !agree(one.tokens, other.tokens) || !flop_agrees(one, other)) {
        return false;
    }
    if (one.format != other.format) return true;
    const bool same_rate = one.reported_rate.empty() || other.reported_rate.empty() ||
                           one.reported_rate == other.reported_rate;
    return one.milliseconds != 0 && one.milliseconds == other.milliseconds && same_rate &&
           one.skipped == other.skipped && agree(one.devices, other.devices) &&
           agree(one.parameters, other.parameters) &&
           agree(one.sequence_length, other.sequence_length);
}

// The iterations of which two stretches tell one execution; of none where there are none.
Span shared_span(const TrainingStretch& before, const TrainingStretch& stretch) {
    const Span other = span_of(before);
    const Span both{std::max(other.from, stretch.first_iteration),
                    std::min(other.to, stretch.last_iteration)};
    if (const auto until = shared_until(before, stretch)) {
        return {both.from, std::min(both.to, *until)};
    }
    return is_same_execution(before, stretch) ? both : Span{0, -1};
}

std::uint64_t part_of(std::uint64_t sum, std::uint64_t part, std::uint64_t whole) {
    return static_cast<std::uint64_t>(Wide{sum} * part / whole);
}

void add_limited(std::uint64_t& sum, std::uint64_t added) {
    sum = added > UINT64_MAX - sum ? UINT64_MAX : sum + added;
}

// Sequence length of stretches that do not say theirs: what all others agree on; 0 if they do not.
std::uint64_t common_length(const std::vector<TrainingStretch>& stretches) {
    std::uint64_t common = 0;
    for (const TrainingStretch& stretch : stretches) {
        if (stretch.sequence_length == 0) continue;
        if (common != 0 && common != stretch.sequence_length) return 0;
        common = stretch.sequence_length;
    }
    return common;
}

// Sequences of a stretch as tokens; 0 where their length is not known.
std::uint64_t tokens_by_length(const TrainingStretch& stretch, std::uint64_t samples,
                               std::uint64_t common) {
    const std::uint64_t length = stretch.sequence_length != 0 ? stretch.sequence_length : common;
    const Wide tokens = Wide{samples} * length;
    return tokens > UINT64_MAX ? 0 : static_cast<std::uint64_t>(tokens);
}

// Tokens of a stretch, or nothing where they cannot be known.
std::optional<std::uint64_t> tokens_of(const TrainingStretch& stretch, std::uint64_t common) {
    if (stretch.tokens != 0) return stretch.tokens;
    if (stretch.lengths_vary) return std::nullopt;
    const std::uint64_t tokens = tokens_by_length(stretch, stretch.samples, common);
    if (tokens == 0) return std::nullopt;
    return tokens;
}

// So many more tokens may have been executed, where the log tells tokens or sequences in doubt.
std::uint64_t tokens_in_doubt(const TrainingStretch& stretch, std::uint64_t common) {
    if (stretch.tokens != 0) return stretch.tokens_in_doubt;
    return tokens_by_length(stretch, stretch.samples_in_doubt, common);
}

// A stretch with those of its iterations that no stretch before it had told already.
struct Executed {
    const TrainingStretch* stretch = nullptr;
    std::vector<Span> parts;
    std::uint64_t iterations = 0;
    std::uint64_t tokens = 0;  // of the whole stretch
};

std::vector<Executed> executed_of(const std::vector<TrainingStretch>& stretches) {
    std::vector<Executed> executed;
    for (const TrainingStretch& stretch : stretches) {
        if (stretch.last_iteration < stretch.first_iteration) continue;
        IterationSet told;
        for (const Executed& before : executed) {
            const Span shared = shared_span(*before.stretch, stretch);
            if (shared.from <= shared.to) told.add(shared);
        }
        Executed part{&stretch, told.add(span_of(stretch)), 0, 0};
        for (const Span span : part.parts) part.iterations += size_of(span);
        if (part.iterations != 0) executed.push_back(std::move(part));
    }
    return executed;
}

// The part of a sum that belongs to some of a stretch's iterations.
Exact flop_part(const TrainingStretch& stretch, std::uint64_t iterations) {
    return flop_of(stretch) * exact_of(iterations) / exact_of(size_of(span_of(stretch)));
}

std::uint64_t tokens_in(const Executed& part, const std::vector<Span>& spans,
                        std::uint64_t iterations) {
    const TrainingStretch& stretch = *part.stretch;
    if (stretch.history.empty()) {
        return part_of(part.tokens, iterations, size_of(span_of(stretch)));
    }
    std::uint64_t tokens = 0;
    for (const Span span : spans) {
        tokens += tokens_until(stretch, part.tokens, span.to) -
                  tokens_until(stretch, part.tokens, span.from - 1);
    }
    return tokens;
}

// What all runs add up to; a run goes back where it comes to iterations that it had behind it.
struct Adding {
    TrainingSums sums;
    bool all_tokens = true;
    bool all_flop = true;
    bool all_samples = true;

    void add_run(const std::vector<TrainingStretch>& run, std::uint64_t common_length);
    void add_executed(Executed& part, std::uint64_t common_length);
    void add_kept(const std::vector<Executed>& executed, const std::vector<TrainingStretch>& run);
};

void Adding::add_executed(Executed& part, std::uint64_t common_length) {
    const TrainingStretch& stretch = *part.stretch;
    const std::uint64_t all = size_of(span_of(stretch));
    const auto share = [&](std::uint64_t sum) { return part_of(sum, part.iterations, all); };
    const std::optional<std::uint64_t> tokens = tokens_of(stretch, common_length);
    all_tokens = all_tokens && tokens;
    part.tokens = tokens.value_or(0);
    const Exact flop = flop_part(stretch, part.iterations);
    all_flop = all_flop && !flop.is_zero();
    sums.executed_flop = sums.executed_flop + flop;
    all_samples = all_samples && (stretch.samples != 0 || !stretch.lengths_vary);
    add_limited(sums.executed_iterations, part.iterations);
    add_limited(sums.executed_samples, share(stretch.samples));
    add_limited(sums.executed_tokens, tokens_in(part, part.parts, part.iterations));
    // Nobody knows which iterations a doubt is about.
    add_limited(sums.samples_in_doubt, stretch.samples_in_doubt);
    add_limited(sums.tokens_in_doubt, tokens_in_doubt(stretch, common_length));
    sums.flop_of_part = sums.flop_of_part || stretch.flop_of_part;
    add_limited(sums.skipped_iterations, share(stretch.skipped));
    add_limited(sums.milliseconds, share(stretch.milliseconds));
}

void Adding::add_kept(const std::vector<Executed>& executed,
                      const std::vector<TrainingStretch>& run) {
    IterationSet kept;
    for (auto part = executed.rbegin(); part != executed.rend(); ++part) {
        const TrainingStretch& stretch = *part->stretch;
        std::uint64_t iterations = 0;
        std::vector<Span> spans;
        for (const Span span : part->parts) {
            for (const Span missing : kept.add(span)) {
                iterations += size_of(missing);
                spans.push_back(missing);
            }
        }
        add_limited(sums.kept_iterations, iterations);
        add_limited(sums.kept_samples,
                    part_of(stretch.samples, iterations, size_of(span_of(stretch))));
        add_limited(sums.kept_tokens, tokens_in(*part, spans, iterations));
        sums.kept_flop = sums.kept_flop + flop_part(stretch, iterations);
    }
    const auto add_missing = [&kept](Span span, std::uint64_t& sum) {
        if (span.to < span.from) return;
        for (const Span missing : kept.add(span)) add_limited(sum, size_of(missing));
    };
    for (const TrainingStretch& stretch : run) {
        if (stretch.last_iteration < stretch.first_iteration) continue;
        const auto before = static_cast<std::int64_t>(stretch.not_shown_before);
        const auto after = static_cast<std::int64_t>(stretch.not_read_after);
        add_missing({stretch.first_iteration - before, stretch.first_iteration - 1},
                    sums.not_shown_before);
        add_missing({stretch.last_iteration + 1, stretch.last_iteration + after},
                    sums.not_read_after);
    }
}

void Adding::add_run(const std::vector<TrainingStretch>& run, std::uint64_t common_length) {
    std::vector<Executed> executed = executed_of(run);
    std::int64_t furthest = 0;
    for (Executed& part : executed) {
        add_executed(part, common_length);
        const bool first = &part == executed.data();
        if (!first && part.parts.front().from <= furthest) ++sums.restarts;
        furthest = std::max(first ? INT64_MIN : furthest, part.stretch->last_iteration);
    }
    add_kept(executed, run);
    ++sums.runs;
}

TrainingSums added_up(const std::vector<TrainingStretch>& stretches, std::uint64_t common) {
    Adding adding;
    for (const auto& run : runs_of(stretches)) adding.add_run(run, common);
    // A sum with a part unknown would be too small without a word.
    TrainingSums& sums = adding.sums;
    if (!adding.all_tokens) sums.executed_tokens = sums.kept_tokens = 0;
    if (!adding.all_flop) sums.executed_flop = sums.kept_flop = 0;
    if (!adding.all_samples) sums.executed_samples = sums.kept_samples = 0;
    return sums;
}

}  // namespace

TrainingSums sums_of(const std::vector<TrainingStretch>& stretches) {
    const std::uint64_t common = common_length(stretches);
    TrainingSums sums = added_up(stretches, common);
    sums.least_iterations = sums.kept_iterations;
    sums.least_samples = sums.kept_samples;
    sums.least_tokens = sums.kept_tokens;
    sums.least_flop = sums.kept_flop;
    std::map<std::uint32_t, std::vector<TrainingStretch>> inputs;
    for (const TrainingStretch& stretch : stretches) inputs[stretch.input].push_back(stretch);
    for (const auto& [input, told] : inputs) {
        const TrainingSums one = inputs.size() == 1 ? sums : added_up(told, common);
        sums.least_iterations = std::max(sums.least_iterations, one.executed_iterations);
        if (sums.executed_samples != 0) {
            sums.least_samples = std::max(sums.least_samples, one.executed_samples);
        }
        if (sums.executed_tokens != 0) {
            sums.least_tokens = std::max(sums.least_tokens, one.executed_tokens);
        }
        if (!sums.executed_flop.is_zero()) {
            sums.least_flop = larger(sums.least_flop, one.executed_flop);
        }
    }
    return sums;
}

std::vector<FormatTraining> training_by_format(const std::vector<TrainingStretch>& stretches) {
    std::map<std::string, std::vector<TrainingStretch>> formats;
    for (const TrainingStretch& stretch : stretches) formats[stretch.format].push_back(stretch);
    std::vector<FormatTraining> list;
    for (const auto& [format, told] : formats) {
        std::set<std::uint32_t> inputs;
        Exact rate;
        for (const TrainingStretch& stretch : told) {
            inputs.insert(stretch.input);
            const auto printed = parse_exact(stretch.reported_rate);
            if (std::holds_alternative<Exact>(printed)) {
                rate = larger(rate, std::get<Exact>(printed));
            }
        }
        list.push_back({format, inputs.size(), sums_of(told), rate});
    }
    return list;
}

}  // namespace flopledger
